"""Where everything in a file stands, and a finding's place there."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from generator.diagnostics import Diagnostic, Path, Place
from generator.diagnostics.finding import Finding
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.source import read

_Found = tuple[dict[Path, Node], dict[Path, Scalar]]


class Places(Struct, frozen=True):
    """The place of every key and value of a file, by the way to it.

    They are read from the file's `text` when somebody asks: only what is wrong has to be shown, and
    the nodes of thousands of specs would take most of the memory.
    """

    file: PurePosixPath
    text: str

    @property
    def values(self) -> dict[Path, Node]:
        return _found(self.file, self.text)[0]

    @property
    def keys(self) -> dict[Path, Scalar]:
        return _found(self.file, self.text)[1]

    def value(self, path: Path) -> Place:
        """Where a value stands; of one that is missing, where the nearest around it stands."""
        values = self.values
        while path and path not in values:
            path = path[:-1]
        return values[path].place if path in values else Place(self.file)

    def key(self, path: Path) -> Place:
        """Where the key that leads to a value stands."""
        key = self.keys.get(path)
        return key.place if key else self.value(path)

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """A finding with its place."""
        place = self.key(finding.path) if finding.at == "key" else self.value(finding.path)
        node = self.values.get(finding.path)
        if finding.span and isinstance(node, Scalar):
            place = self.part(node, *finding.span)
        related = tuple((words, self.key(path)) for words, path in finding.related)
        return Diagnostic(
            finding.code, finding.message, place, finding.hint, related, finding.severity
        )

    def part(self, node: Scalar, start: int, end: int) -> Place:
        """Where some of a scalar's characters stand; all of it where nobody can tell."""
        if start == end:  # the end of the text
            last = self.part(node, end - 1, end) if end else node.place
            return last if last == node.place else last.shifted(1, 2)
        whole = node.text[start:end]
        for word in (whole, *_FIRST_WORD.findall(whole)[:1]):
            here, there = _occurrences(word, node.text), _occurrences(word, _inside(node))
            if len(here) == len(there):
                offset = there[here.index(start)] + (node.raw[:1] in _QUOTES)
                return self.beside(node, offset, len(word))
        return node.place

    def beside(self, node: Scalar, offset: int, length: int) -> Place:
        """The place some characters behind the beginning of a scalar, maybe on a later line."""
        *lines, last = node.raw[:offset].split("\n")
        line, first = node.place.line + len(lines), 1 if lines else node.place.column
        column = first + len(last)
        return Place(self.file, line, column, column + length)


_FIRST_WORD = re.compile(r"\S+|\s+")


_QUOTES = ("'", '"')


def _inside(node: Scalar) -> str:
    return node.raw[1:-1] if node.raw[:1] in _QUOTES else node.raw


def _occurrences(word: str, text: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(word, i)]


@lru_cache(maxsize=32)
def _found(file: PurePosixPath, text: str) -> _Found:
    """The nodes of all values and of all keys; none if the file cannot be read."""
    values, keys = dict[Path, Node](), dict[Path, Scalar]()
    if root := read(file, text).root:
        _collect(root, (), values, keys)
    return values, keys


def _collect(node: Node, path: Path, values: dict[Path, Node], keys: dict[Path, Scalar]) -> None:
    values[path] = node
    if isinstance(node, Mapping):
        for name, value in node.entries:
            keys[(*path, name.text)] = name
            _collect(value, (*path, name.text), values, keys)
    elif isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            _collect(item, (*path, i), values, keys)
