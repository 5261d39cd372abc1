"""Text that a terminal shows as it is, whatever is in it."""

import unicodedata

TAB = "    "


def visible(text: str) -> str:
    """Text without characters that would move a terminal's cursor, turn its lines or colour it."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in text)


def _escape(letter: str) -> str:
    return TAB if letter == "\t" else letter.encode("unicode_escape").decode("ascii")


def cells(text: str) -> int:
    """How many columns of a terminal printable text takes."""
    return sum(map(_cell, text))


def _cell(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
