# Scaffolded by Scorewright from specs/lake_v1.yaml; from here on it is yours.
"""The step measure of the scoring job lake_v1."""

from pathlib import Path

from contract import Measure, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Measure) -> None:
        self.given = given

    def score(self, file: Path) -> list[str]:
        """The rows of one file, each with its length behind it."""
        return [
            f"{row},{len(row)}" for row in file.read_text(encoding="utf-8").splitlines()
        ]


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Measure)))


def run(mini_batch: list[str]) -> list[str]:
    """Score the files of a mini-batch; gives a text for each row."""
    return [line for file in mini_batch for line in workers[-1].score(Path(file))]


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
