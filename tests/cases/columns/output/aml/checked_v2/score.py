# Scaffolded by Scorewright from specs/checked_v2.yaml; from here on it is yours.
"""The step score of the scoring job checked_v2."""

from pathlib import Path

import joblib
import pandas as pd

from columns import rows_of
from contract import Score, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Score) -> None:
        self.given = given
        self.model = joblib.load(given.model)

    def score(self, file: Path) -> list[str]:
        """The rows of one file, each with its prediction behind it."""
        rows = pd.DataFrame(rows_of(file, "applications"))
        rows["prediction"] = self.model.predict(rows)
        return rows.to_csv(index=False, header=False).splitlines()


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Score)))


def run(mini_batch: list[str]) -> list[str]:
    """Score the files of a mini-batch; gives a text for each row."""
    return [line for file in mini_batch for line in workers[-1].score(Path(file))]


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
