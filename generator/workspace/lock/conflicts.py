"""The two sides of a text that git could not merge."""

import re
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


def sides(text: str) -> tuple[str, ...]:
    """The text as our branch had it and as theirs had it; the text alone if it has no markers.

    Both styles of git are read; what stands between `|||||||` and `=======` was before both.

    Raises:
        ValueError: the markers do not stand in their order.
    """
    if not text.startswith(_FIRST) and f"\n{_FIRST}" not in text:
        return (text,)
    part: Part = "both"
    lines: dict[Part, list[str]] = {"both": [], "ours": [], "base": [], "theirs": []}
    for number, line in enumerate(text.split("\n"), 1):
        if _MARKER.fullmatch(line):
            part = _after(part, line[0], number)
            continue
        for side in ("ours", "theirs") if part == "both" else (part,):
            lines[side].append(line)
    if part != "both":
        raise ValueError("the last conflict marker of git is missing")
    return "\n".join(lines["ours"]), "\n".join(lines["theirs"])


def _after(part: Part, marker: str, number: int) -> Part:
    following = _NEXT.get((part, marker))
    if following is None:
        raise ValueError(f"the conflict marker of git in line {number} is out of place")
    return following
