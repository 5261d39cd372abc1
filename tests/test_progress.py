"""How far a long run is: told on a terminal, and nowhere else."""

import io
import sys
from contextlib import suppress

import pytest

from generator.cli import progress as module
from generator.cli.progress import progress
from generator.compiler.compile import compile
from tests.support import projects
from tests.support.fast import fast


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    monkeypatch.setattr(module, "_BETWEEN", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_line_is_written_over_and_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as tell:
        tell("reading 2 specs")
        tell("compiling 1 of 2 jobs")
    assert terminal.getvalue() == (
        "\r\x1b[Kreading 2 specs ...\r\x1b[Kcompiling 1 of 2 jobs ...\r\x1b[K"
    )


@pytest.mark.usefixtures("impatient")
def test_a_fault_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with suppress(KeyboardInterrupt), progress() as tell:
        tell("reading 2 specs")
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_takes_no_time_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 1e9)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as tell:
        tell("reading 2 specs")
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("impatient")
def test_a_pipe_stays_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as tell:
        tell("reading 2 specs")
    assert capsys.readouterr() == ("", "")


def test_compiling_tells_how_far_it_is() -> None:
    told: list[str] = []
    with fast():
        compile(projects.SPECS, projects.texts(projects.LOAN), tell=told.append)
    assert told == ["reading 4 specs", "compiling 0 of 3 jobs"]  # a few at a time
