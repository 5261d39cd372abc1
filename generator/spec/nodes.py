"""YAML as a tree of nodes that know their places. Scalars keep their text, untyped."""

from dataclasses import dataclass

from generator.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar as it was typed. `plain` tells that it stands without quotes.

    `raw` is how the file writes it, from its first character on, quotes and line breaks included;
    "" where it stands elsewhere: at an alias.
    """

    text: str
    plain: bool
    raw: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML sequence."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping with text keys, each of which stands once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Sequence | Mapping
