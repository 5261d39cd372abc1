"""The types of the language's classes, as their annotations give them."""

from collections.abc import Mapping as AbstractMapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from generator.contract.values import Value

Hint = (
    object  # a type as an annotation gives it: `int`, `Annotated[str, Text(...)]`, `tuple[X, ...]`
)


@cache
def hints(cls: type) -> dict[str, Hint]:
    """The types of a class's fields, with what Annotated adds."""
    return get_type_hints(cls, include_extras=True)


@cache
def keys(cls: type) -> dict[str, Field[object]]:
    """The fields of a class of the language, by name."""
    return {item.name: item for item in fields(cls)}


@cache
def needed(cls: type) -> frozenset[str]:
    """The required keys of a class of the language."""
    return frozenset(name for name, item in keys(cls).items() if required(item))


def required(item: Field[object]) -> bool:
    """Whether a field of a class of the language is a required key."""
    return item.default is MISSING and item.default_factory is MISSING


@cache
def unwrapped(hint: Hint) -> tuple[Hint, object]:
    """A type without None and Annotated, and the constraint that Annotated gave."""
    if get_origin(hint) in (Union, UnionType) and hint != Value:
        rest = [part for part in get_args(hint) if part is not type(None)]
        if len(rest) == 1:
            return unwrapped(rest[0])
        if frozenset(rest) == frozenset(get_args(Value)):
            return Value, None
        return hint, None
    if get_origin(hint) is Annotated:
        base, constraint = get_args(hint)
        return base, constraint
    return hint, None


@cache
def parts(kind: Hint) -> tuple[type, ...]:
    """The classes of a union of classes of the language; nothing if a type is none."""
    if get_origin(kind) in (Union, UnionType) and kind != Value:
        return tuple(
            part for part in get_args(kind) if isinstance(part, type) and is_dataclass(part)
        )
    return ()


def word(kind: Hint) -> str | None:
    """The one word that a Literal of the language allows, or None if a type is none."""
    return str(get_args(kind)[0]) if get_origin(kind) is Literal else None


def is_choice(kind: Hint) -> bool:
    """Whether a type is an enumeration of words."""
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def stand_in(hint: Hint) -> object:
    """A value for what could not be read. Its way is broken, so that no check looks at it."""
    kind, _ = unwrapped(hint)
    if get_origin(kind) is AbstractMapping:
        return {}
    if (only := word(kind)) is not None:
        return only
    if classes := parts(kind):
        return stand_in(classes[0])
    assert isinstance(kind, type)
    if issubclass(kind, StrEnum):
        return next(iter(kind))
    if is_dataclass(kind):
        types = hints(kind)
        return kind(
            **{item.name: stand_in(types[item.name]) for item in fields(kind) if required(item)}
        )
    return kind()
