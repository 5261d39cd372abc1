"""JSON as Newtonsoft reads it for json(): with comments, single quotes, names without quotes.

It takes NaN, hexadecimal and octal integers, a comma behind the last element, and forgives brackets
that are missing at the very end. What follows the first value is not looked at. What it calls
undefined, a value left out, is null here. (Newtonsoft.Json, classes JsonTextReader and JToken.)
"""

import json
import re
from typing import cast

from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json

MAX_DEPTH = 200
"""Arrays and objects inside each other. The engine takes more, but nobody sends them, and so
whatever walks a value may recurse."""

_SPACE = re.compile(r"[\s\x00]*")
_PLAIN = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^'\\]*")}
_NAME = re.compile(r"[\w$]+")
_NUMBER = re.compile(r"[-+.0-9a-fA-FxX]+")
_HEX = re.compile(r"0[xX][0-9a-fA-F]{1,16}")
_OCTAL = re.compile(r"0[0-7]{1,21}")
_INTEGER = re.compile(r"-?[0-9]{1,380}")
_FLOAT = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\r\n]+", re.DOTALL)
_WORD = re.compile(r"-?[A-Za-z]+")
_WORDS: dict[str, Json] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_ESCAPES = {**dict(zip("bfnrt", "\b\f\n\r\t", strict=True)), **{sign: sign for sign in "\"'\\/"}}
_UNICODE = re.compile(r"u[0-9a-fA-F]{4}")


def read_json(text: str) -> Json:
    """The first value of a text; null where there is none.

    Raises:
        Refused: Newtonsoft would refuse the text, or make a date of it.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        try:
            return cast("Json", json.loads(text, strict=False))
        except ValueError:  # not the JSON of the standard, which is read faster
            pass
    reader = _Reader(text)
    return reader.value() if reader.token() else None


class _Reader:
    """Reads one value; `_at` is the offset of what is not read yet."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def token(self) -> str:
        """The next character that is neither white space nor in a comment; empty at the end."""
        while True:
            self._space()
            if self._character() != "/":
                return self._character()
            if not (comment := _COMMENT.match(self._text, self._at)):
                raise self._refused("a comment has no end")
            self._at = comment.end()

    def value(self) -> Json:
        """The value that starts here; null if a comma stands here instead."""
        match self._character():
            case "{":
                return self._object()
            case "[":
                return self._array()
            case '"' | "'":
                return self._string()
            case ",":
                return None
            case character if character in "-.0123456789" and self._text[self._at + 1 :][:1] != "I":
                return self._number()
        return self._word()

    def _object(self) -> dict[str, Json]:
        found: dict[str, Json] = {}
        self._open()
        while self._expected() != "}":
            name = self._name()
            self._space()
            if self._character() != ":":
                raise self._refused("a ':' is missing")
            self._at += 1
            if self._expected() in "]}":
                raise self._refused("a value is missing")
            found[name] = self.value()
            if not self._another("}"):
                break
        self._close()
        return found

    def _array(self) -> list[Json]:
        found: list[Json] = []
        self._open()
        while self._expected() != "]":
            found.append(self.value())
            if not self._another("]"):
                break
        self._close()
        return found

    def _open(self) -> None:
        self._at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused(f"the JSON has more than {MAX_DEPTH} levels")

    def _close(self) -> None:
        self._at += 1
        self._depth -= 1

    def _another(self, closing: str) -> bool:
        """Go past a comma; says whether there was one. The end of the text closes everything."""
        found = self.token()
        if found == ",":
            self._at += 1
        elif found not in ("", closing):
            raise self._refused(f"a ',' or a '{closing}' is missing")
        return found == ","

    def _expected(self) -> str:
        if found := self.token():
            return found
        raise self._refused("the text ends too early")

    def _name(self) -> str:
        if self._character() in _PLAIN:
            return self._string()
        if name := _NAME.match(self._text, self._at):
            self._at = name.end()
            return name[0]
        raise self._refused("the name of a property is missing")

    def _string(self) -> str:
        plain = _PLAIN[self._character()]
        quote = self._character()
        parts: list[str] = []
        while True:
            self._at += 1
            if run := plain.match(self._text, self._at):
                parts.append(run[0])
                self._at = run.end()
            match self._character():
                case "":
                    raise self._refused("a string has no closing quote")
                case character if character == quote:
                    self._at += 1
                    return _paired("".join(parts))
            parts.append(self._escape())

    def _escape(self) -> str:
        """What an escape stands for; its last character is left to be gone past."""
        self._at += 1
        if code := _UNICODE.match(self._text, self._at):
            self._at = code.end() - 1
            return chr(int(code[0][1:], 16))
        if meaning := _ESCAPES.get(self._character()):
            return meaning
        raise self._refused("a '\\' is followed by what is no escape")

    def _number(self) -> int | float:
        found = _NUMBER.match(self._text, self._at)
        number = found[0] if found else ""
        value = _number(number)
        if value is None:
            raise self._refused(f"'{number}' is no number")
        self._at += len(number)
        self._separated()
        return value

    def _word(self) -> Json:
        word = _WORD.match(self._text, self._at)
        if word is None or word[0] not in _WORDS:
            raise self._refused(f"'{word[0] if word else self._character()}' is no value")
        self._at = word.end()
        self._separated()
        return _WORDS[word[0]]

    def _separated(self) -> None:
        """A number or a word ends where something follows that cannot belong to it."""
        follower = self._character()
        if follower and follower not in ",]}/)" and not follower.isspace():
            raise self._refused(f"'{follower}' follows a value")

    def _space(self) -> None:
        if space := _SPACE.match(self._text, self._at):
            self._at = space.end()

    def _character(self) -> str:
        return self._text[self._at : self._at + 1]

    def _refused(self, why: str) -> Refused:
        line = self._text.count("\n", 0, self._at) + 1
        column = self._at - self._text.rfind("\n", 0, self._at)
        return Refused(f"the text is not JSON: {why} (line {line}, column {column})")


def _number(text: str) -> int | float | None:
    """A number, if it is one. A zero in front makes it octal, but for a minus before it."""
    if len(text) > 1 and text[0] == "0" and text[1] not in ".eE":
        if _HEX.fullmatch(text):
            value = int(text, 16)
            return value if value < 2**63 else value - 2**64
        return int(text, 8) if _OCTAL.fullmatch(text) else None
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else None


def _paired(text: str) -> str:
    """Text in which escaped halves of a surrogate pair are one character."""
    if not any("\ud800" <= each <= "\udfff" for each in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
