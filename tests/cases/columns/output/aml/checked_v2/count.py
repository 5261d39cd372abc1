# Scaffolded by Scorewright from specs/checked_v2.yaml; from here on it is yours.
"""The step count of the scoring job checked_v2."""

from pathlib import Path

from columns import rows_of
from contract import Count, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Count) -> None:
        self.given = given

    def score(self, file: Path) -> list[str]:
        """The rows of one file by their numbers, each with how many values it has."""
        rows = enumerate(rows_of(file, "branches"), 1)
        return [
            f"{number},{sum(cell is not None for cell in row.values())}"
            for number, row in rows
        ]


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Count)))


def run(mini_batch: list[str]) -> list[str]:
    """Score the files of a mini-batch; gives a text for each row."""
    return [line for file in mini_batch for line in workers[-1].score(Path(file))]


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
