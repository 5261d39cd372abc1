"""Laying out modules that differ only in values and names from what was laid out before.

Black looks at a name or a literal for its length and its kind, and at nothing else. So the layout
of a module is found once, with places for the values, and then filled in. Where lengths matter
black is asked, and only about that logical line (see `lines.py`); what is not understood
(`UnknownForm`) is left to black as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.render.black_itself import black, black_line
from generator.render.blank_lines import blank_lines
from generator.render.docstring import docstring_source
from generator.render.logical_lines import Logical, UnknownForm, logical_lines
from generator.render.marks import BORDER, PLACE
from generator.render.placed_lines import DOCSTRING, PlacedDocstring, PlacedLine, placed_line

_SPECIAL = frozenset({"_", "case", "exec", "match", "print", "type"})
"""Names that a parser may take for more than a name."""
_UNQUOTED = f"{BORDER}{DOCSTRING}{BORDER}"
"""A place for a docstring, which black has to take for the string that it will be."""
_Part = str | PlacedLine | PlacedDocstring


class Skeleton(Struct, frozen=True):
    """A module without its values.

    `text` has places for them; `plain` tells of each place whether black would treat any literal
    there as it treats a name.
    """

    text: str
    plain: tuple[bool, ...]

    def filled(self, values: Sequence[str]) -> str:
        """The module with its values, not laid out."""
        contents = iter(values)
        return PLACE.sub(lambda place: standing(place, next(contents)), self.text)

    def laid_out(self, values: Sequence[str]) -> str:
        """The module with its values, as black lays it out."""
        parts = _parts(self)
        if parts is None or not _SPECIAL.isdisjoint(values):
            return black(self.filled(values))
        return "".join([part if isinstance(part, str) else part.filled(values) for part in parts])


def standing(place: re.Match[str], value: str) -> str:
    """What stands at a place that has a value."""
    if place[1] != DOCSTRING:
        return value
    return docstring_source(value, place.start() - place.string.rfind("\n", 0, place.start()) - 1)


@lru_cache(maxsize=2048)
def _parts(skeleton: Skeleton) -> tuple[_Part, ...] | None:
    """A module cut into text that is laid out and lines with places; None if only black can."""
    try:
        return tuple(_joined(_laid_out(skeleton)))
    except UnknownForm:
        return None


def _laid_out(skeleton: Skeleton) -> Iterator[_Part]:
    lines = logical_lines(skeleton.text.replace(_UNQUOTED, f'"""{_UNQUOTED}"""'))
    start = 0
    for i, (line, blank) in enumerate(zip(lines, blank_lines(lines), strict=True)):
        yield "\n" * blank
        documents = line.is_text and _is_first(lines, i)
        number = len(PLACE.findall(line.text))
        if not number:
            yield _fixed(line.depth, line.word, line.text, documents)
        else:
            places = slice(start, start + number)
            yield placed_line(line, documents, places, all(skeleton.plain[places]))
            start += number
        yield "\n"


def _is_first(lines: Sequence[Logical], i: int) -> bool:
    """Whether a line is the first statement of a module or a block, where text documents it."""
    before = [line for line in lines[:i] if line.word != "#"]
    return not before or (before[-1].opens_block and before[-1].depth < lines[i].depth)


@lru_cache(maxsize=4096)
def _fixed(depth: int, word: str, text: str, documents: bool) -> str:
    """A line without places as black lays it out."""
    return black_line(Logical(0, depth, word, text), documents=documents)


def _joined(parts: Iterator[_Part]) -> Iterator[_Part]:
    """The parts, with all text that follows text joined to it."""
    text: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        else:
            yield "".join(text)
            yield part
            text.clear()
    yield "".join(text)
