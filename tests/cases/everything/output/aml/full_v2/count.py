# Scaffolded by Scorewright from specs/full_v2.yaml; from here on it is yours.
"""The step count of the scoring job full_v2."""

from typing import Protocol
from uuid import uuid4

import joblib
import pandas as pd

from contract import Count, parse


class Context(Protocol):
    """What Azure ML says of a mini-batch: the values that its rows have in common."""

    partition_key_value: dict[str, str]


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: Count) -> None:
        self.given = given
        self.model = joblib.load(given.model)

    def score(self, rows: pd.DataFrame) -> list[str]:
        """The rows of a mini-batch, each with its prediction behind it."""
        scored = rows.assign(prediction=self.model.predict(rows))
        return scored.to_csv(index=False, header=False).splitlines()


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(Count)))


def run(mini_batch: pd.DataFrame, mini_batch_context: Context) -> list[str]:
    """Score the rows that have the same values in the columns of the partition."""
    print(mini_batch_context.partition_key_value)
    lines = workers[-1].score(mini_batch)
    # Many workers write at once: each mini-batch has a file of its own.
    target = workers[-1].given.counts / f"{uuid4()}.csv"
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return lines


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
