"""One spelling for every expression."""

from functools import lru_cache
from math import isinf

from generator.expression.escapes import escape, escape_braces, quote
from generator.expression.lexer import is_name
from generator.expression.parser import parse
from generator.expression.problem import SyntaxFault
from generator.expression.tree import (
    Constant,
    Embedded,
    Interpolation,
    Member,
    Node,
    Parsed,
    Step,
    Text,
    Whole,
)


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The same string in the one spelling of its meaning; unchanged if it does not parse.

    White space goes, functions get their documented spelling, `['x']` becomes `.x`. Strings and the
    names of properties, parameters and variables keep their case.
    """
    try:
        return _parsed(parse(text))
    except SyntaxFault:
        return text


def _parsed(parsed: Parsed) -> str:
    match parsed:
        case Text(value):
            return escape(value)
        case Whole(expression):
            return "@" + _node(expression)
        case Interpolation(parts):
            return "".join(_part(part) for part in parts)


def _part(part: Text | Embedded) -> str:
    if isinstance(part, Text):
        return escape_braces(part.value)
    return "@{" + _node(part.expression) + "}"


def _node(node: Node) -> str:
    if isinstance(node, Constant):
        return _constant(node.value)
    arguments = ", ".join(_node(argument) for argument in node.arguments)
    return f"{node.name}({arguments})" + "".join(_step(step) for step in node.steps)


def _step(step: Step) -> str:
    mark = "?" if step.optional else ""
    if not isinstance(step, Member):
        return f"{mark}[{_node(step.expression)}]"
    return f"{mark}.{step.name}" if is_name(step.name) else f"{mark}[{quote(step.name)}]"


def _constant(value: str | int | float | bool | None) -> str:
    match value:
        case str():
            return quote(value)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case float() if isinf(value):
            return "1e999" if value > 0 else "-1e999"
    return repr(value)
