"""Values of a contract: what is known, what the factory computes, what nobody can tell."""

from msgspec import Struct

from generator.expression.values import Json, Scalar

__all__ = [
    "EVERYTHING",
    "UNDECIDED_NAMES",
    "Expression",
    "Json",
    "Literal",
    "Scalar",
    "Undecided",
    "Value",
]


class Literal(Struct, frozen=True):
    """A known value. Text is text: in it, `@`, `[` and `{{` mean nothing."""

    value: Json


class Expression(Struct, frozen=True):
    """Text that the factory evaluates, as it writes it: "@pipeline().RunId" or "runs/@{...}/a"."""

    text: str


class Undecided(Struct, frozen=True):
    """Something that code computes, so that reading it cannot tell its value."""

    why: str


Value = Literal | Expression | Undecided

EVERYTHING = "*"
"""The name under which an unknown number of things with unknown names stands, always undecided.

A real member called "*" is told from it by its value being known. One whose value is not known
reads the same, which errs on the safe side: what is sent is undecided either way.
"""

UNDECIDED_NAMES = ("<", EVERYTHING)
"""How the keys begin that readers give to what code names: no parameter can be called so."""
