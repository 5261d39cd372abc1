"""All activities of a pipeline document, each with where it stands and what stands beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import Path

BRANCHES: Mapping[str, tuple[str, ...]] = {
    "ForEach": ("activities",),
    "IfCondition": ("ifTrueActivities", "ifFalseActivities"),
    "Switch": ("defaultActivities",),
    "Until": ("activities",),
}
"""The properties that hold a container's activities. The cases of a Switch are a list more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An activity, the types of the containers round it, and the names that stand beside it."""

    activity: Mapping[str, object]
    path: Path
    containers: tuple[str, ...]
    level: frozenset[str]

    @property
    def name(self) -> str:
        return str(self.activity.get("name"))

    @property
    def type(self) -> str:
        return str(self.activity.get("type"))

    @property
    def properties(self) -> Mapping[str, object]:
        return mapping(self.activity.get("typeProperties"))


def activities(document: Mapping[str, object]) -> Iterator[Placed]:
    """The activities of a pipeline document, containers before what they contain."""
    properties = mapping(document.get("properties"))
    yield from _level(properties.get("activities"), ("properties", "activities"), ())


def mapping(value: object) -> Mapping[str, object]:
    """A JSON object; for anything else an empty one."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[object]:
    """A JSON array; for anything else an empty one."""
    return value if isinstance(value, list) else ()


def _level(items: object, path: Path, containers: tuple[str, ...]) -> Iterator[Placed]:
    found = [mapping(item) for item in sequence(items)]
    level = frozenset(str(activity.get("name")) for activity in found)
    for index, activity in enumerate(found):
        placed = Placed(activity, (*path, index), containers, level)
        yield placed
        yield from _inner(placed)


def _inner(placed: Placed) -> Iterator[Placed]:
    base, around = (*placed.path, "typeProperties"), (*placed.containers, placed.type)
    for branch in BRANCHES.get(placed.type, ()):
        yield from _level(placed.properties.get(branch), (*base, branch), around)
    if placed.type == "Switch":
        for index, case in enumerate(sequence(placed.properties.get("cases"))):
            path = (*base, "cases", index, "activities")
            yield from _level(mapping(case).get("activities"), path, around)
