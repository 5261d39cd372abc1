"""Where in a JSON text something stands, by line and column."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.diagnostics import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}:,]|[^][{}:,"\s]+')
_PIECE = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]")

Span = tuple[int, int]
"""From one offset up to another, in characters of a text."""


def spans(text: str) -> dict[Path, Span]:
    """Where each value of a valid JSON text stands; of an object or a list, its first bracket."""
    found: dict[Path, Span] = {}
    way: list[str | int | None] = []  # in an object whose key is still to come, it ends with None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == ",":
            last = way[-1]
            way[-1] = last + 1 if isinstance(last, int) else None
        elif mark in ("]", "}"):
            way.pop()
        elif mark == ":":
            continue
        elif way and way[-1] is None:
            way[-1] = json.loads(mark)
        else:
            found.setdefault(tuple(step for step in way if step is not None), token.span())
            if mark in ("[", "{"):
                way.append(0 if mark == "[" else None)
    return found


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
