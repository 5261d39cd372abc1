"""The types of the language's classes, as their annotations give them."""

from collections.abc import Mapping as AbstractMapping
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin, get_type_hints

from generator.contract.values import Value
from generator.spec.record import Record

Hint = (
    object  # a type as an annotation gives it: `int`, `Annotated[str, Text(...)]`, `tuple[X, ...]`
)


@cache
def hints(cls: type) -> dict[str, Hint]:
    """The types of a class's fields, with what Annotated adds."""
    return get_type_hints(cls, include_extras=True)


@cache
def needed(cls: type[Record]) -> frozenset[str]:
    """The required keys of a class of the language."""
    return frozenset(name for name, item in cls.keys.items() if item.required)


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
def parts(kind: Hint) -> tuple[type[Record], ...]:
    """The classes of a union of classes of the language; nothing if a type is none."""
    if get_origin(kind) in (Union, UnionType) and kind != Value:
        return tuple(part for part in get_args(kind) if is_record(part))
    return ()


def word(kind: Hint) -> str | None:
    """The one word that a Literal of the language allows, or None if a type is none."""
    return str(get_args(kind)[0]) if get_origin(kind) is Literal else None


def is_record(kind: Hint) -> TypeGuard[type[Record]]:
    """Whether a type is a class of the language."""
    return isinstance(kind, type) and issubclass(kind, Record)


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
    if is_record(kind):
        return kind(**{name: stand_in(hints(kind)[name]) for name in needed(kind)})
    assert isinstance(kind, type)
    return next(iter(kind)) if issubclass(kind, StrEnum) else kind()
