"""Conflicts as git and editors know them: both versions in the text, between markers."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from generator.merge.matching import lines_of, text_of, unequal

_MARKER = re.compile(r"(?:([<|>])\1{6}(?: .*)?|(=)={6})")
_GIVEAWAY = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: |$)", re.MULTILINE)

_Part = Literal["both", "ours", "base", "theirs"]
_NEXT: Mapping[tuple[_Part, str], _Part] = {
    ("both", "<"): "ours",
    ("ours", "|"): "base",
    ("ours", "="): "theirs",
    ("base", "="): "theirs",
    ("theirs", ">"): "both",
}
"""What begins with which marker; any other marker is where it should not be."""


def marked(ours: str, theirs: str, labels: tuple[str, str] = ("on disk", "generated")) -> str:
    """One text of two, with markers where they differ; `sides` takes it apart again.

    Where only one of the two lacks a newline at its end, it gets one.

    Args:
        ours: what is on disk.
        theirs: what is newly generated.
        labels: what the two are called at their markers.
    """
    lines = [*_marked(lines_of(ours), lines_of(theirs), labels)]
    return text_of(lines, "" if _is_open(ours) and _is_open(theirs) else "\n")


def _marked(ours: list[str], theirs: list[str], labels: tuple[str, str]) -> Iterator[str]:
    at = 0
    for our, their in unequal(ours, theirs):
        yield from ours[at : our.start]
        yield f"<<<<<<< {labels[0]}"
        yield from ours[our.start : our.stop]
        yield "======="
        yield from theirs[their.start : their.stop]
        yield f">>>>>>> {labels[1]}"
        at = our.stop
    yield from ours[at:]


def has_markers(text: str) -> bool:
    """Whether markers of a conflict stand in a text, be they whole groups or what is left of some.

    A line of "=======" alone is none: it also stands under headings.
    """
    return _GIVEAWAY.search(text) is not None


def first_marker(text: str) -> int:
    """The line, from 1, of the first marker in a text; 0 if there is none."""
    found = _GIVEAWAY.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def sides(text: str) -> tuple[str, str] | None:
    """The two texts of one with markers, by git (also with the base between) or by `marked`.

    Returns:
        None if there are no markers, or nobody can tell what belongs to which text.
    """
    part: _Part = "both"
    ours: list[str] = []
    theirs: list[str] = []
    for line in lines_of(text):
        marker = _MARKER.fullmatch(line)
        sign = (marker[1] or marker[2]) if marker else ""
        if sign and (part, sign) != ("both", "="):
            following = _NEXT.get((part, sign))
            if following is None:
                return None
            part = following
            continue
        if part in ("both", "ours"):
            ours.append(line)
        if part in ("both", "theirs"):
            theirs.append(line)
    if part != "both" or not has_markers(text):
        return None
    end = "" if _is_open(text) else "\n"
    return text_of(ours, end), text_of(theirs, end)


def _is_open(text: str) -> bool:
    """Whether the last line of a text has no end."""
    return bool(text) and not text.endswith("\n")
