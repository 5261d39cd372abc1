"""What libyaml says of text that is no YAML, in words that tell what to do."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import yaml
from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Place

_QUOTE_IT = "text that begins like this stands in quotes"
_IN_QUOTES = r"inside double quotes a backslash is written \\; inside single quotes it is itself"
_TAB = ("a tab cannot indent a line", "indent with spaces")


class _Fault(Struct, frozen=True):
    """Where libyaml stopped, and where what it was reading had begun, as offsets in the text."""

    text: str
    at: int
    begun: int

    @property
    def found(self) -> str:
        """What stands where libyaml stopped."""
        rest = self.text[self.at :].lstrip("\n")
        return repr(rest[0]) if rest.strip() else "the end of the file"

    @property
    def first(self) -> str:
        """The character that libyaml's reading had begun with."""
        return self.text[self.begun : self.begun + 1]

    @property
    def quote(self) -> int | None:
        """Where the text in quotes begins that ends right before; None if none does."""
        before = self.text[: self.at].rstrip(" ")
        if not before.endswith(("'", '"')):
            return None
        start = before.rfind(before[-1], 0, len(before) - 1)
        return None if start < 0 else start

    @property
    def line_before(self) -> str:
        """The line up to where libyaml stopped."""
        return self.text[: self.at].rpartition("\n")[2]


Words = tuple[str, str]
"""A message and its hint."""


def _token(fault: _Fault) -> Words:
    if fault.found == repr("\t"):
        return _TAB
    return f"text without quotes cannot begin with {fault.found}", "put the text in quotes"


def _colon(fault: _Fault) -> Words:
    if ": " in fault.line_before:
        hint = "text with ': ' in it stands in quotes; a mapping begins on a line of its own"
        return "a second ':' stands in this line", hint
    hint = "does a ':' lack in the line above, or does this one stand too far to the right?"
    return "no key can stand here", hint


def _node(fault: _Fault) -> Words:
    return f"expected a value, found {fault.found}", _QUOTE_IT if fault.found[0] == "'" else ""


def _item(closing: str) -> Callable[[_Fault], Words]:
    opened = {"]": "[", "}": "{"}[closing]
    hint = f"separate with ',', and close what '{opened}' opens with '{closing}'"
    return lambda fault: (f"expected ',' or '{closing}', found {fault.found}", hint)


def _key(fault: _Fault) -> Words:
    if fault.quote is not None:
        return f"unexpected {fault.found} behind a text in quotes", "was it to end here?"
    hint = "keys of one mapping stand below each other; every quote and bracket is closed once"
    return f"expected a key, found {fault.found}", hint


def _unclosed(fault: _Fault) -> Words:
    return "this quote is not closed", f"the closing {fault.first} is missing"


_NO_KEY = "did not find expected key"
_CLOSING = {"did not find expected ',' or ']'": "]", "did not find expected ',' or '}'": "}"}
_WORDS: Mapping[str, Callable[[_Fault], Words]] = {
    "found character that cannot start any token": _token,
    "mapping values are not allowed in this context": _colon,
    "did not find expected node content": _node,
    "did not find expected ',' or ']'": _item("]"),
    "did not find expected ',' or '}'": _item("}"),
    _NO_KEY: _key,
    "did not find expected '-' indicator": lambda fault: (
        f"expected another '-' item, found {fault.found}",
        "keys and items cannot stand below each other in one place",
    ),
    "block sequence entries are not allowed in this context": lambda _: (
        "no '-' item can stand here",
        "begin the sequence on a line of its own; text that begins with '- ' stands in quotes",
    ),
    "did not find expected comment or line break": lambda fault: (
        f"unexpected {fault.found} behind {fault.first!r}",
        "the text begins on the next line",
    ),
    "found a tab character where an indentation space is expected": lambda _: _TAB,
    "found a tab character that violates indentation": lambda _: _TAB,
    "found unknown escape character": lambda fault: (
        f"there is no escape \\{fault.text[fault.at + 1 : fault.at + 2]}",
        _IN_QUOTES,
    ),
    "did not find expected hexdecimal number": lambda _: ("an unfinished escape", _IN_QUOTES),
    "found invalid Unicode character escape code": lambda _: (
        "this escape names no character",
        _IN_QUOTES,
    ),
    "found undefined tag handle": lambda _: ("a tag has no meaning here", _QUOTE_IT),
    "did not find expected <document start>": lambda fault: (
        f"expected the end of the document, found {fault.found}",
        "a file holds one YAML document",
    ),
}
_AT_ITS_BEGINNING: Mapping[str, Callable[[_Fault], Words]] = {
    "found unexpected end of stream": _unclosed,
    "found unexpected document indicator": _unclosed,
    "did not find expected alphabetic or numeric character": lambda fault: (
        f"no name follows {fault.first!r}",
        _QUOTE_IT,
    ),
    "could not find expected ':'": lambda _: (
        "a ':' is missing behind this key",
        "write `key: value`; a key and its ':' stand in one line",
    ),
}
_OPENED = {
    "while parsing a flow sequence": "the '[' stands here",
    "while parsing a flow mapping": "the '{' stands here",
    "while parsing a block mapping": "the mapping begins here",
    "while parsing a block collection": "the sequence begins here",
}

_MARKER = re.compile(r"^<{7}(?: |$)", re.MULTILINE)


def explained(file: PurePosixPath, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """A fault of syntax as a diagnostic, where the reader of the file would look for it."""
    if marker := _MARKER.search(text):
        place = place_at(file, text, marker.start())
        message, hint = "git could not merge this", "keep what is right, and remove the markers"
        return Diagnostic(Code.MARKERS, message, replace(place, end_column=8), hint)
    begun = error.context_mark or error.problem_mark
    stopped = error.problem_mark or begun
    problem, opened = error.problem or "", _OPENED.get(error.context or "")
    if begun is None or stopped is None:
        return Diagnostic(Code.YAML_SYNTAX, f"not YAML: {problem}", Place(file))
    fault = _Fault(text, stopped.index, begun.index)
    first = place_at(file, text, begun.index)
    if problem in _CLOSING and fault.found == "':'" and begun.line < stopped.line:
        message, hint = f"this {fault.first!r} is not closed", f"{_CLOSING[problem]!r} is missing"
        return Diagnostic(Code.YAML_SYNTAX, message, first, hint)
    if words := _AT_ITS_BEGINNING.get(problem):
        message, hint = words(fault)
        return Diagnostic(Code.YAML_SYNTAX, message, first, hint)
    message, hint = _WORDS[problem](fault) if problem in _WORDS else (f"not YAML: {problem}", "")
    place = place_at(file, text, stopped.index)
    if problem == _NO_KEY and fault.quote is not None:
        opened, first = "the text begins here", place_at(file, text, fault.quote)
    related = ((opened, first),) if opened and first != place else ()
    return Diagnostic(Code.YAML_SYNTAX, message, place, hint, related)


def place_at(file: PurePosixPath, text: str, offset: int) -> Place:
    """The place of one character; where nothing follows, right behind the last."""
    if not text[offset:].strip():
        offset = len(text.rstrip())
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Place(file, line, column, column + 1)
