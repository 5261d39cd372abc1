"""Frozen structs as JSON and back: how a graph gets from one process to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct

from generator.contract.values import Json

T = TypeVar("T")
CLASS = "is"
"""The key that tells which class an object is of."""


def encode(value: object) -> Json:
    """A struct of structs, mappings, tuples and scalars as JSON."""
    if isinstance(value, Struct):
        own = {name: encode(getattr(value, name)) for name in value.__struct_fields__}
        return {CLASS: type(value).__name__, **own}
    if isinstance(value, Mapping):
        return {str(key): encode(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    assert value is None or isinstance(value, str | int | float | bool), value
    return str(value) if isinstance(value, StrEnum) else value


def decode(kind: type[T], data: Json) -> T:
    """What `encode` was given, of a class."""
    return cast("T", _decode(kind, data))


def _decode(hint: Any, data: Json) -> object:
    if isinstance(data, dict):
        name = data.get(CLASS)
        for each in _choices(hint):
            if isinstance(each, type) and issubclass(each, Struct) and each.__name__ == name:
                return _object(each, data)
        values = next(get_args(each)[1] for each in _choices(hint) if get_origin(each) is Mapping)
        return {key: _decode(values, one) for key, one in data.items()}
    if isinstance(data, list):
        items = next(get_args(each)[0] for each in _choices(hint) if get_origin(each) is tuple)
        return tuple(_decode(items, one) for one in data)
    for each in _choices(hint):
        if isinstance(data, str) and isinstance(each, type) and issubclass(each, StrEnum):
            return each(data)
    return data


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _object(kind: type[Any], data: dict[str, Json]) -> object:
    hints = get_type_hints(kind)
    return kind(**{name: _decode(hints[name], data[name]) for name in kind.__struct_fields__})
