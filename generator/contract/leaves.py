"""A half of a contract as its leaves: each single thing it says, by the way to it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from generator.contract.model import Calls, Offer
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics import Path

Leaf = object
"""A value, a word of an enumeration, or True for "there is such a thing"."""


def leaves(half: Offer | Calls) -> dict[Path, Leaf]:
    """Everything that a half says. What it leaves open (None, "") is no leaf."""
    return dict(_leaves(half, ()))


def _leaves(thing: object, path: Path) -> Iterator[tuple[Path, Leaf]]:
    if thing is None or thing == "":
        return
    if isinstance(thing, Mapping):
        for name, value in thing.items():
            if not isinstance(value, Literal | Expression | Undecided):
                yield (*path, name), True
            yield from _leaves(value, (*path, name))
    elif is_dataclass(thing) and not isinstance(thing, Literal | Expression | Undecided):
        for item in fields(thing):
            yield from _leaves(getattr(thing, item.name), (*path, item.name))
    else:
        yield path, thing


def same(one: Leaf, other: Leaf) -> bool:
    """Whether two leaves say the same. 1 and 1.0 do; 1, True and "1" do not."""
    if isinstance(one, Literal) and isinstance(other, Literal):
        return _kind(one.value) == _kind(other.value) and one.value == other.value
    if isinstance(one, int | float) and isinstance(other, int | float):
        return _kind(one) == _kind(other) and one == other
    return type(one) is type(other) and one == other


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


def spoken(leaf: Leaf) -> str:
    """A leaf in a diagnostic."""
    if isinstance(leaf, Literal):
        return repr(leaf.value)
    return leaf.text if isinstance(leaf, Expression) else str(leaf)
