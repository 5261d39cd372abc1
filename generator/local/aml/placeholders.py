"""The `${{...}}` of SDK v2 in command lines and settings. Source: its pages on expressions."""

import re
from collections.abc import Iterator

from msgspec import Struct

_HOLE = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_IF_GIVEN = re.compile(r"\$\[\[(.*?)\]\]", re.DOTALL)


class Hole(Struct, frozen=True):
    """A reference, as ("inputs", "threshold") or ("parent", "jobs", "prepare", "outputs", "x")."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return "${{" + ".".join(self.words) + "}}"


class Bracket(Struct, frozen=True):
    """`$[[...]]`: what is left out if something in it has no value."""

    pieces: tuple[str | Hole, ...]


def pieces(text: str) -> Iterator[str | Hole | Bracket]:
    """The parts of a text, in order."""
    last = 0
    for found in _IF_GIVEN.finditer(text):
        yield from _flat(text[last : found.start()])
        yield Bracket(tuple(_flat(found[1])))
        last = found.end()
    yield from _flat(text[last:])


def only(text: str) -> Hole | None:
    """The reference that a text is, if it is one and nothing else."""
    found = list(pieces(text))
    return found[0] if len(found) == 1 and isinstance(found[0], Hole) else None


def holes(text: str) -> Iterator[Hole]:
    """All references in a text."""
    for found in _HOLE.finditer(text):
        yield _hole(found)


def _flat(text: str) -> Iterator[str | Hole]:
    last = 0
    for found in _HOLE.finditer(text):
        if found.start() > last:
            yield text[last : found.start()]
        yield _hole(found)
        last = found.end()
    if last < len(text):
        yield text[last:]


def _hole(found: re.Match[str]) -> Hole:
    return Hole(tuple(found[1].split(".")))
