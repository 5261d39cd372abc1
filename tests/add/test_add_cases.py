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
from tests.support.fast import fast
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
    with fast():
        code = main(shlex.split((case / "command").read_text("utf-8")))
        printed, after = capsys.readouterr(), files(project)
        if code:
            assert after == before, "what is refused writes nothing"
        else:
            assert compile(SPECS, texts(project / "specs")).errors == ()
    snapshot.snapshot_dir = case
    told = f"{printed.err}{printed.out}[exit {code}]\n{changes(before, after)}".rstrip()
    snapshot.assert_match(f"{told}\n", "expected.txt")


def test_many_calls_are_refused() -> None:
    ended = [(case / "expected.txt").read_text("utf-8") for case in CASES]
    assert sum("[exit 0]" not in each for each in ended) >= 30
    assert sum("[exit 0]" in each for each in ended) >= 15


ADD = ["add", "trigger", "notes", "late"]


def test_a_file_that_cannot_be_read_is_shown_and_not_edited(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = project / "specs" / "notes.yaml"
    spec.write_text(spec.read_text("utf-8") + "aml: {sdk: v2}\n", "utf-8")
    before = files(project)
    assert main(ADD) == 1
    assert "the key 'aml' stands here a second time" in capsys.readouterr().err
    assert files(project) == before


def test_what_was_wrong_before_keeps_nobody_from_adding(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("flow", "notes"):
        spec = project / "specs" / f"{name}.yaml"
        spec.write_text(spec.read_text("utf-8").replace("parallel", "paralel"), "utf-8")
    with fast():
        assert main(ADD) == 0
        assert "late:" in (project / "specs" / "notes.yaml").read_text("utf-8")
        assert main([*ADD[:-1], "later", "--on", "Monday"]) == 1, "and what is new is told"
    printed = capsys.readouterr()
    assert "still is: scorewright check" in printed.out
    assert "week_days" in printed.err
    assert "paralel" not in printed.err


def test_line_ends_and_a_byte_order_mark_stay(project: Path) -> None:
    spec = project / "specs" / "notes.yaml"
    data = b"\xef\xbb\xbf" + spec.read_bytes().replace(b"\n", b"\r\n")
    spec.write_bytes(data)
    with fast():
        assert main(ADD) == 0
    new = spec.read_bytes()
    assert new.startswith(b"\xef\xbb\xbf# Every")
    assert new.count(b"\n") == new.count(b"\r\n") == data.count(b"\n") + 4


def test_a_link_stays_one(project: Path) -> None:
    spec, elsewhere = project / "specs" / "notes.yaml", project / "notes.yaml"
    spec.rename(elsewhere)
    spec.symlink_to(elsewhere)
    with fast():
        assert main(ADD) == 0
    assert spec.is_symlink()
    assert "late:" in elsewhere.read_text("utf-8")


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
