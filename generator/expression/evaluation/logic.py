"""The functions that compare. What may leave arguments unread, as if(), is in `lazy`."""

from generator.expression.evaluation.arguments import boolean, kind, number
from generator.expression.evaluation.collation import collation_key
from generator.expression.evaluation.equality import alike, equal
from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json


def equals(first: Json, *others: Json) -> bool:
    return all(equal(first, each) for each in others)


def not_(value: Json) -> bool:
    return not boolean(value, "the value")


def greater(one: Json, other: Json) -> bool:
    return _compared(one, other) > 0


def greater_or_equals(one: Json, other: Json) -> bool:
    return _compared(one, other) >= 0


def less(one: Json, other: Json) -> bool:
    return _compared(one, other) < 0


def less_or_equals(one: Json, other: Json) -> bool:
    return _compared(one, other) <= 0


def _compared(one: Json, other: Json) -> int:
    """Below, at or above zero, as the first is less than, equal to or greater than the second."""
    if isinstance(one, str) and isinstance(other, str):
        before, behind = collation_key(one), collation_key(other)
        return (before > behind) - (before < behind)
    if isinstance(one, str) or isinstance(other, str):
        raise Refused(f"compares two numbers or two strings, not {kind(one)} and {kind(other)}")
    first, second = alike(_number(one), _number(other))
    return (first > second) - (first < second)


def _number(value: Json) -> int | float:
    return number(value, "what is compared")
