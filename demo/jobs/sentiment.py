"""Sentiment: one uploaded file of texts, split and scored in mini-batches."""

import json
from pathlib import Path

from sklearn.metrics import roc_auc_score

from demo import rated_texts
from demo.stage import BUILD, LANDING, OUTPUT, lay, rows, run, say, score

NAME = "sentiment"
HERE = BUILD / NAME
BLOB = "texts/2026-01-05/texts.csv"
ACCOUNT = (
    "/subscriptions/00000000-0000-0000-0000-00000000000d/resourceGroups/rg-scoring-dev"
    "/providers/Microsoft.Storage/storageAccounts/stlandingdev"
)
EVENT = {
    "eventType": "Microsoft.Storage.BlobCreated",
    "topic": ACCOUNT,
    "subject": f"/blobServices/default/containers/landing/blobs/{BLOB}",
    "data": {"contentLength": 500_000},
}
"""What storage tells of an upload."""


def main() -> Path:
    """Train, score, judge; gives the file of scores."""
    rated_texts.prepare(HERE)
    say("Train the sentiment model on rated texts")
    data = ["--data", str(HERE / "train.csv"), "--model", str(HERE / "model.joblib")]
    run(str(OUTPUT / NAME / "train.py"), *data)
    say("Score an upload of other texts, as the event of the upload does")
    lay(HERE / "uploads" / rated_texts.UPLOAD, LANDING / BLOB)
    event = HERE / "upload.json"
    event.write_text(json.dumps(EVENT), encoding="utf-8")
    scores = score(NAME, "--trigger", "upload", "--event", str(event))
    right, found, count = judged(scores)
    print(f"  accuracy {right:.3f}, AUC {found:.3f} on {count} texts")
    return scores


def judged(scores: Path) -> tuple[float, float, int]:
    """How well the texts are told apart: accuracy and AUC, and how many they are."""
    truth = {identity: int(positive) for identity, positive in rows(HERE / "outcomes.csv")[1:]}
    scored = {identity: (float(chance), int(said)) for identity, chance, said in rows(scores)}
    if scored.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} texts went in, {len(scored)} came out")
    right = sum(said == truth[identity] for identity, (_, said) in scored.items())
    chances = [chance for chance, _ in scored.values()]
    found = float(roc_auc_score([truth[identity] for identity in scored], chances))
    return right / len(truth), found, len(truth)
