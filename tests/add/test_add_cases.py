"""`scorewright add`: what is printed, and what is written. One folder of `cases` is one call.

Its `command` is run in the project of `base`. `expected.txt` has what it prints, and what changes
in the specs; `--snapshot-update` writes it.
"""

import shlex
import shutil
from collections.abc import Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.cli import main
from generator.compiler.compile import compile
from tests.support.projects import SPECS, texts

FOLDER = Path(__file__).parent
CASES = sorted((FOLDER / "cases").iterdir())
TODAY = date(2026, 7, 1)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, in a folder of its own, as the current folder."""
    shutil.copytree(FOLDER / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for module in ("add", "adding"):
        monkeypatch.setattr(f"generator.cli.{module}.today", lambda: TODAY)
    return tmp_path


def files(folder: Path) -> Mapping[str, str]:
    """The text of every file below a folder, by its path."""
    return {
        str(file.relative_to(folder)): file.read_bytes().decode()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What changed in each file, as a diff."""
    lines: list[str] = []
    for name in sorted({*before, *after}):
        old, new = (each.get(name, "").splitlines() for each in (before, after))
        lines += unified_diff(old, new, name, name, lineterm="", n=2)
    return "\n".join(lines)


@every_case
def test_says_and_does_what_is_expected(
    case: Path, project: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    before = files(project)
    code = main(shlex.split((case / "command").read_text("utf-8")))
    printed, after = capsys.readouterr(), files(project)
    if code:
        assert after == before, "what is refused writes nothing"
    snapshot.snapshot_dir = case
    told = f"{printed.err}{printed.out}[exit {code}]\n{changes(before, after)}".rstrip()
    snapshot.assert_match(f"{told}\n", "expected.txt")


@every_case
def test_what_it_writes_compiles(
    case: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    if main(shlex.split((case / "command").read_text("utf-8"))):
        return
    assert compile(SPECS, texts(project / "specs")).errors == ()
    for name, old in before.items():
        new = (project / name).read_bytes().decode()
        gone = set(old.splitlines()) - set(new.splitlines())
        assert len(gone) <= 2, "only lines that a flow style begins, or ends, may change"


ROOT = Path(__file__).parents[2]


def test_its_page_shows_what_is_printed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
    shown = next(each for each in page.split("\n\n") if each.startswith("    $ scorewright add"))
    command, *lines = [line.removeprefix("    ") for line in shown.splitlines()]
    shutil.copytree(ROOT / "specs", project / "specs", dirs_exist_ok=True)
    for own in ("notes", "flow", "shared"):
        (project / "specs" / f"{own}.yaml").unlink()
    assert main(shlex.split(command)[2:]) == 0
    assert capsys.readouterr().out.splitlines() == lines


def test_the_project_is_good() -> None:
    assert compile(SPECS, texts(FOLDER / "base" / "specs"), today=TODAY).diagnostics == ()
