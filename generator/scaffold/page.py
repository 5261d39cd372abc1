"""A YAML text that is edited: where things stand in it, and one stretch of it replaced."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from generator.scaffold.spans import Entries, Items, Span, spans
from generator.scaffold.spelling import Style

_BOM = "\ufeff"
_BEFORE_A_KEY = re.compile(r" *(?:- +)*")


class Edit(Struct, frozen=True):
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    new: str


class Page(Struct, frozen=True):
    """A text whose lines end as on Unix, with its spans. Offsets count from its first letter."""

    text: str
    root: Entries

    @classmethod
    def of(cls, text: str) -> "Page":
        """The page of a file's text, which can be read as a mapping."""
        lines = text.removeprefix(_BOM).replace("\r\n", "\n")
        root = spans(lines)
        assert isinstance(root, Entries)
        return cls(lines, root)

    def column(self, offset: int) -> int:
        """How far behind the beginning of its line an offset is."""
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def before(self, offset: int) -> str:
        """What stands before an offset in its line."""
        return self.text[offset - self.column(offset) : offset]

    def line_end(self, offset: int) -> int:
        """The end of the line that an offset is in, before the line break."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found

    def begins_line(self, offset: int) -> bool:
        """Whether only indentation, and dashes, stand before an offset in its line."""
        return bool(_BEFORE_A_KEY.fullmatch(self.before(offset)))

    def key_column(self, offset: int) -> int:
        """The column of the key that an offset's line begins with."""
        found = _BEFORE_A_KEY.match(self.before(offset))
        return found.end() if found else 0

    def after_comments(self, at: int, column: int) -> int:
        """The end of the comments below a line's end that are part of what ends there.

        They are, as long as they are as deep, and no empty line comes before them.
        """
        while at < len(self.text):
            end = self.line_end(at + 1)
            line = self.text[at + 1 : end]
            stripped = line.lstrip(" ")
            if not stripped.startswith("#") or len(line) - len(stripped) < column:
                break
            at = end
        return at

    def in_flow(self, span: Span) -> bool:
        """Whether something stands inside of brackets."""
        return any(
            each.flow and each.start < span.end and span.start < each.end
            for each in _collections(self.root)
        )

    @property
    def style(self) -> Style:
        """How the first mapping and the first sequence in block style are indented."""
        steps = list(self._steps(self.root))
        step = next((each for sequence, each in steps if not sequence and each > 0), 2)
        return Style(step, next((each for sequence, each in steps if sequence), step))

    def _steps(self, parent: Entries) -> Iterator[tuple[bool, int]]:
        for key, value in parent.entries:
            if isinstance(value, Items | Entries) and not value.flow:
                yield isinstance(value, Items), self.column(value.start) - self.column(key.start)
            if isinstance(value, Entries) and not value.flow:
                yield from self._steps(value)


def _collections(span: Span) -> Iterator[Items | Entries]:
    if isinstance(span, Items | Entries):
        yield span
        for each in span.values:
            yield from _collections(each)


def carried_out(text: str, edit: Edit) -> str:
    """A file's text after an edit of its page: its byte order mark and its line ends stay."""
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    windows = [found.start() - i for i, found in enumerate(re.finditer("\r\n", body))]
    start, end = (at + bisect_left(windows, at) for at in (edit.start, edit.end))
    new = (
        edit.new.replace("\n", "\r\n") if windows and len(windows) == body.count("\n") else edit.new
    )
    return mark + body[:start] + new + body[end:]
