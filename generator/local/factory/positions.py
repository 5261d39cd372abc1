"""Where in a JSON text something stands, by line and column."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.diagnostics import Path
from generator.diagnostics.json_text import Span, walk

_PIECE = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]")


def spans(text: str) -> dict[Path, Span]:
    """Where each value of a valid JSON text stands; of an object or a list, its first bracket."""
    return dict(walk(text))


def within(literal: str, start: int, end: int) -> Span:
    """Where some characters of a text stand in the JSON string that holds it, quotes included."""
    offsets = [1, *_ends(literal)]
    last = len(offsets) - 1
    return offsets[min(start, last)], offsets[min(max(end, start + 1), last)]


def _ends(literal: str) -> Iterator[int]:
    """The offset behind each character that a JSON string stands for."""
    half = False
    for piece in _PIECE.finditer(literal, 1, len(literal) - 1):
        surrogate = re.fullmatch(r"\\u[dD][89abAB]..", piece[0]) is not None
        if half or not surrogate:
            yield piece.end()
        half = surrogate and not half


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, each from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
