"""Sentiment: one uploaded file of texts, split and scored in mini-batches."""

from pathlib import Path

from sklearn.metrics import roc_auc_score

from demo import rated_texts
from demo.node import Step
from demo.stage import BUILD, OUTPUT, play, rows, run, say

NAME = "sentiment"
HERE = BUILD / NAME
FOLDER, FILE = "uploads", "texts.csv"
THRESHOLD = 0.5
SCORES = HERE / "scores" / FOLDER / FILE / "scores.csv"


def main() -> Path:
    """Train, score, judge; gives the file of scores."""
    rated_texts.prepare(HERE)
    say("Train the sentiment model on rated texts")
    model = HERE / "model.joblib"
    data = ["--data", str(HERE / "train.csv"), "--model", str(model)]
    run(str(OUTPUT / NAME / "train.py"), *data)
    say("Score an upload of other texts with the generated job")
    play(NAME, *steps(model))
    truth = {identity: int(positive) for identity, positive in rows(HERE / "outcomes.csv")[1:]}
    scored = {identity: float(chance) for identity, chance, _ in rows(SCORES)}
    if scored.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} texts went in, {len(scored)} came out")
    found = roc_auc_score([truth[each] for each in scored], list(scored.values()))
    print(f"  AUC {found:.3f} on {len(scored)} texts")
    return SCORES


def steps(model: Path) -> tuple[Step, ...]:
    """What the AML pipeline of the job runs. Synapse sends no data path, but the folder's name."""
    place = {"folder": FOLDER, "file": FILE}
    chunks, scored = str(HERE / "chunks"), HERE / "rows"
    given = {"model": str(model), "threshold": str(THRESHOLD), "output": str(scored)}
    publish = {"scores_rows": str(scored), "scores": str(HERE / "scores"), **place}
    return (
        Step("split.py", {"texts": str(HERE), "chunks": chunks, **place}),
        Step("score.py", given, files=chunks, rows=str(scored / "scores.csv"), mini_batch=5),
        Step("publish_scores.py", publish),
    )
