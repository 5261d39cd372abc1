"""Broken projects: what is printed, word for word. One folder of `broken` is one case.

`tests/support/changes.py` says how a case is written; `--snapshot-update` writes what is printed.
"""

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.cli import main
from generator.diagnostics import Code
from tests.support.changes import play

FOLDER = Path(__file__).parent / "broken"
BASE = FOLDER / "base"
TODAY = date(2026, 7, 1)
CASES = sorted(case for case in FOLDER.iterdir() if case.is_dir() and case != BASE)
IN_STEP = sorted(case for case in (FOLDER.parent / "in_step").iterdir() if case.is_dir())
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good project, in a folder of its own, as the current folder."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for module in ("generating", "compiling"):
        monkeypatch.setattr(f"generator.cli.{module}.today", lambda: TODAY)
    return tmp_path


def transcript(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    def run(arguments: list[str]) -> str:
        code = main(arguments)
        printed = capsys.readouterr()
        # What a command says that went well is no matter of these tests.
        return f"{printed.err}{printed.out if code else ''}[exit {code}]\n"

    return play((case / "case.diff").read_text("utf-8"), folder, run)


@every_case
def test_prints_what_is_expected(
    case: Path, project: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    snapshot.snapshot_dir = case
    snapshot.assert_match(transcript(case, project, capsys), "expected.txt")


def test_the_good_project_is_good(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"]) == 0
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_every_code_has_a_case() -> None:
    cases = (*CASES, *(FOLDER.parent / "in_step").iterdir())
    shown = "".join((case / "expected.txt").read_text("utf-8") for case in cases)
    assert set(re.findall(r"^\w+\[(SW\d+)\]", shown, re.MULTILINE)) == set(Code)


@every_case
def test_carets_stand_below_the_line_they_mark(case: Path) -> None:
    lines = (case / "expected.txt").read_text("utf-8").splitlines()
    for above, line in pairwise(lines):
        if found := re.match(r" +\| +(\^+)", line):
            assert re.match(r"\d+ \|", above), above
            assert found.start(1) <= len(above) + 1, f"the carets mark nothing of {above!r}"


EXPECTS = re.compile(
    r"expected |is not (a|an|the|one) |takes (at most |at least )?\d|not inside a text"
)
"""Messages that say themselves what would be right."""
HINT = re.compile(r"^ +\| +\^+ \S|^ *= \S|^  (?!-->)(?!cause: )(?![\w ]+: \S+:\d)\S", re.MULTILINE)


@pytest.mark.parametrize("case", [*CASES, *IN_STEP], ids=lambda case: case.name)
def test_every_error_says_what_to_do(case: Path) -> None:
    text = (case / "expected.txt").read_text("utf-8")
    errors = [each for each in text.split("\n\n") if each.lstrip().startswith("error[")]
    silent = [each for each in errors if not (HINT.search(each) or EXPECTS.search(each))]
    assert silent == []
