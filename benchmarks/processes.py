"""Whole processes, measured: how long they take, and how much memory."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, PIPE

ROOT = Path(__file__).parents[1]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every run compiles all modules again: users do not work so."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, and the most memory in MB that a single process took."""

    wall: float
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
    begin = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=folder, env=_environment(cache), stdout=DEVNULL, stderr=DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return Run(wall, _megabytes(used.ru_maxrss))


def _environment(cache: Path | None) -> Mapping[str, str]:
    own = {"XDG_CACHE_HOME": str(cache)} if cache else {}
    return {name: each for name, each in os.environ.items() if name != _NO_BYTECODE} | own


def _megabytes(largest: int) -> float:
    return largest / (1024 * 1024 if sys.platform == "darwin" else 1024)


class Resident:
    """A process that goes on, and answers what happens around it with lines.

    Args:
        command: the command.
        cache: the user's cache folder.
    """

    def __init__(self, command: Command, cache: Path) -> None:
        self._process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env=_environment(cache),
            stdout=PIPE,
            stderr=DEVNULL,
            text=True,
        )

    def __enter__(self) -> "Resident":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def answer(self, deed: Callable[[], object], words: str) -> Run:
        """Do something, and wait for a line with some words.

        Raises:
            SystemExit: the process ended without one.
        """
        begin = time.perf_counter()
        deed()
        assert self._process.stdout
        if not any(words in line for line in self._process.stdout):
            raise SystemExit(f"the process ended and never said {words!r}")
        return Run(time.perf_counter() - begin, self._memory())

    def _memory(self) -> float:
        """The most memory so far, where the system tells it before the end."""
        status = Path("/proc", str(self._process.pid), "status")
        lines = status.read_text().splitlines() if status.is_file() else ()
        return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


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
        median(each.memory for each in runs),
    )
