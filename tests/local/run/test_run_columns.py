"""Inputs with declared columns, in whole local runs: what is not as declared fails the run."""

from pathlib import Path

import pytest

from generator.contract.model import Sdk
from generator.local.report import Report
from tests.local.run.small import DAY, JOB, Small

DECLARED = JOB.replace(
    'path: "words/{run_date}"}',
    'path: "words/{run_date}", columns: {word: string, a count: integer}}',
)
GOOD = "word;a count;more\none;1;x\ntwo;;\n"
BAD = "word;a cuont;more\nthree;3;x\n"

pytestmark = [pytest.mark.usefixtures("v2_here"), pytest.mark.parametrize("sdk", ["v1", "v2"])]


def ran(sdk: Sdk, home: Path, *texts: str) -> tuple[Report, list[str]]:
    """A run of the scaffolded job on some files; gives the lines that were written, too."""
    small = Small(sdk, home, job=DECLARED, script=None)
    words = home / "lake" / "words" / DAY
    for file in words.iterdir():
        file.unlink()
    for number, text in enumerate(texts):
        (words / f"{number}.csv").write_text(text)
    return small.run(), small.scores()


def test_what_is_as_declared_is_scored(sdk: Sdk, tmp_path: Path) -> None:
    report, scores = ran(sdk, tmp_path, GOOD, GOOD.replace(";", ","))
    assert report.succeeded
    assert scores == ["1,2", "1,2", "2,1", "2,1"]


def test_the_file_and_the_column_are_named(sdk: Sdk, tmp_path: Path) -> None:
    report, scores = ran(sdk, tmp_path, GOOD, BAD)
    assert not report.succeeded
    assert scores == []
    (aml,) = report.aml
    (failed,) = (step for step in aml.outcome.steps if step.message)
    assert failed.name == ("stage_words" if sdk == "v1" else "score")
    told = f"words/{DAY}/1.csv: the column 'a count' is missing; did you mean 'a cuont'?"
    assert told in failed.message
