"""Runs that die in the middle, as if by SIGKILL: nobody takes anything back."""

import os
from collections.abc import Callable

import pytest

from generator.workspace.transaction import writing
from tests.model.commands import run
from tests.support.transactions import Died

_RUN = f"{os.sep}.run{os.sep}"


def killed_at(call: int) -> bool:
    """Whether `generate` dies as it moves a file for the time of this number."""
    calls = 0

    def dying(real: Callable[[str, str], None]) -> Callable[[str, str], None]:
        def replace(source: str, target: str) -> None:
            nonlocal calls
            if _RUN in f"{source} {target}":
                calls += 1
                if calls > call:
                    raise Died
            real(source, target)

        return replace

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", dying(os.replace))
        patch.setattr(writing._Work, "take_back", lambda work, error: None)
        try:
            run("generate")
        except Died:
            return True
    return False
