"""Bring the scores in order, and sum them up for the marketing team."""

import csv
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from contract import Publish, parse

ROWS = "predictions.csv"
SCORES = "scores.csv"
SUMMARY = "summary.json"


class Score(NamedTuple):
    """A row of the parallel step; the numbers stay as they were written."""

    customer_id: str
    expected_purchases: str
    alive: str


def read(path: Path) -> list[Score]:
    """Return the rows that the workers appended, ordered by customer.

    A row that is there twice counts once: Azure ML may run a mini-batch again.

    Raises:
        ValueError: there is no row, a row is not a score, or two contradict each other.
    """
    scores: dict[str, Score] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            score = checked(path, number, row)
            if scores.setdefault(score.customer_id, score) != score:
                raise ValueError(
                    f"{path}: customer {score.customer_id} has two different scores"
                )
    if not scores:
        raise ValueError(f"{path}: nobody was scored")
    return sorted(scores.values())


def checked(path: Path, number: int, row: Sequence[str]) -> Score:
    """Return a row as a score, having made sure that it is one."""
    try:
        score = Score(*row)
        expected, alive = float(score.expected_purchases), float(score.alive)
    except (TypeError, ValueError):
        expected, alive = math.nan, math.nan
    if not (0 <= expected < math.inf and 0 <= alive <= 1):
        raise ValueError(f"{path}: row {number}: {','.join(row)!r} is not a score")
    return score


def summary(scores: Sequence[Score], window_end: str) -> dict[str, str | int | float]:
    """Return what the marketing team asks first.

    `expected_purchases` and `best_tenth` (how much of it is expected of the tenth of the customers
    who are expected to buy most) say what is to come; `probably_gone` counts who is likelier gone
    than not. Who bought only once is never among these: the model cannot tell.
    """
    expected = sorted(
        (float(score.expected_purchases) for score in scores), reverse=True
    )
    total = math.fsum(expected)
    best = math.fsum(expected[: math.ceil(len(expected) / 10)])
    return {
        "window_end": window_end,
        "customers": len(scores),
        "expected_purchases": round(total, 2),
        "best_tenth": round(best / total, 4) if total else 0.0,
        "probably_gone": sum(float(score.alive) < 0.5 for score in scores),
    }


def publish(predictions: Path, target: Path, window_end: str) -> int:
    """Write the scores and their summary; those of an earlier run in the folder are replaced.

    Args:
        predictions: The folder that the parallel step wrote its file to.
        target: The folder to write into; made if it is not there.
        window_end: The day from which on purchases were not counted.

    Returns:
        The number of customers.
    """
    scores = read(predictions / ROWS)
    target.mkdir(parents=True, exist_ok=True)
    with (target / SCORES).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Score._fields)
        writer.writerows(scores)
    text = json.dumps(summary(scores, window_end), indent=2)
    (target / SUMMARY).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return len(scores)


def main() -> None:
    """Read the rows, write scores and summary."""
    given = parse(Publish)
    count = publish(given.predictions, given.scores, given.window_end)
    print(f"{count} customers published")


if __name__ == "__main__":
    main()
