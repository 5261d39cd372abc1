"""Writes down where each thing of a half stands, while the half is read."""

from collections.abc import Container

from msgspec import Struct

from generator.diagnostics import Path, Place
from generator.factory.read.documents import Node


class Trail(Struct, frozen=True):
    """The places noted so far, and the way through the half to what is read now."""

    places: dict[Path, Place]
    path: Path = ()

    def at(self, *steps: str) -> "Trail":
        """The trail of something inside what is read now."""
        return Trail(self.places, (*self.path, *steps))

    def mark(self, place: Place) -> None:
        """Note where the thing that is read now stands."""
        self.places[self.path] = place


def free(name: str | None, node: Node, taken: Container[str]) -> str:
    """A key for something: its name, or what tells its place where the name is missing or taken.

    Such a key holds "<file>#<JSON pointer>", which no name in a factory can: nothing that stands in
    a document is lost for having a bad name.
    """
    address = f"{node.file}#{node.place.pointer}"
    key = address if name is None else name
    while key in taken:
        key = f"{key} {address}"
    return key
