"""What functions take: the checks that many of them share.

Each gives its argument back, with its type known, or raises `Refused`.
"""

from typing import TypeGuard

from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json

LEAST, GREATEST = -(2**63), 2**63 - 1
"""What an integer of the engine can hold."""


def kind(value: Json) -> str:
    """What sort of value it is, as it is named in messages."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int():
            return "an integer"
        case float():
            return "a float"
        case str():
            return "a string"
        case list():
            return "an array"
        case dict():
            return "an object"


def string(value: Json, what: str) -> str:
    """An argument that must be a string; `what` names it: "the separator"."""
    if isinstance(value, str):
        return value
    raise Refused(f"{what} must be a string, not {kind(value)}")


def integer(value: Json, what: str) -> int:
    """An argument that must be an integer; neither 1.0 nor '1' nor true is one."""
    if is_integer(value):
        return _of_64_bits(value)
    raise Refused(f"{what} must be an integer, not {kind(value)}")


def boolean(value: Json, what: str) -> bool:
    """An argument that must be true or false; nothing else stands for them."""
    if isinstance(value, bool):
        return value
    raise Refused(f"{what} must be true or false, not {kind(value)}")


def number(value: Json, what: str) -> int | float:
    """An argument that must be an integer or a float."""
    if isinstance(value, float):
        return value
    if is_integer(value):
        return _of_64_bits(value)
    raise Refused(f"{what} must be a number, not {kind(value)}")


def array(value: Json, what: str) -> list[Json]:
    """An argument that must be an array."""
    if isinstance(value, list):
        return value
    raise Refused(f"{what} must be an array, not {kind(value)}")


def fits(value: int) -> bool:
    """Whether an integer has no more than 64 bits."""
    return LEAST <= value <= GREATEST


def is_integer(value: Json) -> TypeGuard[int]:
    """Whether a value is an integer; Python's booleans are none here."""
    return isinstance(value, int) and not isinstance(value, bool)


def wrapped(value: int) -> int:
    """The lowest 32 bits, to which the engine cuts counts and positions without a word."""
    return (value + 2**31) % 2**32 - 2**31


def _of_64_bits(value: int) -> int:
    if fits(value):
        return value
    raise Refused("an integer of more than 64 bits cannot be computed with")
