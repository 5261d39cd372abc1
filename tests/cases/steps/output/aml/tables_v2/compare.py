# Scaffolded by Scorewright from specs/tables_v2.yaml; from here on it is yours.
"""The step compare of the scoring job tables_v2."""

from uuid import uuid4

import pandas as pd

from contract import Compare, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Compare) -> None:
        self.given = given

    def score(self, rows: pd.DataFrame) -> list[str]:
        """The rows of a mini-batch, each with the number of its columns behind it."""
        scored = rows.assign(columns=len(rows.columns))
        return scored.to_csv(index=False, header=False).splitlines()


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Compare)))


def run(mini_batch: pd.DataFrame) -> list[str]:
    """Score the rows of a mini-batch; gives a text for each."""
    lines = workers[-1].score(mini_batch)
    # Many workers write at once: each mini-batch has a file of its own.
    target = workers[-1].given.bargains / f"{uuid4()}.csv"
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return lines


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
