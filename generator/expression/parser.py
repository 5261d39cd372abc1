"""From a factory string to its syntax tree."""

from functools import lru_cache

from generator.expression.escapes import is_expression, opening, unescape, unescape_braces
from generator.expression.problem import fault
from generator.expression.reader import Reader
from generator.expression.tree import Embedded, Interpolation, Parsed, Text, Whole


@lru_cache(maxsize=4096)  # jobs say much the same, and each string is parsed by several checks
def parse(text: str) -> Parsed:
    """The syntax tree of a whole factory string, be it text, an expression or both.

    Raises:
        SyntaxFault: The factory would refuse the string.
    """
    if not is_expression(text):
        return Text(unescape(text), 0, len(text))
    if text.startswith("@") and text[1] != "{":
        return _whole(text)
    return _interpolation(text)


def _whole(text: str) -> Whole:
    reader = Reader(text, 1)
    if reader.at_end():
        hint = "write '@@' for text that starts with '@'"
        raise fault(0, len(text), "no expression follows the '@'", hint)
    expression = reader.value()
    if not reader.at_end():
        raise reader.unexpected("the end")
    return Whole(expression, 0, len(text))


def _interpolation(text: str) -> Interpolation:
    parts: list[Text | Embedded] = []
    position = 0
    while (start := opening(text, position)) is not None:
        if start > position:
            parts.append(_text(text, position, start))
        parts.append(_embedded(text, start))
        position = parts[-1].end
    if position < len(text):
        parts.append(_text(text, position, len(text)))
    return Interpolation(tuple(parts), 0, len(text))


def _text(text: str, start: int, end: int) -> Text:
    return Text(unescape_braces(text[start:end]), start, end)


def _embedded(text: str, start: int) -> Embedded:
    reader = Reader(text, start + 2)
    if reader.at("}"):
        hint = "write '@@{' for the text '@{'"
        raise fault(start, reader.token.end, "no expression stands between the braces", hint)
    expression = None if reader.at_end() else reader.value()
    if expression is None or reader.at_end():
        hint = "close it with '}', or write '@@{' for the text '@{'"
        raise fault(start, start + 2, "this '@{' is not closed", hint)
    if not reader.at("}"):
        raise reader.unexpected("'}'")
    return Embedded(expression, start, reader.token.end)
