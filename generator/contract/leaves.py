"""A half of a contract as its leaves: each single thing it says, by the way to it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.model import Calls, Offer
from generator.contract.values import Json, Literal, Value
from generator.diagnostics import Path

Leaf = Value | str | float
"""A value, a word of an enumeration, a bound, or True for "there is such a thing"."""


def leaves(half: Offer | Calls) -> dict[Path, Leaf]:
    """Everything that a half says. What it leaves open (None, "") is no leaf."""
    return dict(_leaves(half, ()))


def _leaves(thing: object, path: Path) -> Iterator[tuple[Path, Leaf]]:
    if isinstance(thing, Mapping):
        for name, inner in thing.items():
            if not isinstance(inner, Value):
                yield (*path, name), True
            yield from _leaves(inner, (*path, name))
    elif isinstance(thing, Value | str | float | int):
        if thing != "":
            yield path, thing
    elif isinstance(thing, Struct):
        for name in thing.__struct_fields__:
            yield from _leaves(getattr(thing, name), (*path, name))


def same(one: Leaf, other: Leaf) -> bool:
    """Whether two leaves say the same. 1 and 1.0 do; 1, True and "1" do not."""
    if isinstance(one, Literal) and isinstance(other, Literal):
        return _alike(one.value, other.value)
    if isinstance(one, Value) or isinstance(other, Value):
        return one == other
    return _alike(one, other)


def _alike(one: Json, other: Json) -> bool:
    """Whether two JSON values are equal; to Python, True would be equal to 1."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    return isinstance(one, bool) == isinstance(other, bool) and one == other
