"""Customer behaviour: CDNOW's purchases, in the three steps of a batch endpoint's pipeline."""

from pathlib import Path

import numpy
from sklearn.metrics import roc_auc_score

from demo import cdnow
from demo.stage import BUILD, LANDING, OUTPUT, lay, rows, run, say, score

NAME = "customer_behavior"
HERE = BUILD / NAME


def main() -> Path:
    """Train, score, judge; gives the table of scores."""
    cdnow.prepare(HERE)
    say("Fit BG/NBD to the purchases of nine months")
    data = ["--transactions", str(HERE / "transactions"), "--window-end", cdnow.WINDOW_END]
    run(str(OUTPUT / NAME / "train.py"), *data, "--model", str(HERE / "model.json"))
    say("Expect the purchases of the next 39 weeks, through a batch endpoint on this machine")
    lay(HERE / "transactions", LANDING / "shop" / "transactions")
    given = {"window_end": cdnow.WINDOW_END, "horizon": str(cdnow.HORIZON)}
    scores = score(NAME, *(f"--param={name}={value}" for name, value in given.items()))
    print(f"  {judged(scores)}")
    return scores


def judged(scores: Path) -> str:
    """How near the expectations came."""
    truth = {identity: float(count) for identity, count in rows(HERE / "outcomes.csv")[1:]}
    expected = {row[0]: float(row[1]) for row in rows(scores)[1:]}
    if expected.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} customers went in, {len(expected)} came out")
    made = [truth[each] for each in expected]
    found = numpy.corrcoef(list(expected.values()), made)[0, 1]
    again = roc_auc_score([count > 0 for count in made], list(expected.values()))
    return f"correlation {found:.3f}, AUC of buying again {again:.3f}, {len(made)} customers"
