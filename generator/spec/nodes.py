"""YAML as a tree of nodes that know their places. Scalars keep their text, untyped."""

from msgspec import Struct

from generator.diagnostics import Place


class Scalar(Struct, frozen=True):
    """One scalar as it was typed. `plain` tells that it stands without quotes.

    `raw` is how the file writes it, from its first character on, quotes and line breaks included;
    "" where it stands elsewhere: at an alias.
    """

    text: str
    plain: bool
    raw: str
    place: Place


class Sequence(Struct, frozen=True):
    """A YAML sequence."""

    items: tuple["Node", ...]
    place: Place


class Mapping(Struct, frozen=True):
    """A YAML mapping with text keys, each of which stands once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Sequence | Mapping
