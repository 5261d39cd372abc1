# Scaffolded by Scorewright from specs/files_v1.yaml; from here on it is yours.
"""The step again of the scoring job files_v1."""

from pathlib import Path
from uuid import uuid4

from contract import Again, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Again) -> None:
        self.given = given

    def score(self, file: Path) -> list[str]:
        """The rows of one file, each with its length behind it."""
        return [
            f"{row},{len(row)}" for row in file.read_text(encoding="utf-8").splitlines()
        ]


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Again)))


def run(mini_batch: list[str]) -> list[str]:
    """Score the files of a mini-batch; gives a text for each row."""
    lines = [line for file in mini_batch for line in workers[-1].score(Path(file))]
    # Many workers write at once: each mini-batch has a file of its own.
    target = workers[-1].given.copies / f"{uuid4()}.csv"
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return lines


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
