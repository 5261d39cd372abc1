"""How the tables write types, and the types as data.

- `any`, `string`, `integer`, `number`, `boolean`: anything, and the scalars of JSON.
- `'Copy'`: exactly this text.
- `[T]`, `{T}`: a list of T; a mapping of names of the user's own to T.
- `CopySource`: what the table calls so, which is a definition, a union, or the words of an
  enumeration.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Kind = Literal["any", "string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Plain:
    """Anything, or a scalar."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Constant:
    """One word, such as the `type` of a reference."""

    word: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    form: "Form"


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping whose names are the user's."""

    form: "Form"


@dataclass(frozen=True, slots=True)
class Named:
    """A definition, a union or an enumeration of the table."""

    name: str


Form = Plain | Constant | Items | Entries | Named
_PLAIN = {kind: Plain(kind) for kind in get_args(Kind)}


@cache
def parsed(notation: str) -> Form:
    """The type that a table writes so, without the "!" of a property that is required."""
    match notation[0]:
        case "'":
            return Constant(notation[1:-1])
        case "[":
            return Items(parsed(notation[1:-1]))
        case "{":
            return Entries(parsed(notation[1:-1]))
    return _PLAIN.get(notation) or Named(notation)
