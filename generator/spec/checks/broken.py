"""What could not be read: it was reported once, and what follows from it is not reported."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from msgspec import Struct

from generator.diagnostics import Path, nearest

T = TypeVar("T")


class Names(Struct, frozen=True):
    """The names that are declared somewhere.

    Those of `lost` are declared in a way that cannot be read, maybe misspelt themselves. If
    `all_lost`, nobody knows what is declared, so everything is.
    """

    known: frozenset[str]
    lost: frozenset[str] = frozenset()
    all_lost: bool = False

    def __contains__(self, name: object) -> bool:
        return self.all_lost or name in self.known or nearest(str(name), self.lost) != ""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.known | self.lost))

    def __len__(self) -> int:
        return len(self.known | self.lost)

    def __or__(self, other: "Names") -> "Names":
        """The names that are declared in one of two places."""
        lost = self.all_lost or other.all_lost
        return Names(self.known | other.known, self.lost | other.lost, lost)

    def meant(self, mentioned: Iterable[str]) -> set[str]:
        """The names that are mentioned, rightly or with a mistake that is reported as such."""
        return {name if name in self else nearest(name, self.known) for name in mentioned}


class Broken(Struct, frozen=True):
    """The ways through a file to what could not be read."""

    ways: frozenset[Path]

    def hides(self, *path: str | int) -> bool:
        """Whether something, or anything around it, could not be read."""
        ways = self.ways
        return bool(ways) and any(path[:length] in ways for length in range(len(path) + 1))

    def touches(self, *path: str | int) -> bool:
        """Whether something, or anything around it or in it, could not be read."""
        return self.hides(*path) or any(way[: len(path)] == path for way in self.ways)

    def names(self, known: Iterable[str], *path: str | int) -> Names:
        """The names in a mapping, of which those that could be read are known."""
        lost = {str(way[-1]) for way in self.ways if way and way[:-1] == path}
        return Names(frozenset(known), frozenset(lost), self.hides(*path))

    def numbered(self, items: Sequence[T], *path: str | int) -> Iterator[tuple[int, T]]:
        """The items of a sequence that could be read, each with its number in the file."""
        return zip((i for i in count() if (*path, i) not in self.ways), items, strict=False)
