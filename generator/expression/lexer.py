"""The words of an expression, one at a time from any place of a text.

The rules were read off Microsoft's engine: names are letters, digits, `_` and `$` of the basic
plane, numbers may carry a sign and need a digit before a bare point, white space is .NET's.
"""

import re
from enum import Enum, auto

from msgspec import Struct

from generator.expression.problem import fault

_SPACE = re.compile(r"[ \t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")
_STRING = re.compile(r"'(?:[^']++|'')*+'")
_NUMBER = re.compile(r"(?:[+-]?[0-9]++(?:\.[0-9]*)?|[+-]\.[0-9]++)(?:[eE][+-]?[0-9]++)?")
_SYMBOLS = "()[],.?}"

_HINTS = {
    **dict.fromkeys('"`‘’“”', "strings stand in single quotes: 'text'"),
    **dict.fromkeys("+/%", "there are no operators; write concat(), add(), div() or mod()"),
    **dict.fromkeys("&|!", "there are no operators; write and(), or() or not()"),
    **dict.fromkeys("=<>", "there are no operators; write equals(), less() or greater()"),
    "*": "there is no wildcard and no operator; write mul()",
    "-": "there are no operators; write sub(), and ['a-b'] for a property with a dash in its name",
    "@": "'@' stands once, before the whole expression",
    "{": "there are no object literals; write json('{...}')",
    ";": "arguments are separated by commas",
}


class Kind(Enum):
    """What a token is."""

    STRING = auto()
    NUMBER = auto()
    NAME = auto()
    SYMBOL = auto()
    END = auto()


class Token(Struct, frozen=True):
    """A word of an expression, as it stands in the text."""

    kind: Kind
    text: str
    start: int
    end: int


def next_token(text: str, position: int) -> Token:
    """The first token from `position` on.

    Raises:
        SyntaxFault: No token starts there.
    """
    start = skip_space(text, position)
    if start == len(text):
        return Token(Kind.END, "", start, start)
    if text[start] in _SYMBOLS:
        return _token(Kind.SYMBOL, text, start, start + 1)
    if string := _STRING.match(text, start):
        return _token(Kind.STRING, text, start, string.end())
    if number := _NUMBER.match(text, start):
        return _number(text, start, number.end())
    end = name_end(text, start)
    if end == start:
        raise _no_token(text, start)
    return _token(Kind.NAME, text, start, end)


def skip_space(text: str, position: int) -> int:
    """The offset of the first character from `position` on that is no white space."""
    space = _SPACE.match(text, position)
    return space.end() if space else position


def name_end(text: str, start: int) -> int:
    """The offset behind the name at `start`; `start` itself if there is none."""
    if start == len(text) or text[start].isdecimal():
        return start
    end = start
    while end < len(text) and _in_name(text[end]):
        end += 1
    return end


def is_name(text: str) -> bool:
    """Whether text can follow a point as the name of a property."""
    return text != "" and name_end(text, 0) == len(text)


def _in_name(character: str) -> bool:
    if character in "_$":
        return True
    return character <= "\uffff" and (character.isalpha() or character.isdecimal())


def _token(kind: Kind, text: str, start: int, end: int) -> Token:
    return Token(kind, text[start:end], start, end)


def _number(text: str, start: int, end: int) -> Token:
    if end < len(text) and _in_name(text[end]):
        raise fault(end, end + 1, f"unexpected '{text[end]}' in a number")
    return _token(Kind.NUMBER, text, start, end)


def _no_token(text: str, start: int) -> Exception:
    character = text[start]
    if character == "'":
        hint = "a quote inside a string is written twice: ''"
        return fault(start, len(text), "the string that starts here has no closing quote", hint)
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return fault(start, start + 1, f"unexpected '{shown}'", _HINTS.get(character, ""))
