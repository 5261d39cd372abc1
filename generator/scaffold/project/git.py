"""A new project is a git repository."""

import subprocess
from enum import StrEnum
from pathlib import Path


class Began(StrEnum):
    """What became of the repository, in words for people; "" if nothing is to be said."""

    YES = ""
    INSIDE = "it lies in a git repository already, and belongs to that"
    NO_GIT = "git is not installed here: make it a repository with `git init` where it is"
    FAILED = "git could not make it a repository; see what `git init` says"


def begin(folder: Path) -> Began:
    """Make a folder a git repository, unless it is part of one."""
    try:
        if _git(folder, "rev-parse", "--is-inside-work-tree") == 0:
            return Began.INSIDE
        done = _git(folder, "-c", "init.defaultBranch=main", "init", "--quiet")
    except OSError:
        return Began.NO_GIT
    return Began.FAILED if done else Began.YES


def _git(folder: Path, *words: str) -> int:
    """The exit code of a git command."""
    return subprocess.run(  # noqa: S603 - its words are ours
        ["git", *words],  # noqa: S607 - the user's own git, wherever it lies
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode
