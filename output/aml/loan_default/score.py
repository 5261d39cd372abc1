"""Score loan applications: the entry script of the job's parallel step.

Azure ML imports this module in each of its worker processes and calls init() once, run() for every
mini-batch and shutdown() once, the same way under SDK v1 and v2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import joblib
import numpy
import pandas
from numpy.typing import NDArray

from contract import Score, parse

IDENTITY = "application_id"


class Model(Protocol):
    """What is used of the scikit-learn pipeline that train.py writes."""

    @property
    def feature_names_in_(self) -> Iterable[str]: ...

    def predict_proba(self, rows: pandas.DataFrame, /) -> NDArray[numpy.float64]: ...


@dataclass(frozen=True, slots=True)
class Scorer:
    """What a worker holds from init() to shutdown()."""

    model: Model
    threshold: float

    def lines(self, path: Path) -> list[str]:
        """Return `application_id,probability,flagged` for every row of a file, in its order."""
        columns = list(self.model.feature_names_in_)
        applications = read(path, [IDENTITY, *columns])
        if applications.empty:
            return []
        try:
            chances = self.model.predict_proba(applications[columns])
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        # Rounded before it is compared, so that no line contradicts itself. Class 1 is the default.
        probability = chances[:, 1].round(6)
        scores = pandas.DataFrame(
            {
                IDENTITY: applications[IDENTITY],
                "probability": probability,
                "flagged": (probability >= self.threshold).astype(int),
            }
        )
        return scores.to_csv(
            header=False, index=False, float_format="%.6f", lineterminator="\n"
        ).splitlines()


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
        mini_batch: Paths of files of applications, one a row.

    Returns:
        `application_id,probability,flagged` per application; flagged is 1 from the threshold on.

    Raises:
        ValueError: a file lacks columns or holds what the model cannot read; the message names it.
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


def read(path: Path, columns: list[str]) -> pandas.DataFrame:
    """Return a file's applications, having made sure that no column is missing."""
    try:
        # As text, so that an id keeps its leading zeros.
        applications = pandas.read_csv(path, dtype={IDENTITY: str})
    except pandas.errors.EmptyDataError:
        applications = pandas.DataFrame()
    missing = [name for name in columns if name not in applications.columns]
    if missing:
        raise ValueError(f"{path}: missing columns: {', '.join(missing)}")
    return applications
