"""What both sides say of a text that git could not merge."""

import io
import re
from collections.abc import Iterator
from typing import Literal

Part = Literal["both", "ours", "base", "theirs"]
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})( .*)?")
_FIRST = "<" * 7
_NEXT: dict[tuple[Part, str], Part] = {
    ("both", "<"): "ours",
    ("ours", "|"): "base",
    ("ours", "="): "theirs",
    ("base", "="): "theirs",
    ("theirs", ">"): "both",
}


def in_conflict(text: str) -> bool:
    """Whether the markers of a conflict stand in a text."""
    return text.startswith(_FIRST) or f"\n{_FIRST}" in text


def both_sides(text: str) -> Iterator[tuple[int, str]]:
    """The lines that our branch had, or theirs, or both, each with its number.

    Both styles of git are read; what stands between `|||||||` and `=======` was before both.

    Raises:
        ValueError: the markers do not stand in their order.
    """
    part: Part = "both"
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        line = line.removesuffix("\n")
        if _MARKER.fullmatch(line):
            part = _after(part, line[0], number)
        elif part != "base":
            yield number, line
    if part != "both":
        raise ValueError("the last conflict marker of git is missing")


def _after(part: Part, marker: str, number: int) -> Part:
    following = _NEXT.get((part, marker))
    if following is None:
        raise ValueError(f"the conflict marker of git in line {number} is out of place")
    return following
