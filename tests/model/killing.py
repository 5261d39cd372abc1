"""Runs that die in the middle, as if by SIGKILL: nobody takes anything back."""

import os
from collections.abc import Callable

import pytest

from generator.workspace.transaction import writing
from tests.model.commands import Done, run
from tests.support.transactions import Died

_RUN = f"{os.sep}.run{os.sep}"


def run_until(end: int | None, *arguments: str) -> Done | None:
    """Run a command; None if it died, when it had moved so many files for good or out of the way.

    Args:
        end: how many files; None to let it live.
        arguments: those of the command.
    """
    if end is None:
        return run(*arguments)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", _dying(os.replace, end))
        patch.setattr(writing._Work, "take_back", lambda work, error: None)
        try:
            return run(*arguments)
        except Died:
            return None


def _dying(real: Callable[[str, str], None], end: int) -> Callable[[str, str], None]:
    calls = 0

    def replace(source: str, target: str) -> None:
        nonlocal calls
        if _RUN in f"{source} {target}":
            calls += 1
            if calls > end:
                raise Died
        real(source, target)

    return replace
