"""Every place of some specs where a scalar stands, and specs with other text in some of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Path, Place
from generator.spec.nodes import Scalar
from generator.spec.places import Places
from generator.spec.source import read
from tests.support.projects import Texts


@dataclass(frozen=True, slots=True)
class Spot:
    """A value, or a key, of a file."""

    file: PurePosixPath
    path: Path
    key: bool

    def __str__(self) -> str:
        way = ".".join(map(str, self.path))
        return f"{self.file.stem}:{way}{' (key)' * self.key}"


Spots = Mapping[Spot, tuple[int, int]]
"""Where the text of each spot begins and ends in its file."""


def spots(texts: Texts) -> Spots:
    """All spots of some specs, in the order of the files."""
    found = sorted(
        (file, start, end, str(spot.path), spot)
        for file, text in texts.items()
        for spot, _, start, end in scalars(file, text)
    )
    return {spot: (start, end) for _, start, end, _, spot in found}


def scalars(file: PurePosixPath, text: str) -> Iterator[tuple[Spot, Scalar, int, int]]:
    """Every scalar of a file, with where its text begins and ends."""
    for spot, node in _scalars(file, text):
        start = _offset(text, node.place)
        yield spot, node, start, start + len(node.raw.rstrip())


def _scalars(file: PurePosixPath, text: str) -> Iterator[tuple[Spot, Scalar]]:
    source = read(file, text)
    assert not source.diagnostics
    places = Places(source.file, source.text)
    for path, node in places.values.items():
        if isinstance(node, Scalar):
            yield Spot(file, path, key=False), node
    for path, key in places.keys.items():
        yield Spot(file, path, key=True), key


def _offset(text: str, place: Place) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1


@cache
def spelled(text: str) -> str:
    """A text as a YAML scalar in double quotes on one line, everything unusual escaped."""
    return '"' + "".join(map(_spelled, text)) + '"'


def _spelled(character: str) -> str:
    usual = " " <= character <= "~" and character not in '"\\'
    return character if usual else f"\\U{ord(character):08X}"


class Changed:
    """Specs with other texts at some spots."""

    def __init__(self, texts: Texts, known: Spots, changes: Mapping[Spot, str]) -> None:
        self.texts = dict(texts)
        self.spots: list[Spot] = []
        self._lines: dict[PurePosixPath, list[int]] = {}
        self._inside: dict[PurePosixPath, list[tuple[int, int, Spot]]] = {}
        here: dict[PurePosixPath, list[Spot]] = {file: [] for file in texts}
        for spot in known:
            if spot in changes:
                here[spot.file].append(spot)
        for file, spots_here in here.items():
            self._change(file, spots_here, known, changes)

    def _change(
        self, file: PurePosixPath, here: list[Spot], known: Spots, changes: Mapping[Spot, str]
    ) -> None:
        old, new, at = self.texts[file], "", 0
        self._inside[file] = []
        for spot in here:
            start, end = known[spot]
            new += old[at:start]
            at, written = end, spelled(changes[spot])
            self._inside[file].append((len(new), len(new) + len(written), spot))
            new += written
        self.spots += here
        self.texts[file] = new + old[at:]
        lines = self.texts[file].split("\n")
        self._lines[file] = [0, *accumulate(len(line) + 1 for line in lines)]

    def at(self, place: Place) -> Spot | None:
        """The changed spot that a place is in."""
        offset = self._lines[place.file][place.line - 1] + place.column - 1
        inside = self._inside[place.file]
        number = bisect_right(inside, offset, key=lambda each: each[0]) - 1
        if number < 0:
            return None
        _, end, spot = inside[number]
        return spot if offset < end else None

    def is_inside(self, place: Place) -> bool:
        """Whether a place is one of a file, with a character there or right behind the last."""
        starts = self._lines.get(place.file, [0])
        if not 1 <= place.line < len(starts):
            return False
        return 1 <= place.column <= starts[place.line] - starts[place.line - 1]

    def meant(self, diagnostic: Diagnostic) -> set[Spot]:
        """The changed spots that a diagnostic tells of, by its own place or else by others."""
        own = self.at(diagnostic.place)
        if own:
            return {own}
        return {spot for _, place in diagnostic.related if (spot := self.at(place))}
