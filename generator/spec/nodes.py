"""YAML as a tree of nodes that know their places. Scalars keep their text, untyped."""

from dataclasses import dataclass

from generator.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar as it was typed. `plain` tells that it stands without quotes.

    `exact` tells that each character of `text` is one character of the file, so that a part of the
    text has a place of its own.
    """

    text: str
    plain: bool
    exact: bool
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
