"""From nothing to a job of one's own, as a user goes: made, run, edited, changed, run again."""

import csv
import re
from pathlib import Path

from tests.new.conftest import scorewright

CUSTOMERS = """customer,age,premium
0007,41,12.5
0008,29,80.25
0009,63,41
"""
COUNTS = re.compile(r"        rows = enumerate.*?\n        \]\n", re.DOTALL)
OWN = """        return [
            f"{row['customer']},{float(row['premium'] or 0) >= self.given.threshold}"
            for row in rows_of(file, "records")
        ]
"""


def told(*arguments: str) -> str:
    """What a command prints that has to succeed."""
    said = scorewright(*arguments)
    assert said.endswith("[exit 0]\n"), said
    return said


def scored(said: str) -> list[list[str]]:
    """The rows that a run tells to have written."""
    found = re.search(r"-> (\S+)$", said, re.MULTILINE)
    assert found, said
    return list(csv.reader(Path(found[1]).read_text(encoding="utf-8").splitlines()))


def rewrite(file: Path, old: str | re.Pattern[str], new: str) -> None:
    """Edit a file as a person does: one place of it."""
    text = file.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
    changed, number = pattern.subn(lambda _: new, text)
    assert number == 1, text
    file.write_text(changed, encoding="utf-8")


def test_from_nothing_to_a_job_of_ones_own(here: Path, monkeypatch) -> None:
    customers = here / "customers.csv"
    customers.write_text(CUSTOMERS, encoding="utf-8")
    told("new", "insurance", "--no-input", "example=blank", "sdk=v1")
    monkeypatch.chdir(here / "insurance")
    spec, score = Path("specs/renewals.yaml"), Path("output/aml/renewals/score.py")

    told("add", "job", "renewals", "--from-data", str(customers))
    assert "customer: string" in spec.read_text(encoding="utf-8")
    run = ("run", "renewals", "--input", str(customers))
    assert scored(told(*run)) == [["1", "3"], ["2", "3"], ["3", "3"]], "it runs as it was made"

    bounds = ("--minimum", "0", "--default", "40")
    told("add", "parameter", "renewals", "threshold", "--type", "number", *bounds)
    told("generate")
    rewrite(score, COUNTS, OWN)
    assert scored(told(*run)) == [["0007", "False"], ["0008", "True"], ["0009", "True"]]

    rewrite(spec, "default: 40", "default: 50")
    rewrite(spec, "Score the files of a folder.", "Say whose premium is high.")
    assert "default 40 -> 50" in scorewright("diff")
    assert "score.py (your edits kept)" in told("generate")
    merged = score.read_text(encoding="utf-8")
    assert OWN in merged, "the edit is still there"
    assert "Say whose premium is high." in merged, "beside what is new"
    assert scored(told(*run)) == [["0007", "False"], ["0008", "True"], ["0009", "False"]]

    told("check")
    assert "nothing changed" in told("generate")


def test_what_lacks_a_column_is_refused_by_name(here: Path, monkeypatch) -> None:
    customers, others = here / "customers.csv", here / "others.csv"
    customers.write_text(CUSTOMERS, encoding="utf-8")
    others.write_text(CUSTOMERS.replace("premium", "premiums"), encoding="utf-8")
    told("new", "insurance", "--no-input", "example=blank", "sdk=v1")
    monkeypatch.chdir(here / "insurance")
    told("add", "job", "renewals", "--from-data", str(customers))
    said = scorewright("run", "renewals", "--input", str(others))
    assert said.endswith("[exit 1]\n"), said
    assert "others.csv" in said
    assert "premium" in said
