"""Lines that are too long, split as black splits them: calls and displays of plain items.

Black splits such a line at its last bracket, sets what is inside on one line if it fits there, and
else each item on its own; a display of several items is never set on one line. Whatever has
operators, a chain of calls or anything else for which black weighs several ways is not split here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.render.docstring import WIDTH
from generator.render.logical_lines import UnknownForm

_STRING = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_SCALAR = rf"{_STRING}|[\w.+-]+"
_WORD = re.compile(_STRING + r"|\w+")
_KEY = rf"(?!lambda\b)\w+(?:=|: )|(?:{_STRING}): "
_ITEM = re.compile(rf"({_KEY})?(?:({_SCALAR})|(\w*[\[({{])(.+)([\])}}]))")
_STRINGS = re.compile(rf"(?:{_STRING})(?: (?:{_STRING}))+")
_STATEMENT = re.compile(r"(\w+ = )(.+)|(@)(\w+\(.+\))")
_DIVIDER = re.compile(rf"{_STRING}|, |[\[\](){{}}]")


@lru_cache(maxsize=16384)
def split_line(line: str) -> str:
    """A line as black lays it out, be it too long or not.

    Args:
        line: an assignment, a decorator or a comment by itself, or one of the items of a bracket
            that is split at its commas.

    Raises:
        UnknownForm: only black knows how to split it.
    """
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    if text[0] == "#":
        return line
    if indent and text[-1] == ",":
        return "\n".join(_item(text[:-1], indent, ","))
    found = _STATEMENT.fullmatch(text)
    if not found:
        raise UnknownForm
    if found[3]:
        return "\n".join(_item(found[4], indent, "", "@"))
    return "\n".join(_assignment(found[1], found[2], indent))


def _assignment(target: str, value: str, indent: int) -> Iterator[str]:
    """An assignment. A word gets brackets if that makes it fit; parts of a text have them."""
    parts = value[1:-1] if value[0] == "(" else ""
    text = parts if _STRINGS.fullmatch(parts) else value
    if _fits(indent, target + text):
        yield " " * indent + target + text
    elif text is parts or (_WORD.fullmatch(text) and _fits(indent + 4, text)):
        yield " " * indent + target + "("
        yield from _strings(text, indent + 4)
        yield " " * indent + ")"
    else:
        yield from _item(text, indent, "", target)


def _item(text: str, indent: int, end: str, before: str = "") -> Iterator[str]:
    """An item, in as many lines as it needs, with what stands before and behind it."""
    found = _ITEM.fullmatch(text)
    if not found:
        raise UnknownForm
    key, scalar, opening, inside, closing = found.groups("")
    room = " " * indent
    fits = _fits(indent, before + text + end)
    if fits or _WORD.fullmatch(scalar):
        yield room + before + text + end
        return
    if scalar:
        raise UnknownForm
    first = before + key + opening
    if not _fits(indent, first):
        raise UnknownForm
    yield room + first
    yield from _inside(inside, indent + 4, opening, closing)
    yield room + closing + end


def _inside(text: str, indent: int, opening: str, closing: str) -> Iterator[str]:
    """What is in a bracket that is split."""
    if opening == "(" and _STRINGS.fullmatch(text):
        yield from _strings(text, indent)
        return
    items = list(_items(text))
    if opening + closing not in ("[]", "{}", "()") and _fits(indent, text):
        yield " " * indent + text
    elif len(items) > 1:
        for item in items:
            yield from _item(item, indent, ",")
    elif opening == "(":
        raise UnknownForm
    else:
        yield from _item(text, indent, "")


def _strings(text: str, indent: int) -> Iterator[str]:
    """Parts of one text: on a line if they fit there."""
    parts = [text] if _fits(indent, text) else re.findall(_STRING, text)
    yield from (" " * indent + part for part in parts)


def _items(text: str) -> Iterator[str]:
    """The parts of a text between the commas that are in no brackets and no string."""
    start = depth = 0
    for token in _DIVIDER.finditer(text):
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth -= 1
            if depth < 0:
                raise UnknownForm
        elif token[0] == ", " and not depth:
            yield text[start : token.start()]
            start = token.end()
    yield text[start:]


def _fits(indent: int, text: str) -> bool:
    return indent + len(text) <= WIDTH
