"""When two values are the same to the engine, and which number is greater."""

from generator.expression.evaluation.arguments import is_integer, number
from generator.expression.values import Json


def equal(one: Json, other: Json) -> bool:
    """Whether two arguments are equal: 1 and 1.0 are, [1] and [1.0] are not.

    Raises:
        Refused: an integer of more than 64 bits.
    """
    if _is_number(one) and _is_number(other):
        first, second = alike(number(one, "a number"), number(other, "a number"))
        return first == second
    return same(one, other)


def same(one: Json, other: Json) -> bool:
    """Whether two values are of one type and equal at any depth; objects have no order."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    return type(one) is type(other) and one == other


def alike(one: int | float, other: int | float) -> tuple[int | float, int | float]:
    """Two numbers as the engine meets them: both are floats if one of them is.

    Python compares an integer with a float exactly; the engine rounds the integer first.
    """
    if isinstance(one, float) or isinstance(other, float):
        return float(one), float(other)
    return one, other


def _is_number(value: Json) -> bool:
    return isinstance(value, float) or is_integer(value)
