"""Changes in few words, calls that fail, and runs that die."""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from generator.diagnostics import Diagnostic
from generator.workspace.files import FileFault
from generator.workspace.transaction import Remove, Write, commit, writing


def put(path: str, new: str, old: str | None = None) -> Write:
    expected = None if old is None else digest(old)
    return Write(PurePosixPath(path), lambda: [new.encode()], expected)


def remove(path: str, old: str) -> Remove:
    return Remove(PurePosixPath(path), digest(old))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def refusal(output: Path, *changes: Write | Remove) -> Diagnostic:
    """What a run that is refused says."""
    told = outcome(lambda: commit(output, changes))
    assert told is not None
    return told


def outcome(action: Callable[[], object]) -> Diagnostic | None:
    """What an action says if it fails."""
    try:
        action()
    except FileFault as fault:
        return fault.diagnostic
    return None


def fail(monkeypatch: pytest.MonkeyPatch, name: str, error: int, start: int, end: int) -> list[int]:
    """Let a function of `os` fail in its calls from `start` to before `end`.

    Returns:
        The numbers of the calls that failed so far.
    """
    real, calls, failed = getattr(os, name), 0, list[int]()

    def call(*given: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if start <= calls - 1 < end:
            failed.append(calls - 1)
            raise OSError(error, os.strerror(error))
        return real(*given, **named)

    monkeypatch.setattr(os, name, call)
    return failed


class Died(BaseException):
    """Instead of SIGKILL: nobody takes anything back."""


def die(
    output: Path, changes: Sequence[Write | Remove], name: str, when: Callable[[str], bool]
) -> None:
    """Let a run die as it calls a function of `os` with a first argument that `when` is true of."""
    real = getattr(os, name)

    def call(path: str, *others: object) -> object:
        if when(path):
            raise Died
        return real(path, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, call)
        patch.setattr(writing._Work, "take_back", lambda work, error: None)
        with pytest.raises(Died):
            commit(output, changes)


def die_at_the_end(output: Path, changes: Sequence[Write | Remove]) -> None:
    """Let a run die when all files are in their places and only the journal still stands."""
    die(output, changes, "unlink", lambda path: path.endswith("journal.json"))
