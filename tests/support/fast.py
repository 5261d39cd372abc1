"""Compiling the same thing very often: black lays out each text once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import black
import pytest


@contextmanager
def black_remembers() -> Iterator[None]:
    """Black is most of the time that compiling takes, and gives the same for the same."""
    laid_out = black.format_str

    @cache
    def remembered(text: str, settings: str) -> str:
        return laid_out(text, mode=modes[settings])

    modes: dict[str, black.Mode] = {}

    def format_str(text: str, *, mode: black.Mode) -> str:
        modes[repr(mode)] = mode
        return remembered(text, repr(mode))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(black, "format_str", format_str)
        yield
