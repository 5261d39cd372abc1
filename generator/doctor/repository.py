"""Git: is there one, is this a repository, and does it keep what has to be committed?"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.doctor.finding import Finding, State
from generator.workspace.lock import lock_path


def git(output: Path) -> Iterator[Finding]:
    """What is found about git.

    Args:
        output: the output folder, whose lock is to be committed.
    """
    if shutil.which("git") is None:
        hint = "install it: what is generated is to be committed, with its lock"
        yield Finding("git", State.MISSING, "not installed; nothing here needs it to run", hint)
        return
    version = _asked("--version").removeprefix("git version ")
    top = _asked("rev-parse", "--show-toplevel")
    if not top:
        yield Finding("git", State.OK, f"{version}; this folder is in no repository", "git init")
        return
    yield Finding("git", State.OK, f"{version}; the repository is {top}")
    yield _lock(output)


def _lock(output: Path) -> Finding:
    """Whether the lock can be committed."""
    lock = output / lock_path("")
    if rule := _asked("check-ignore", "--verbose", "--no-index", str(lock)).partition("\t")[0]:
        file, line, pattern = _parts(rule)
        hint = f"take {pattern!r} out of line {line} of {file}, and commit {lock.parent}"
        told = f"git ignores {lock.parent}, by which edits of generated files are merged"
        return Finding("lock", State.WRONG, told, hint)
    if not lock.exists():
        return Finding("lock", State.MISSING, f"nothing was generated into {output} yet")
    return Finding("lock", State.OK, f"{lock.parent}, to be committed with the rest")


def _parts(rule: str) -> tuple[str, str, str]:
    """A rule as git tells it: "FILE:LINE:PATTERN"."""
    head, _, pattern = rule.partition(":")
    line, _, pattern = pattern.partition(":")
    return head, line, pattern


def _asked(*arguments: str) -> str:
    """What git answers; "" if it says no."""
    command = ["git", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip() if done.returncode == 0 else ""
