"""`make demo`, from the committed output to the scores of all three jobs.

One test: the demo writes to one folder, so two workers may not run it at once.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from demo import cdnow, german_credit, rated_texts
from demo.jobs import customer_behavior, loan_default, sentiment
from demo.stage import rows

ROOT = Path(__file__).parents[2]
DATA = (german_credit, rated_texts, cdnow)


@pytest.fixture(scope="module")
def printed() -> str:
    for data in DATA:
        if not data.is_fetched():
            pytest.skip(f"the data are not there: {data.COMMAND}")
    done = subprocess.run(
        [sys.executable, "-m", "demo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def compiling_changed_nothing(printed: str) -> None:
    assert "3 jobs in step, nothing changed." in printed


def the_scores_are_good(printed: str) -> None:
    assert figure(printed, r"AUC (\d\.\d+) on 300 applications") >= 0.77
    assert figure(printed, r"AUC (\d\.\d+) on \d+ texts") >= 0.90
    assert figure(printed, r"correlation (\d\.\d+), AUC") >= 0.66
    assert figure(printed, r"AUC of buying again (\d\.\d+)") >= 0.75


def figure(printed: str, pattern: str) -> float:
    found = re.search(pattern, printed)
    assert found, pattern
    return float(found[1])


def it_says_where_to_look(printed: str) -> None:
    named = re.findall(r"^  (\S+/\S+)", printed.partition("Look at")[2], re.MULTILINE)
    assert len(named) >= 8
    for path in named:
        assert (ROOT / path).is_file(), path


def the_scores_are_what_it_says() -> None:
    loans = rows(loan_default.SCORES)
    assert len(loans) == 300
    assert loans == sorted(loans)
    assert {flagged for _, chance, flagged in loans if float(chance) < 0.5} == {"0"}
    assert {flagged for _, chance, flagged in loans if float(chance) > 0.5} == {"1"}
    texts = rows(sentiment.SCORES)
    assert texts == sorted(texts)
    assert all(0 <= float(chance) <= 1 for _, chance, _ in texts)
    heading, *customers = rows(customer_behavior.SCORES)
    assert heading[0] == "customer_id"
    assert customers == sorted(customers)


def test_the_demo_scores_and_says_so(printed: str) -> None:
    compiling_changed_nothing(printed)
    the_scores_are_good(printed)
    it_says_where_to_look(printed)
    the_scores_are_what_it_says()
