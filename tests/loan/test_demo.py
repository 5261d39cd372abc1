"""`make demo`, from the committed output to the scores.

One test: the demo writes to one folder, so two workers may not run it at once.
"""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from demo.job import BUILD, scores_of

from demo import german_credit

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def printed() -> str:
    if not german_credit.is_fetched():
        pytest.skip(f"the German credit data are not there: {german_credit.COMMAND}")
    done = subprocess.run(
        [sys.executable, "-m", "demo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def the_scores_are_good(printed: str) -> None:
    found = re.search(r"AUC (\d\.\d+) on 300 applications", printed)
    assert found
    assert float(found[1]) >= 0.77


def compiling_changed_nothing(printed: str) -> None:
    assert "1 job in step, nothing written." in printed


def it_says_where_to_look(printed: str) -> None:
    named = re.findall(r"^  (\S+/\S+)", printed.partition("Look at")[2], re.MULTILINE)
    assert len(named) >= 4
    for path in named:
        assert (ROOT / path).is_file(), path


def the_scores_are_what_it_says() -> None:
    with scores_of(BUILD / "scores").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 300
    assert rows == sorted(rows)
    assert {flagged for _, chance, flagged in rows if float(chance) < 0.5} == {"0"}
    assert {flagged for _, chance, flagged in rows if float(chance) > 0.5} == {"1"}


def test_the_demo_scores_and_says_so(printed: str) -> None:
    compiling_changed_nothing(printed)
    the_scores_are_good(printed)
    it_says_where_to_look(printed)
    the_scores_are_what_it_says()
