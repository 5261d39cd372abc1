"""Loan default: the German credit data, a parallel step between two that SDK v1 needs."""

from pathlib import Path

from sklearn.metrics import roc_auc_score

from demo import german_credit
from demo.stage import BUILD, LAKE, OUTPUT, lay, rows, run, say, score

NAME = "loan_default"
HERE = BUILD / NAME
RUN_DATE = "2026-01-05"
FIRES = "2026-01-05T05:00Z"
"""Six in the morning of that day, in the time zone of the trigger."""


def main() -> Path:
    """Train, score, judge; gives the file of scores."""
    german_credit.prepare(HERE)
    say("Train the loan-default model on 700 loans")
    data = ["--data", str(HERE / "train.csv"), "--model", str(HERE / "model.joblib")]
    run(str(OUTPUT / NAME / "train.py"), *data)
    say("Score 300 other applications, as the trigger does every morning")
    lay(HERE / "applications", LAKE / "loans" / "applications" / RUN_DATE)
    scores = score(NAME, "--trigger", "daily", "--at", FIRES)
    print(f"  AUC {judged(scores):.3f} on 300 applications")
    return scores


def judged(scores: Path) -> float:
    """How well the probabilities tell defaults apart (AUC)."""
    truth = {identity: int(outcome) for identity, outcome in rows(HERE / "outcomes.csv")[1:]}
    scored = {identity: float(chance) for identity, chance, _ in rows(scores)}
    if scored.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} applications went in, {len(scored)} came out")
    return float(roc_auc_score([truth[each] for each in scored], list(scored.values())))
