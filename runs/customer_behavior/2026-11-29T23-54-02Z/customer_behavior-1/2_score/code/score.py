"""Score customers: the entry script of the job's parallel step.

Azure ML imports this module in each of its worker processes and calls init() once, run() for every
mini-batch and shutdown() once, the same way under SDK v1 and v2.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy
import pandas

from bgnbd import HISTORY, Model, load
from contract import Score, parse

IDENTITY = "customer_id"


@dataclass(frozen=True, slots=True)
class Scorer:
    """What a worker holds from init() to shutdown()."""

    model: Model
    horizon: int

    def lines(self, path: Path) -> list[str]:
        """Return `customer_id,expected_purchases,alive` for every row of a file, in its order."""
        customers = read(path)
        scores = pandas.DataFrame(
            {
                IDENTITY: customers[IDENTITY],
                "expected_purchases": self.model.expected_purchases(
                    customers, self.horizon
                ),
                "alive": self.model.alive(customers),
            }
        )
        if not numpy.isfinite(scores[["expected_purchases", "alive"]]).all(axis=None):
            raise ValueError(f"{path}: {self.model} has no answer for some customers")
        return scores.to_csv(
            header=False, index=False, float_format="%.6f", lineterminator="\n"
        ).splitlines()


_scorer: Scorer | None = None


def init() -> None:
    """Load the model, once per worker process."""
    global _scorer
    parameters = parse(Score)
    if parameters.horizon < 1:
        raise ValueError(
            f"horizon: {parameters.horizon} is not a number of weeks to come"
        )
    _scorer = Scorer(load(model_file(parameters.model)), parameters.horizon)


def run(mini_batch: list[str]) -> list[str]:
    """Score a mini-batch of CSV files.

    Args:
        mini_batch: Paths of files that prepare.py wrote: a customer a row.

    Returns:
        `customer_id,expected_purchases,alive` per customer: on how many days of the next `horizon`
        weeks she is expected to buy, and the probability that she is still a customer at all. It is
        1 for who has bought only once: see bgnbd.py.

    Raises:
        ValueError: a file lacks columns or holds no history that there can be; the message names
            it.
    """
    if _scorer is None:
        raise RuntimeError("run() was called before init()")
    return [line for name in mini_batch for line in _scorer.lines(Path(name))]


def shutdown() -> None:
    """Let go of the model."""
    global _scorer
    _scorer = None


def model_file(path: Path) -> Path:
    """Return the model's file: the path itself or, if Azure ML mounts a folder, the one in it."""
    if not path.is_dir():
        return path
    found = sorted(path.rglob("*.json"))
    if len(found) != 1:
        names = ", ".join(file.name for file in found) or "none"
        raise ValueError(f"{path}: expected one .json file, found {names}")
    return found[0]


def read(path: Path) -> pandas.DataFrame:
    """Return a file's customers, having made sure that each history is one there can be."""
    try:
        # As text, so that an id keeps its leading zeros and may be NA.
        rows = pandas.read_csv(path, dtype=str, keep_default_na=False)
    except pandas.errors.EmptyDataError:
        rows = pandas.DataFrame()
    missing = [name for name in [IDENTITY, *HISTORY] if name not in rows.columns]
    if missing:
        raise ValueError(f"{path}: missing columns: {', '.join(missing)}")
    numbers = {name: pandas.to_numeric(rows[name], errors="coerce") for name in HISTORY}
    customers = pandas.DataFrame({IDENTITY: rows[IDENTITY], **numbers})
    wrong = ~possible(customers)
    if wrong.any():
        first = rows[wrong].iloc[0]
        history = ", ".join(f"{name} {first[name]!r}" for name in HISTORY)
        raise ValueError(
            f"{path}: customer {first[IDENTITY]}: no such history: {history}"
        )
    return customers


def possible(customers: pandas.DataFrame) -> pandas.Series:
    """Tell of each history whether there can be one such; not if a number is missing."""
    frequency, recency, age = (customers[name] for name in HISTORY)
    return (
        (frequency >= 0)
        & (frequency % 1 == 0)
        & ((frequency > 0) == (recency > 0))
        & (recency <= age)
        & (age < numpy.inf)
    )
