"""Cutting the text of a Python module into its logical lines, as black sees them."""

import re
from collections.abc import Iterator

from msgspec import Struct

_QUOTED = "|".join(
    rf"{quote * 3}(?:[^\\]|\\.)*?{quote * 3}|{quote}(?:[^\\\n{quote}]|\\.)*{quote}"
    for quote in ('"', "'")
)
_TOKEN = re.compile(rf"{_QUOTED}|\#[^\n]*|[\[({{\])}}\n\\;]", re.DOTALL)
_WORD = re.compile(r"@|\#|[A-Za-z]*[\"']|\w+")
_TEXT = re.compile(_QUOTED, re.DOTALL)
_BLOCKS = frozenset(
    {"class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"}
)
_OPENS_BLOCK = re.compile(r":[ ]*(?:\#[^\n]*)?\Z")


class UnknownForm(Exception):
    """The text holds what is not understood here; black has to look at it as a whole."""


class Logical(Struct, frozen=True):
    """A logical line, its text without the indentation of its start.

    `blank` is the number of empty lines before it, `depth` that of the blocks around it. `word` is
    what it begins with: a word, @, #, a quote (with its prefix), or nothing of these.
    """

    blank: int
    depth: int
    word: str
    text: str

    @property
    def opens_block(self) -> bool:
        """Whether a block belongs to it."""
        return self.word in _BLOCKS

    @property
    def is_text(self) -> bool:
        """Whether it begins with a string."""
        return self.word[-1:] in ("'", '"')


def logical_lines(text: str) -> list[Logical]:
    """The logical lines of a module.

    Raises:
        UnknownForm: a line is continued with a backslash, holds two statements or a comment in
            brackets, or begins with a string and goes on; or a comment is not indented as what
            follows it.
    """
    found: list[Logical] = []
    blank, comments, indents = 0, list[tuple[int, int, str]](), [0]
    for line in _cut(text):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if not body:
            blank += 1
            continue
        comments.append((blank, indent, body.rstrip()))
        blank = 0
        if body[0] != "#":
            _indent(indents, indent)
            if any(other != indent for _, other, _ in comments):
                raise UnknownForm
            found += (_logical(empty, len(indents) - 1, each) for empty, _, each in comments)
            comments.clear()
    if comments:
        raise UnknownForm
    return found


def _cut(text: str) -> Iterator[str]:
    """The pieces of a text between the line ends that are in no brackets and no string."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        first = token[0][0]
        if first == "\n":
            if not depth:
                yield text[start : token.start()]
                start = token.end()
        elif first in "([{":
            depth += 1
        elif first in ")]}":
            depth -= 1
        elif first in "\\;" or (first == "#" and depth):
            raise UnknownForm
    yield text[start:]


def _indent(indents: list[int], indent: int) -> None:
    """Have the last of the open blocks be the one that a line is in."""
    while indents[-1] > indent:
        indents.pop()
    if indents[-1] < indent:
        indents.append(indent)


def _logical(blank: int, depth: int, text: str) -> Logical:
    found = _WORD.match(text)
    line = Logical(blank, depth, found[0] if found else "", text)
    if line.opens_block and not _OPENS_BLOCK.search(text):
        raise UnknownForm
    if line.is_text and not _TEXT.fullmatch(text):
        raise UnknownForm
    return line
