"""Score texts, positive or not: the entry script of the job's parallel step.

Azure ML imports this module in each of its worker processes and calls init() once, run() for every
mini-batch and shutdown() once, the same way under SDK v1 and v2.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import joblib
import numpy
import pandas
from numpy.typing import NDArray

from contract import Score, parse
from texts import IDENTITY, TEXT, features, read


class Model(Protocol):
    """What is used of the scikit-learn pipeline that train.py writes."""

    def predict_proba(self, rows: pandas.DataFrame, /) -> NDArray[numpy.float64]: ...


@dataclass(frozen=True, slots=True)
class Scorer:
    """What a worker holds from init() to shutdown()."""

    model: Model
    threshold: float

    def lines(self, path: Path) -> list[str]:
        """Return `text_id,probability,positive` for every row of a file, in its order."""
        rows = list(read(path))
        if not rows:
            raise ValueError(f"{path}: there are no texts in it")
        chances = self.model.predict_proba(features([row[TEXT] for row in rows]))
        # Rounded before it is compared, so that no line contradicts itself. Class 1 is positive.
        probabilities = chances[:, 1].round(6)
        return [
            joined(row[IDENTITY], f"{chance:.6f}", str(int(chance >= self.threshold)))
            for row, chance in zip(rows, probabilities, strict=True)
        ]


_scorer: Scorer | None = None


def init() -> None:
    """Load the model, once per worker process."""
    global _scorer
    parameters = parse(Score)
    # To load a pickle is to run it: the model must come from the registry, never from the data.
    model = cast("Model", joblib.load(model_file(parameters.model)))
    _scorer = Scorer(model, parameters.threshold)


def run(mini_batch: list[str]) -> list[str]:
    """Score a mini-batch of CSV files.

    Args:
        mini_batch: Paths of files that split.py wrote.

    Returns:
        `text_id,probability,positive` per text; positive is 1 from the threshold on.

    Raises:
        ValueError: a file holds no texts or cannot be read; the message names it.
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
    found = sorted(path.rglob("*.joblib"))
    if len(found) != 1:
        names = ", ".join(file.name for file in found) or "none"
        raise ValueError(f"{path}: expected one .joblib file, found {names}")
    return found[0]


def joined(*values: str) -> str:
    """Return values as a line of CSV, without its end, which Azure ML adds."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(values)
    return buffer.getvalue()
