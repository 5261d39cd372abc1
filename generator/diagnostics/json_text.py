"""Where in a JSON text something stands."""

import json
import re
from collections.abc import Iterator

from generator.diagnostics.place import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}:,]|[^][{}:,"\s]+')

Span = tuple[int, int]
"""From one offset up to another, in characters of a text."""


def walk(text: str) -> Iterator[tuple[Path, Span]]:
    """The way to everything in a valid JSON text, and where it stands, in the order of the text.

    A member of an object comes twice, first with where its key stands and then with its value. Of
    an object or a list it is the first bracket.
    """
    way: list[str | int | None] = []  # in an object whose key is still to come, it ends with None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == ",":
            last = way[-1]
            way[-1] = last + 1 if isinstance(last, int) else None
        elif mark in ("]", "}"):
            way.pop()
        elif mark != ":":
            is_key = bool(way) and way[-1] is None
            if is_key:
                way[-1] = json.loads(mark)
            yield tuple(step for step in way if step is not None), token.span()
            if mark in ("[", "{") and not is_key:
                way.append(0 if mark == "[" else None)
