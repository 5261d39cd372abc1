"""Where everything in a file stands, and a finding's place there."""

from dataclasses import dataclass
from functools import cached_property

from generator.diagnostics import Diagnostic, Path, Place
from generator.diagnostics.finding import Finding
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.source import Source


@dataclass(frozen=True)
class Places:
    """The place of every key and value of a file, by the way to it."""

    source: Source

    @cached_property
    def values(self) -> dict[Path, Node]:
        found: dict[Path, Node] = {}
        if self.source.root:
            _collect(self.source.root, (), found, {})
        return found

    @cached_property
    def keys(self) -> dict[Path, Scalar]:
        found: dict[Path, Scalar] = {}
        if self.source.root:
            _collect(self.source.root, (), {}, found)
        return found

    def value(self, path: Path) -> Place:
        """Where a value stands; of one that is missing, where the nearest around it stands."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path].place if path in self.values else Place(self.source.file)

    def key(self, path: Path) -> Place:
        """Where the key that leads to a value stands."""
        return self.keys[path].place if path in self.keys else self.value(path)

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """A finding with its place."""
        place = self.key(finding.path) if finding.at == "key" else self.value(finding.path)
        node = self.values.get(finding.path)
        if finding.span and isinstance(node, Scalar) and node.exact:
            quote = 0 if node.plain else 1
            place = place.shifted(finding.span[0] + quote, finding.span[1] + quote)
        related = tuple((words, self.key(path)) for words, path in finding.related)
        return Diagnostic(finding.code, finding.message, place, finding.hint, related)


def _collect(node: Node, path: Path, values: dict[Path, Node], keys: dict[Path, Scalar]) -> None:
    values[path] = node
    if isinstance(node, Mapping):
        for name, value in node.entries:
            keys[(*path, name.text)] = name
            _collect(value, (*path, name.text), values, keys)
    elif isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            _collect(item, (*path, i), values, keys)
