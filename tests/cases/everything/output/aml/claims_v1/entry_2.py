# Scaffolded by Scorewright from specs/claims_v1.yaml; from here on it is yours.
"""Triage insurance claims: "who looks at what first?"

Text that a careless writer would break: 'quotes', \"\"\"quotes\"\"\", back\\\\slashes,
{braces},
{{more braces}}, @{interpolation}, [brackets], # hashes, 100 %, Größe, Ωmega, 請求, 🚗.
"""

from pathlib import Path

import joblib
import pandas as pd

from contract import TriageAll, parse


class Scorer:
    """What one worker process keeps between its mini-batches."""

    def __init__(self, given: TriageAll) -> None:
        self.given = given
        self.model = joblib.load(given.model)

    def score(self, file: Path) -> list[str]:
        """The rows of one file, each with its prediction behind it."""
        rows = pd.read_csv(file)
        rows["prediction"] = self.model.predict(rows)
        return rows.to_csv(index=False, header=False).splitlines()


workers: list[Scorer] = []


def init() -> None:
    """Called once in each worker process."""
    workers.append(Scorer(parse(TriageAll)))


def run(mini_batch: list[str]) -> list[str]:
    """Score the files of a mini-batch; gives the lines of the output."""
    return [line for file in mini_batch for line in workers[-1].score(Path(file))]


def shutdown() -> None:
    """Called once in each worker process, when nothing is left to score."""
    workers.clear()
