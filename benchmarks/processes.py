"""Whole processes, measured: how long, how much of the processor, how much memory."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL

ROOT = Path(__file__).parents[1]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every run compiles all modules again: users do not work so."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, seconds of processors, and the most memory in MB.

    Children count for time; of memory, the largest single process.
    """

    wall: float
    processor: float
    memory: float


Command = Sequence[str | Path]


def run(command: Command, folder: Path = ROOT, cache: Path | None = None) -> Run:
    """Run a command to its end, its output thrown away.

    Args:
        command: the command.
        folder: where to run it.
        cache: the user's cache folder; without it, that of whoever measures.

    Raises:
        SystemExit: it failed.
    """
    words = [str(word) for word in command]
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    if cache:
        environment["XDG_CACHE_HOME"] = str(cache)
    begin = time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, env=environment, stdout=DEVNULL, stderr=DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / per_megabyte)


def python(*words: str | Path) -> Command:
    """A command for this Python."""
    return [sys.executable, *words]


def scorewright(*words: str | Path) -> Command:
    """A command for the Scorewright of this checkout."""
    return python("-m", "generator", *words)


def interleaved(commands: Mapping[str, Callable[[int], Run]], runs: int) -> dict[str, Run]:
    """The medians of some runs of each command, one after the other, so that noise hits all.

    Args:
        commands: what to run, by name; each is given the number of the run.
        runs: how often.
    """
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs):
        for name, command in commands.items():
            found[name].append(command(number))
    return {name: _median(each) for name, each in found.items()}


def _median(runs: Sequence[Run]) -> Run:
    return Run(
        median(each.wall for each in runs),
        median(each.processor for each in runs),
        median(each.memory for each in runs),
    )
