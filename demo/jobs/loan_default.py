"""Loan default: the German credit data, a parallel step between two that SDK v1 needs."""

from pathlib import Path

from sklearn.metrics import roc_auc_score

from demo import german_credit
from demo.node import Step
from demo.stage import BUILD, OUTPUT, play, rows, run, say

NAME = "loan_default"
HERE = BUILD / NAME
RUN_DATE = "2024-01-01"
THRESHOLD = 0.5
SCORES = HERE / "scores" / RUN_DATE / "scores.csv"


def main() -> Path:
    """Train, score, judge; gives the file of scores."""
    german_credit.prepare(HERE)
    say("Train the loan-default model on 700 loans")
    model = HERE / "model.joblib"
    data = ["--data", str(HERE / "train.csv"), "--model", str(model)]
    run(str(OUTPUT / NAME / "train.py"), *data)
    say("Score 300 other applications with the generated job")
    play(NAME, *steps(model))
    truth = {identity: int(outcome) for identity, outcome in rows(HERE / "outcomes.csv")[1:]}
    scored = {identity: float(chance) for identity, chance, _ in rows(SCORES)}
    if scored.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} applications went in, {len(scored)} came out")
    found = roc_auc_score([truth[each] for each in scored], list(scored.values()))
    print(f"  AUC {found:.3f} on {len(scored)} applications")
    return SCORES


def steps(model: Path) -> tuple[Step, ...]:
    """What the AML pipeline of the job runs."""
    staged, scored = str(HERE / "staged"), HERE / "rows"
    given = {"model": str(model), "threshold": str(THRESHOLD), "output": str(scored)}
    publish = {"scores_rows": str(scored), "scores": str(HERE / "scores"), "run_date": RUN_DATE}
    source = {"applications": str(HERE / "applications"), "applications_staged": staged}
    return (
        Step("stage_applications.py", source),
        Step("score.py", given, files=staged, rows=str(scored / "scores.csv")),
        Step("publish_scores.py", publish),
    )
