"""Logical lines with places for values, laid out for any values.

A line is first laid out as if every line were endless: then black splits it only at the commas at
which it always splits. If with its values each of these lines fits, black does the same, as it
splits further only what is too long, and joins nothing that ends with a comma. What does not fit is
split by itself (see `splitting.py`). What is not known so is laid out by black with its values, or
with others of the same lengths and kinds.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.render.black_itself import ENDLESS, black_line
from generator.render.docstring import WIDTH, docstring_source
from generator.render.logical_lines import Logical, UnknownForm
from generator.render.marks import BORDER, PLACE
from generator.render.splitting import split_line

LITERAL, DOCSTRING, NAMED = "l", "d", "n"
"""The kinds of places."""

_INNER = _OTHER = r"[^\[\](){}]*"
for _ in range(4):
    _INNER = rf"{_OTHER}(?:[\[({{]{_INNER}[\])}}]{_OTHER})*"
_WHOLE = re.compile(_INNER)
_OPENS = re.compile(_INNER + r"[\[({]")
_ASSIGNMENT = re.compile(r" *\w+ = %s")
_KEYED = re.compile(r"%%|(\w=)?%s")
_CLOSES = re.compile(r" *[\])}][^\[\](){}]*")


class _Form(Struct, frozen=True):
    """What is the same wherever a logical line with places stands.

    `line` and `endless` are patterns for values, `endless` is the layout where every line is
    endless; `nested` says whether this is its layout wherever it fits, as far as its brackets go;
    `keyed` tells of each place whether it is the value of a keyword, where brackets around it stay.
    """

    line: Logical
    documents: bool
    endless: str
    nested: bool
    keyed: tuple[bool, ...]


class PlacedLine(Struct, frozen=True):
    """A logical line with places: those of the module at `places`.

    `free` says whether the layout of its form is its own wherever it fits.
    """

    form: _Form
    places: slice
    free: bool

    def filled(self, values: Sequence[str]) -> str:
        """The line as black lays it out with these of all values of a module."""
        own = tuple(values[self.places])
        line, documents = self.form.line, self.form.documents
        if self.free and (text := self._known(own)):
            return text
        if any(BORDER in value for value in own):
            return black_line(_with(line, own), documents=documents)
        fillers = tuple(map(_filler, own))
        varying = tuple(v for v, filler in zip(own, fillers, strict=True) if v != filler)
        return _of_lengths(line, documents, fillers) % varying

    def _known(self, own: tuple[str, ...]) -> str:
        """The line with its values, if that can be said without black; else ""."""
        text = self.form.endless % own
        bracketed = any(
            value[0] == "(" and not keyed for keyed, value in zip(self.form.keyed, own, strict=True)
        )
        if not bracketed and _fits(text):
            return text
        if not text.isascii() or (bracketed and not _ASSIGNMENT.fullmatch(self.form.endless)):
            return ""
        try:
            lines = [
                line if len(line) <= WIDTH and not bracketed else split_line(line)
                for line in text.split("\n")
            ]
        except UnknownForm:
            return ""
        return "\n".join(lines)


class PlacedDocstring(Struct, frozen=True):
    """A line that is nothing but a docstring."""

    line: Logical
    documents: bool
    places: slice

    def filled(self, values: Sequence[str]) -> str:
        """The docstring as black lays it out."""
        (value,) = values[self.places]
        column = 4 * self.line.depth
        text = docstring_source(value, column)
        if self.documents and not _keeps_indentation(text, column):
            return black_line(replace(self.line, text=text), documents=True)
        return " " * column + text


def placed_line(
    line: Logical, documents: bool, places: slice, plain: bool
) -> PlacedLine | PlacedDocstring:
    """A line with places.

    Args:
        line: the line; its text holds places.
        documents: whether text would document something here.
        places: which of the module's places are in it.
        plain: whether black treats whatever stands at them as it treats a name.
    """
    (kind, _), *_ = PLACE.findall(line.text)
    if kind == DOCSTRING:
        return PlacedDocstring(line, documents, places)
    form = _form(replace(line, blank=0), documents)
    return PlacedLine(form, places, plain and form.nested)


@lru_cache(maxsize=4096)
def _form(line: Logical, documents: bool) -> _Form:
    laid_out = black_line(line, documents=documents, width=ENDLESS)
    endless = _pattern(laid_out)
    return _Form(
        replace(line, text=_pattern(line.text)),
        documents,
        endless,
        _is_nested(laid_out),
        tuple(bool(each[1]) for each in _KEYED.finditer(endless) if each[0] != "%%"),
    )


def _pattern(text: str) -> str:
    """Text with places as a pattern for values."""
    return PLACE.sub("%s", text.replace("%", "%%"))


def _is_nested(text: str) -> bool:
    """Whether brackets are split as nothing but trailing commas make black split them.

    Each line opens one bracket at its end, or closes one at its start and goes on without any, or
    has as many as it needs. Then no other way to split the whole is ever weighed.
    """
    first, *rest = text.split("\n")
    if not rest:
        return True
    lines = [line for line in rest if not _CLOSES.fullmatch(line)]
    return all(_OPENS.fullmatch(line) or _WHOLE.fullmatch(line) for line in (first, *lines))


def _fits(text: str) -> bool:
    """Whether each line fits; how wide other characters than ASCII's are is black's to know."""
    if not text.isascii():
        return False
    return len(text) <= WIDTH or all(len(line) <= WIDTH for line in text.split("\n"))


def _with(line: Logical, values: tuple[str, ...]) -> Logical:
    return replace(line, text=line.text % values)


def _filler(value: str) -> str:
    """What is as long as a value, and of its kind: a name, a string, or anything else itself."""
    if not value.isascii():
        return value
    if value[0] in "\"'" and len(value) > 2:
        return f'"{BORDER * (len(value) - 2)}"'
    return BORDER * len(value) if value.isidentifier() else value


@lru_cache(maxsize=16384)
def _of_lengths(line: Logical, documents: bool, fillers: tuple[str, ...]) -> str:
    """A pattern of what black makes of a line with values of these lengths and kinds."""
    text = black_line(_with(line, fillers), documents=documents)
    pieces, end = [], 0
    for filler in fillers:
        if BORDER in filler:
            start = text.index(filler, end)
            pieces.append(text[end:start].replace("%", "%%"))
            end = start + len(filler)
    return "%s".join([*pieces, text[end:].replace("%", "%%")])


def _keeps_indentation(text: str, column: int) -> bool:
    """Whether black leaves a docstring as it is: it takes away what all lines are indented by."""
    _, *rest = text.split("\n")
    return not rest or any(
        line[column:][:1] not in ("", " ") for line in rest if line.strip() != '"""'
    )
