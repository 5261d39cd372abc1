"""How the tables write types, and the types as data.

- `any`, `string`, `integer`, `number`, `boolean`: anything, and the scalars of JSON.
- `'Copy'`: exactly this text.
- `[T]`, `{T}`: a list of T; a mapping of names of the user's own to T.
- `CopySource`: what the table calls so, which is a definition, a union, or the words of an
  enumeration.
"""

from functools import cache
from typing import Literal, get_args

from msgspec import Struct

Kind = Literal["any", "string", "integer", "number", "boolean"]


class Plain(Struct, frozen=True):
    """Anything, or a scalar."""

    kind: Kind


class Constant(Struct, frozen=True):
    """One word, such as the `type` of a reference."""

    word: str


class Items(Struct, frozen=True):
    """A list."""

    form: "Form"


class Entries(Struct, frozen=True):
    """A mapping whose names are the user's."""

    form: "Form"


class Named(Struct, frozen=True):
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
