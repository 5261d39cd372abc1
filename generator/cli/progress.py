"""How far a long run is: a line on the terminal that is gone in the end, and nothing in a pipe."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from msgspec import Struct

from generator.compiler.compile import Tell

_PATIENCE = 0.5
"""The seconds for which nobody wonders."""
_BETWEEN = 0.1
_CLEAR = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Tell]:
    """Something to tell what is being done. What is printed meanwhile must come after the end."""
    line = _Line(sys.stderr, time.monotonic() + _PATIENCE)
    try:
        yield line.tell if sys.stderr.isatty() else _nothing
    finally:
        line.clear()


def _nothing(_: str) -> None:
    """Nobody is watching."""


class _Line(Struct):
    """The line, and when it may be written again."""

    stream: TextIO
    due: float
    shown: bool = False

    def tell(self, what: str) -> None:
        now = time.monotonic()
        if now >= self.due:
            self.stream.write(f"{_CLEAR}{what} ...")
            self.stream.flush()
            self.due, self.shown = now + _BETWEEN, True

    def clear(self) -> None:
        if self.shown:
            self.stream.write(_CLEAR)
            self.stream.flush()
            self.shown = False
