"""Processes of scripts: each in a group of its own, so that none is left behind."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


class StepFailure(Exception):
    """A step failed; the message says why, and where its log is."""


def run_process(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> None:
    """Run a command to its end; what it prints goes to a log.

    Raises:
        StepFailure: it cannot be started, or ends with another exit code than 0.
    """
    with log.open("ab") as lines:
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own pipeline says what runs
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
                process_group=0,
            )
        except OSError as error:
            raise StepFailure(f"{command[0]} cannot be run: {error}") from error
        try:
            code = process.wait()
        finally:
            _kill_group(process.pid)
            process.wait()
    if code:
        raise StepFailure(f"{_ended(code)}: {last_line(log)} (log: {log})")


def last_line(log: Path) -> str:
    """The last line of a log that says anything."""
    lines = log.read_text("utf-8", errors="replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "it says nothing")


def write_python(python: str, folder: Path) -> Path:
    """A folder in which `python` and `python3` are a certain one, to be put on PATH.

    They are scripts: a link to the Python of a virtual environment is outside of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("python", "python3"):
        (folder / name).write_text(f'#!/bin/sh\nexec {shlex.quote(python)} "$@"\n', "utf-8")
        (folder / name).chmod(0o755)
    return folder


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _ended(code: int) -> str:
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return f"exit code {code}"
