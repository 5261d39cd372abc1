"""Where a new project is put: all of it or nothing, and nothing over what is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import new
from generator.scaffold.project import make, placing
from tests.new.conftest import scorewright, tree
from tests.support.generated import ROOT

BLANK = ("--no-input", "--example", "blank")


def test_it_says_what_to_do_next(here: Path) -> None:
    said = scorewright("new", "teams/churn", *BLANK)
    files = sum(data is not None for data in tree(here / "teams/churn").values())
    assert said == (
        f"Made teams/churn: {files} files.\n"
        "  specs/scoring.yaml           the job, declared once\n"
        "  specs/project.yaml           what jobs share; look at the names in Azure\n"
        "  output/aml/scoring/score.py  yours: the code that scores\n"
        "  samples/scoring.py           made-up data, until there are real ones\n"
        "  README.md                    how your team works with all this\n"
        "Next:\n"
        "  cd teams/churn\n"
        "  make demo    # sets itself up, runs the job here on made-up data\n"
        "  make test    # checks and tests all of it\n"
        "[exit 0]\n"
    )
    assert (here / "teams/churn/.git").is_dir()
    assert [file.name for file in here.iterdir()] == ["teams"]


def test_it_takes_an_empty_folder_also_the_current_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "churn").mkdir()
    monkeypatch.chdir(here / "churn")
    before = Path.cwd().stat().st_ino
    said = scorewright("new", ".", *BLANK)
    assert said.startswith("Made .: ")
    assert "\n  cd " not in said
    assert Path.cwd().stat().st_ino == before == (here / "churn").stat().st_ino
    assert (here / "churn/specs/scoring.yaml").is_file()
    assert "factory: adf-churn-dev" in (here / "churn/specs/project.yaml").read_text("utf-8")


def test_what_is_there_stays_and_is_named(here: Path) -> None:
    ours = {"README.md": "ours\n", "Makefile": "all:\n", "notes/plan.txt": "ours\n"}
    for name, text in ours.items():
        (here / "churn" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "churn" / name).write_text(text, "utf-8")
    (here / "churn/.gitignore").symlink_to("nowhere")
    said = scorewright("new", "churn", "--keep-existing", *BLANK)
    kept = "3 files of yours stayed as they were:\n  .gitignore\n  Makefile\n  README.md\n"
    assert kept in said
    assert said.endswith("[exit 0]\n")
    for name, text in ours.items():
        assert (here / "churn" / name).read_text("utf-8") == text
    assert (here / "churn/.gitignore").readlink() == Path("nowhere")
    assert (here / "churn/specs/scoring.yaml").is_file()


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_is_full_leaves_nothing(
    there: bool, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        (here / "teams/churn").mkdir(parents=True)
        (here / "teams/churn/notes.txt").write_text("ours\n", "utf-8")
    before = tree(here)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def place(*arguments: Path) -> placing.Placed:
        with monkeypatch.context() as patch:
            patch.setattr(placing.shutil, "copymode", full)
            patch.setattr(Path, "rename", full)
            return placing.place(*arguments)

    monkeypatch.setattr(make, "place", place)
    said = scorewright("new", "teams/churn", "--keep-existing", *BLANK)
    assert said == (
        "error[SW008]: the project cannot be put here: No space left on device\n"
        "  --> teams/churn\n  nothing was changed\n\nNothing was written.\n[exit 2]\n"
    )
    assert tree(here) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_a_failure_on_the_way_leaves_nothing(
    error: type[BaseException], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        assert list(here.iterdir()), "it is made elsewhere?"
        raise error

    monkeypatch.setattr(make, "added_job", fail)
    if error is KeyboardInterrupt:
        assert scorewright("new", "churn", *BLANK) == "[exit 130]\n"
    else:
        with pytest.raises(error):
            scorewright("new", "churn", *BLANK)
    assert tree(here) == {}


def test_a_job_that_does_not_compile_leaves_nothing(here: Path) -> None:
    """`score_component` is what the pipeline calls the component of the step `score`."""
    said = scorewright("new", "churn", *BLANK, "job=score_component")
    assert said.startswith("error[SW301]: ")
    assert "  --> specs/score_component.yaml:3:7\n" in said
    assert said.endswith("Nothing was written.\n[exit 1]\n")
    assert tree(here) == {}


def test_a_folder_in_a_repository_belongs_to_that(here: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    said = scorewright("new", "churn", *BLANK)
    assert "Note: it lies in a git repository already, and belongs to that.\n" in said
    assert not (here / "churn/.git").exists()


def test_it_does_without_git(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(here / "nothing"))
    said = scorewright("new", "churn", *BLANK)
    assert "Note: git is not installed here: " in said
    assert said.endswith("[exit 0]\n")
    assert not (here / "churn/.git").exists()


def test_a_git_that_fails_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "bin").mkdir()
    (here / "bin/git").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (here / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(here / "bin"))
    assert "Note: git could not make it a repository" in scorewright("new", "churn", *BLANK)


def test_it_works_in_an_empty_home(here: Path) -> None:
    """In a process of its own: cookiecutter looks for the home when it is imported."""
    home = here.parent / "home"
    done = subprocess.run(
        [sys.executable, "-m", "generator", "new", "churn", "--example", "blank", "ci=none"],
        cwd=here,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)},
        input="\n" * 12,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "\033" not in done.stdout
    assert [file.name for file in home.iterdir() if file.name != ".cache"] == [
        ".cookiecutter_replay"
    ]


def test_nothing_is_asked_before_the_folder_is_known_to_do(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "churn").write_text("a file", "utf-8")
    monkeypatch.setattr(new.cookies, "prompted", None)
    assert "this is no folder" in scorewright("new", "churn")
