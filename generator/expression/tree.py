"""The syntax tree of a factory string.

Only a call has properties to read, as in the factory's own grammar, so a call holds the steps that
are read from its result; there is no deep chain of nodes for `a().b.c`. Offsets count characters of
the whole text and take no part in comparisons, so two spellings of one expression are equal trees.
(Python holds 1, 1.0 and True equal; where the type matters, compare canonical texts.)
"""

from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct


class _Spelled(Struct, frozen=True, eq=False):
    """Something that stands from `start` to `end`, its last two fields, wherever that is."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__[:-2])


class Constant(_Spelled, frozen=True, eq=False):
    """A string, a number, true, false or null."""

    value: str | int | float | bool | None
    start: int
    end: int


class Member(_Spelled, frozen=True, eq=False):
    """A property by its name: `.x`, `?.x`, `['x']` or `?['x']`, which the factory treats alike.

    Where `optional`, null and a missing property give null. The offsets are those of the name.
    """

    name: str
    optional: bool
    start: int
    end: int


class Index(_Spelled, frozen=True, eq=False):
    """An element by a computed index or name: `[0]`, `?[0]`, `[length(...)]`."""

    expression: "Node"
    optional: bool
    start: int
    end: int


Step = Member | Index


class Call(_Spelled, frozen=True, eq=False):
    """A function, and what is read from its result, in order.

    `name` has the documented spelling, or the given one where the function is unknown. Both have
    the same length: the name stands at `start`.
    """

    name: str
    arguments: tuple["Node", ...]
    steps: tuple[Step, ...]
    start: int
    end: int


Node = Constant | Call


class Text(_Spelled, frozen=True, eq=False):
    """Text that the factory takes as it is; `value` is what remains when escapes are undone."""

    value: str
    start: int
    end: int


class Embedded(_Spelled, frozen=True, eq=False):
    """An expression inside text: `@{...}`, braces included."""

    expression: Node
    start: int
    end: int


class Whole(_Spelled, frozen=True, eq=False):
    """A string that is one expression, `@...`; the result keeps its type."""

    expression: Node
    start: int
    end: int


class Interpolation(_Spelled, frozen=True, eq=False):
    """Text with expressions in it, `a@{...}b`; the result is always text."""

    parts: tuple[Text | Embedded, ...]
    start: int
    end: int


Parsed = Text | Whole | Interpolation


def expressions(parsed: Parsed) -> tuple[Node, ...]:
    """The expressions of a factory string, in the order of the text."""
    match parsed:
        case Text():
            return ()
        case Whole(expression):
            return (expression,)
        case Interpolation(parts):
            return tuple(part.expression for part in parts if isinstance(part, Embedded))


def calls(parsed: Parsed) -> Iterator[Call]:
    """Every function call of a factory string, in no particular order."""
    pending = [*expressions(parsed)]
    while pending:
        node = pending.pop()
        if isinstance(node, Call):
            yield node
            pending += node.arguments
            pending += (step.expression for step in node.steps if isinstance(step, Index))


def members(call: Call) -> tuple[Member, ...]:
    """The properties read from a call by name, as far as they are known without running it."""
    return tuple(
        step
        for step in takewhile(lambda step: isinstance(step, Member), call.steps)
        if isinstance(step, Member)
    )
