"""Projects kept in step: what is printed, word for word. One folder of `in_step` is one case.

Each begins with the good project of `broken`, generated and committed. `tests/support/changes.py`
says how a case is written; `--snapshot-update` writes what is printed. Behind `  # ` stands what
happens to a run (`tests/support/accidents.py`).
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator import product
from generator.cli import main
from tests.support.accidents import ACCIDENTS
from tests.support.changes import play
from tests.support.transactions import Died

FOLDER = Path(__file__).parent / "in_step"
BASE = Path(__file__).parent / "broken" / "base"
CASES = sorted(case for case in FOLDER.iterdir() if case.is_dir())
TODAY = date(2026, 7, 1)
GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    **{
        f"GIT_{who}_{what}": "a@b.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}


@pytest.fixture(scope="module")
def same_everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What would make the words differ from one machine, or one version, to the next."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("generating", "compiling"):
            patch.setattr(f"generator.cli.{module}.today", lambda: TODAY)
        patch.setattr(product, "version", lambda: "1.0.0")
        patch.setattr(product, "BLACK", "26.1.0")
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def generated(same_everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good project, generated and committed."""
    folder = tmp_path_factory.mktemp("generated") / "project"
    shutil.copytree(BASE, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert scorewright(["generate"]).endswith("[exit 0]\n")
    shell("git init -q -b main . && git add -A && git commit -qm Generated", folder)
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good project, in a folder of its own, as the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(generated, folder, symlinks=True)
    monkeypatch.chdir(folder)
    return folder


def scorewright(arguments: list[str], happens: str = "") -> str:
    """What a command prints, in the order of a terminal, and its exit code."""
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        try:
            with ACCIDENTS[happens]() if happens else nullcontext():
                end = f"exit {main(arguments)}"
        except Died:
            end = "killed"
    return f"{told.getvalue()}[{end}]\n"


def shell(command: str, folder: Path) -> str:
    """What a command prints. Git's words are not ours, and differ from version to version."""
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=os.environ | GIT, capture_output=True, text=True
    )
    assert done.returncode == 0 or "merge" in command, done.stderr
    return "" if command.startswith("git") else done.stdout


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_prints_what_is_expected(case: Path, project: Path, snapshot: Snapshot) -> None:
    script = (case / "case.diff").read_text("utf-8")
    snapshot.snapshot_dir = case
    printed = play(script, project, scorewright, lambda command: shell(command, project))
    snapshot.assert_match(printed, "expected.txt")
