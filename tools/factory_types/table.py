"""A table as it is extracted: names and notations, still with all that nothing leads to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Definition = dict[str, str]
"""Property -> notation of its type; see `generator/factory/types/notation.py`."""


@dataclass(frozen=True, slots=True)
class Union:
    """Objects that one property tells apart: its words, and the definition behind each."""

    key: str
    members: Mapping[str, str]


@dataclass(slots=True)
class Table:
    """All definitions of one service, and where reading begins: section -> type -> definition."""

    source: str
    sections: dict[str, dict[str, str]] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    unions: dict[str, Union] = field(default_factory=dict)
    enums: dict[str, list[str]] = field(default_factory=dict)

    def reachable(self) -> frozenset[str]:
        """The names of all definitions, unions and enumerations that the sections lead to."""
        found: set[str] = set()
        waiting = [name for section in self.sections.values() for name in section.values()]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._named_by(name)
        return frozenset(found)

    def _named_by(self, name: str) -> Iterator[str]:
        if name in self.unions:
            yield from self.unions[name].members.values()
        for notation in self.definitions.get(name, {}).values():
            yield from _NAME.findall(notation)


_NAME = re.compile(r"^[\[{]*([A-Z]\w*)")
