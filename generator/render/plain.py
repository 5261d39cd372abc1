"""Values as templates print them: plain data, whatever they were in the code."""

import math
from collections.abc import Callable, Mapping

Scalar = str | int | float | bool | None
Plain = Scalar | list["Plain"] | tuple["Plain", ...] | dict[Scalar, "Plain"]

Convert = Callable[[object], object]
"""Turns a domain value into plain data; what it does not know it returns unchanged."""

_DEEPEST = 64
_EXACT = frozenset({str, int, float, bool, type(None), list, tuple, dict})


def as_plain(value: object, convert: Convert, *, text_keys: bool, depth: int = 0) -> Plain:
    """The value as plain data.

    Args:
        value: What a template prints, or a part of it.
        convert: Is asked about every value whose type is not exactly one of the plain ones.
        text_keys: Whether every key must be text, as in JSON.
        depth: How deep inside the printed value this part is.

    Raises:
        TypeError: The value, or a part of it, is no data.
        ValueError: A number is not finite, text cannot be written as UTF-8, a key is there twice,
            or the value is nested more than 64 levels deep (or contains itself).
    """
    if type(value) is str:
        return _text(value)
    if depth > _DEEPEST:
        raise ValueError(f"a value is nested more than {_DEEPEST} levels deep; flatten it")
    if type(value) not in _EXACT and (other := convert(value)) is not value:
        return as_plain(other, convert, text_keys=text_keys, depth=depth + 1)
    if isinstance(value, Mapping):
        return _mapping(value, convert, text_keys, depth)
    if isinstance(value, list | tuple):
        items = [as_plain(item, convert, text_keys=text_keys, depth=depth + 1) for item in value]
        return items if isinstance(value, list) else tuple(items)
    return _scalar(value)


def _mapping(
    value: Mapping[object, object], convert: Convert, text_keys: bool, depth: int
) -> dict[Scalar, Plain]:
    result: dict[Scalar, Plain] = {}
    for key, item in value.items():
        name = _scalar(key if type(key) in _EXACT else convert(key))
        if text_keys and not isinstance(name, str):
            raise TypeError(f"the key {name!r} is no text; make it text where the value is made")
        if name in result:
            raise ValueError(f"the key {name!r} is there twice; leave one of them out")
        result[name] = as_plain(item, convert, text_keys=text_keys, depth=depth + 1)
    return result


def _scalar(value: object) -> Scalar:
    """A scalar of exactly a built-in type: a member of a StrEnum is its text, nothing else."""
    match value:
        case None | bool():
            return value
        case str():
            return _text(str.__str__(value))
        case int():
            return int(value)
        case float():
            return _finite(float(value))
    raise TypeError(
        f"a value of type {type(value).__name__} is no data;"
        " print one of its fields, or convert it where the templates are set up"
    )


def _text(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"the text {text!r:.60} holds half a character (a lone surrogate),"
            " which no file can hold; correct the text"
        ) from error
    return text


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError(f"{number} cannot be written as a number; hand over a finite one or none")
    return number
