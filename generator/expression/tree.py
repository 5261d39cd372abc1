"""The syntax tree of a factory string.

Only a call has properties to read, as in the factory's own grammar, so a call holds the steps that
are read from its result; there is no deep chain of nodes for `a().b.c`. Offsets count characters of
the whole text and take no part in comparisons, so two spellings of one expression are equal trees.
(Python holds 1, 1.0 and True equal; where the type matters, compare canonical texts.)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile


@dataclass(frozen=True, slots=True)
class Constant:
    """A string, a number, true, false or null."""

    value: str | int | float | bool | None
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """A property by its name: `.x`, `?.x`, `['x']` or `?['x']`, which the factory treats alike.

    Where `optional`, null and a missing property give null. The offsets are those of the name.
    """

    name: str
    optional: bool
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Index:
    """An element by a computed index or name: `[0]`, `?[0]`, `[length(...)]`."""

    expression: "Node"
    optional: bool
    start: int = field(compare=False)
    end: int = field(compare=False)


Step = Member | Index


@dataclass(frozen=True, slots=True)
class Call:
    """A function, and what is read from its result, in order.

    `name` has the documented spelling, or the given one where the function is unknown. Both have
    the same length: the name stands at `start`.
    """

    name: str
    arguments: tuple["Node", ...]
    steps: tuple[Step, ...]
    start: int = field(compare=False)
    end: int = field(compare=False)


Node = Constant | Call


@dataclass(frozen=True, slots=True)
class Text:
    """Text that the factory takes as it is; `value` is what remains when escapes are undone."""

    value: str
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Embedded:
    """An expression inside text: `@{...}`, braces included."""

    expression: Node
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Whole:
    """A string that is one expression, `@...`; the result keeps its type."""

    expression: Node
    start: int = field(compare=False)
    end: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Interpolation:
    """Text with expressions in it, `a@{...}b`; the result is always text."""

    parts: tuple[Text | Embedded, ...]
    start: int = field(compare=False)
    end: int = field(compare=False)


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
