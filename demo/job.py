"""The run of the loan-default job that the demo plays: its places, and what the factory sends."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "output" / "aml" / "loan_default"
TRAIN = FOLDER / "train.py"
BUILD = ROOT / "build" / "demo"

FILE = "scores.csv"
MINI_BATCH = 10
RUN_DATE = "2024-01-01"
THRESHOLD = 0.5


def scores_of(folder: Path) -> Path:
    """The file of scores in the run's folder."""
    return folder / RUN_DATE / FILE
