"""Documentation in Python files: text that is laid out, not a literal."""

import re
import textwrap
from inspect import cleandoc

from generator.render.text import escaped

WIDTH = 88
"""The line length of generated Python, which is black's own."""

_BLANK = re.compile(r"[^\S\n ]")
_QUOTES = re.compile(r'"{3,}')
_HANGING = re.compile(r"( *)(?:([-*] )|(?<= )([*\w]+(?: \([^)]*\))?: ))?")
"""Indentation, then the sign of a list or, where indented, the name in a section like `Args:`."""


class Docstring(str):
    """A docstring. In a Python template it is a statement; everywhere else it is plain text.

    Its value, as `inspect.getdoc` shows it, is the text with ordinary blanks and line ends and no
    common indentation; only lines that are too long are broken, between words.
    """

    __slots__ = ()


def docstring_source(text: str, column: int) -> str:
    """The text as a string literal in triple quotes, for a statement that starts at a column."""
    lines = _wrapped([escaped(line) for line in _clean(text).split("\n")], WIDTH - column)
    if len(lines) == 1 and lines[0].endswith('"'):
        # Black would put a blank between this quote and the closing ones, and change the text.
        lines = [lines[0][:-1] + "\\x22"]
    body = _QUOTES.sub(lambda quotes: '\\"' * len(quotes[0]), "\n".join(lines))
    if body.startswith('"'):
        body = "\\" + body
    if len(lines) > 1:
        room = " " * column
        first, *rest = body.split("\n")
        body = "\n".join([first, *(room + line if line else "" for line in rest), room])
    return f'"""{body}"""'


def _clean(text: str) -> str:
    """The text with ordinary blanks and line ends only, and without common indentation."""
    lines = [_BLANK.sub(" ", line).rstrip() for line in text.expandtabs(4).splitlines()]
    return cleandoc("\n".join(lines)).lstrip()


def _wrapped(lines: list[str], width: int) -> list[str]:
    """The lines, those that are too long broken at blanks; the first has quotes before it."""
    wrapped = _broken(lines[0], width - 3)
    wrapped += [part for line in lines[1:] for part in _broken(line, width)]
    return wrapped if len(wrapped) > 1 else _broken(lines[0], width - 6)


def _broken(line: str, width: int) -> list[str]:
    if len(line) <= width:
        return [line]
    indent, bullet, entry = _HANGING.match(line).groups("")  # type: ignore[union-attr]  # always
    return textwrap.wrap(
        line.removeprefix(indent),
        max(width, 20),
        initial_indent=indent,
        subsequent_indent=indent + len(bullet) * " " + bool(entry) * "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
