"""The four types of XPath, and what becomes of one where another is wanted."""

import re
from collections.abc import Callable
from math import isfinite, nan

from msgspec import Struct

from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.xpath.nodes import Tree, XPathNode, text_of
from generator.expression.evaluation.text_form import float_text

Result = list[XPathNode] | float | str | bool

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


class Focus(Struct, frozen=True):
    """Where an expression is evaluated: a node, and its place among those that are looked at."""

    tree: Tree
    node: XPathNode
    position: int
    size: int


Evaluator = Callable[[Focus], Result]


def as_nodes(value: Result) -> list[XPathNode]:
    if isinstance(value, list):
        return value
    raise Refused("the path uses a value where nodes are wanted")


def as_text(value: Result) -> str:
    match value:
        case list():
            return text_of(value[0]) if value else ""
        case bool():
            return "true" if value else "false"
        case float():
            return float_text(value)
    return value


def as_number(value: Result) -> float:
    if isinstance(value, bool | float):
        return float(value)
    text = as_text(value).strip(" \t\r\n")
    return float(text) if _NUMBER.fullmatch(text) else nan


def as_truth(value: Result) -> bool:
    return bool(value) and value == value  # NaN is false


def compared(operator: str, one: Result, other: Result) -> bool:
    """Whether a comparison holds, for some node of each side that is nodes."""
    if isinstance(one, bool) or isinstance(other, bool):
        return _holds(operator, as_truth(one), as_truth(other))
    firsts = [text_of(node) for node in one] if isinstance(one, list) else [one]
    seconds = [text_of(node) for node in other] if isinstance(other, list) else [other]
    return any(_holds(operator, first, second) for first in firsts for second in seconds)


def _holds(operator: str, one: float | str | bool, other: float | str | bool) -> bool:
    if operator in ("=", "!="):
        if not (isinstance(one, str) and isinstance(other, str)):
            one, other = as_number(one), as_number(other)
        return (one == other) == (operator == "=")
    first, second = as_number(one), as_number(other)
    return {
        "<": first < second,
        "<=": first <= second,
        ">": first > second,
        ">=": first >= second,
    }[operator]


def rounded(number: float) -> float:
    """The nearest whole number, halves upwards."""
    return float((number + 0.5) // 1) if isfinite(number) else number
