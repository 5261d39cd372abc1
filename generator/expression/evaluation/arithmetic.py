"""The functions of numbers: integers stay integers of 64 bits, a float makes floats."""

import random
from collections.abc import Callable, Sequence
from math import fmod

from generator.expression.evaluation.arguments import LEAST, fits, integer, number, wrapped
from generator.expression.evaluation.equality import alike
from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json

_Number = int | float


def add(one: Json, other: Json) -> _Number:
    return _computed(one, other, lambda a, b: a + b)


def sub(one: Json, other: Json) -> _Number:
    return _computed(one, other, lambda a, b: a - b)


def mul(one: Json, other: Json) -> _Number:
    return _computed(one, other, lambda a, b: a * b)


def div(dividend: Json, divisor: Json) -> _Number:
    """Of integers an integer, rounded towards zero."""
    return _computed(dividend, _not_zero(divisor), _quotient)


def mod(dividend: Json, divisor: Json) -> _Number:
    """The rest, with the sign of the dividend."""
    return _computed(dividend, _not_zero(divisor), _rest)


def minimum(*values: Json) -> _Number:
    return min(_numbers(values))


def maximum(*values: Json) -> _Number:
    return max(_numbers(values))


def rand(least: Json, end: Json) -> int:
    """An integer from the first on, and below the second."""
    low = wrapped(integer(least, "the least number"))
    high = wrapped(integer(end, "the end"))
    if low > high:
        raise Refused(f"the least number, {low}, is greater than the end, {high}")
    return random.randrange(low, max(high, low + 1))  # noqa: S311 - no secret is made of it


def _computed(one: Json, other: Json, compute: Callable[[_Number, _Number], _Number]) -> _Number:
    first, second = number(one, "the first number"), number(other, "the second number")
    result = compute(*alike(first, second))
    if isinstance(result, int) and not fits(result):
        raise Refused("the result has more than 64 bits")
    return result


def _quotient(one: _Number, other: _Number) -> _Number:
    if isinstance(one, float) or isinstance(other, float):
        return one / other
    quotient = abs(one) // abs(other)
    return quotient if (one < 0) == (other < 0) else -quotient


def _rest(one: _Number, other: _Number) -> _Number:
    if isinstance(one, float) or isinstance(other, float):
        return fmod(one, other)
    if (one, other) == (LEAST, -1):
        raise Refused("the quotient has more than 64 bits")
    return one - other * int(_quotient(one, other))


def _not_zero(divisor: Json) -> Json:
    if divisor == 0 and not isinstance(divisor, bool):
        raise Refused("divides by zero")
    return divisor


def _numbers(values: Sequence[Json]) -> Sequence[_Number]:
    """The numbers of one array or of all arguments, all floats if one is."""
    match values:
        case (list() as given,):
            pass
        case _:
            given = [*values]
    if not given:
        raise Refused("takes at least one number, and the array is empty")
    numbers = [number(each, "each value") for each in given]
    return [*map(float, numbers)] if any(isinstance(each, float) for each in numbers) else numbers
