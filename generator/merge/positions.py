"""Where in a JSON text something stands."""

import json
import re
from collections.abc import Sequence

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}:,]|[^][{}:,"\s]+')


def line_of(text: str, steps: Sequence[str | int]) -> int:
    """The line, from 1, on which a member's key or a list's element begins; 0 if there is none.

    Args:
        text: valid JSON.
        steps: the keys and numbers that lead there.
    """
    wanted = list(steps)
    way: list[str | int | None] = []  # in an object whose key is still to come, it ends with None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == ",":
            last = way[-1]
            way[-1] = last + 1 if isinstance(last, int) else None
        elif mark in ("]", "}"):
            way.pop()
        elif mark != ":":
            if way and way[-1] is None:
                way[-1] = json.loads(mark) if mark[0] == '"' else None
            if way == wanted:
                return text.count("\n", 0, token.start()) + 1
            if mark in ("[", "{"):
                way.append(0 if mark == "[" else None)
    return 0
