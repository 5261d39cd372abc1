"""The value of a factory string as one expression."""

from generator.expression.escapes import quote
from generator.expression.parser import parse
from generator.expression.tree import Embedded, Interpolation, Text, Whole


def body(text: str) -> str:
    """An expression, without its @, that gives what the factory makes of a string.

    Raises:
        SyntaxFault: the string does not parse.
    """
    match parse(text):
        case Whole(start=start, end=end):
            return text[start + 1 : end]
        case Interpolation(parts):
            return f"concat({','.join(_part(text, part) for part in parts)})"
        case Text(value):
            return quote(value)


def _part(text: str, part: Text | Embedded) -> str:
    if isinstance(part, Text):
        return quote(part.value)
    return text[part.start + 2 : part.end - 1]
