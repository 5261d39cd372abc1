"""Marks that say where output comes from, and placeholders for values.

Marks are private-use characters and placeholders begin with a letter that no template may use;
neither can be part of a value (which is escaped, or written in hexadecimal) or of a name (ASCII).
"""

import re
from hashlib import sha256

from msgspec import Struct

from generator.render.faults import TemplateFault

_STARTS, _GOES_ON, _END = "\ue000", "\ue001", "\ue002"
MARK = re.compile(f"([{_STARTS}{_GOES_ON}])([^{_END}]*):([0-9]+){_END}")
"""A mark: what kind it is, the template, the line."""
_START = re.compile(f"{_STARTS}([^{_END}]*):([0-9]+){_END}")
_FURTHER = re.compile(f"{_GOES_ON}[^{_END}]*{_END}")
_TOUCHING = re.compile(rf"""(?<=[\w"'])(?:{_START.pattern})+(?=[\w"'])""")

BORDER = "\ua66e"
"""The first and last character of a placeholder: a letter, so that a placeholder is a word."""
PLACE = re.compile(f"{BORDER}([a-z])((?:[0-9a-f]{{2}})*){BORDER}")


def mark(template: str, line: int, *, starts: bool) -> str:
    """Says that what follows was written at this line; `starts` unless it goes on a run of text."""
    return f"{_STARTS if starts else _GOES_ON}{template}:{line}{_END}"


def placeholder(kind: str, content: str) -> str:
    """A word that stands for a value until the place of the value has been judged."""
    return f"{BORDER}{kind}{content.encode().hex()}{BORDER}"


def content(place: re.Match[str]) -> str:
    """What a placeholder (a match of PLACE) stands for."""
    return bytes.fromhex(place[2]).decode()


def contents(text: str) -> tuple[str, ...]:
    """What the placeholders in a text stand for."""
    return tuple([bytes.fromhex(written).decode() for _, written in PLACE.findall(text)])


def shape(marked: str) -> bytes:
    """The same for all outputs that differ in what their placeholders stand for and nothing else.

    It is a digest, as those who remember shapes remember thousands.
    """
    return sha256(bare(marked).encode()).digest()


def bare(text: str) -> str:
    """A text whose placeholders stand for nothing any more; they keep their kinds."""
    return PLACE.sub(rf"{BORDER}\1{BORDER}", text)


class Rendered(Struct, frozen=True):
    """What a template printed, still with its marks. `text` is the same without them."""

    template: str
    marked: str
    between: str

    @property
    def text(self) -> str:
        """The output, with `between` wherever two pieces meet."""
        return _START.sub(self.between, _FURTHER.sub("", self.marked))

    def offset(self, line: int, column: int) -> int:
        """The offset in `text` of a place that is counted from 0, at most the end of its line."""
        lines = self.text.split("\n")
        return sum(len(above) + 1 for above in lines[:line]) + min(column, len(lines[line]))

    def fault(self, offset: int, message: str) -> TemplateFault:
        """A fault at the template line that wrote the character at this offset of `text`."""
        name, line, start = self._origin(offset)
        return TemplateFault(name, line + self.text.count("\n", start, offset), message)

    def _origin(self, offset: int) -> tuple[str, int, int]:
        """Template, line and offset of the start of the piece that an offset is in."""
        origin, length, end = (self.template, 1, 0), 0, 0
        for found in MARK.finditer(self.marked):
            length += found.start() - end
            if length > offset:
                break
            length += len(self.between) if found[1] == _STARTS else 0
            origin, end = (found[2], int(found[3]), length), found.end()
        return origin

    def refuse_touching(self) -> None:
        """Refuse pieces of output whose words or quotes would grow together.

        Raises:
            TemplateFault: Two pieces touch, as in `f{{ x }}`.
        """
        found = _TOUCHING.search(self.marked)
        if found:
            raise TemplateFault(
                found[1],
                int(found[2]),
                "a word or a quote touches what is printed before it; put a blank between them",
            )
