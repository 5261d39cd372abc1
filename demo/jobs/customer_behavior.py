"""Customer behaviour: CDNOW's purchases, in the three steps of a batch endpoint's pipeline."""

from pathlib import Path

import numpy
from sklearn.metrics import roc_auc_score

from demo import cdnow
from demo.node import Step
from demo.stage import BUILD, OUTPUT, play, rows, run, say

NAME = "customer_behavior"
HERE = BUILD / NAME
WINDOW_END = "1997-10-01"
HORIZON = 39
SCORES = HERE / "scores" / "scores.csv"


def main() -> Path:
    """Train, score, judge; gives the table of scores."""
    cdnow.prepare(HERE)
    say("Fit BG/NBD to the purchases of nine months")
    model = HERE / "model.json"
    data = ["--transactions", str(HERE / "transactions"), "--window-end", WINDOW_END]
    run(str(OUTPUT / NAME / "train.py"), *data, "--model", str(model))
    say("Expect the purchases of the next 39 weeks with the generated job")
    play(NAME, *steps(model))
    made = {identity: float(count) for identity, count in rows(HERE / "outcomes.csv")[1:]}
    expected = {row[0]: float(row[1]) for row in rows(SCORES)[1:]}
    if expected.keys() != made.keys():
        raise SystemExit(f"{len(made)} customers went in, {len(expected)} came out")
    print(f"  {judged(list(expected.values()), [made[each] for each in expected])}")
    return SCORES


def judged(expected: list[float], made: list[float]) -> str:
    """How near the expectations came."""
    found = numpy.corrcoef(expected, made)[0, 1]
    again = roc_auc_score([count > 0 for count in made], expected)
    return f"correlation {found:.3f}, AUC of buying again {again:.3f}, {len(made)} customers"


def steps(model: Path) -> tuple[Step, ...]:
    """What the AML pipeline of the job runs. Its folders are the run's already."""
    names = ("transactions", "customers", "predictions", "scores")
    folders = {name: str(HERE / name) for name in names}
    end = {"window_end": WINDOW_END}
    given = {"model": str(model), "horizon": str(HORIZON)}
    rows_file = str(HERE / "predictions" / "predictions.csv")
    return (
        Step("prepare.py", {name: folders[name] for name in names[:2]} | end),
        Step("score.py", given, files=folders["customers"], rows=rows_file, mini_batch=4),
        Step("publish.py", {name: folders[name] for name in names[2:]} | end),
    )
