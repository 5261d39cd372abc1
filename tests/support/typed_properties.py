"""The SDK's own judgement of one object's type properties, to compare the checker's with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from generator.contract.pipelines import FactoryData
from generator.diagnostics import Path
from generator.factory.types import Kind
from generator.factory.types.data import is_computed
from generator.spec.lower.activities import decided
from tests.support.activity_tree import activities, mapping
from tests.support.strict_types import closed_types

CORPUS = FilePath(__file__).parents[2] / ".." / "shared" / "corpus" / "adf"
"""Repositories of real factories. They are not ours to publish, so they are not always here."""

_UNIONS: Mapping[Kind, str] = {
    "activity": "Activity",
    "linkedService": "LinkedService",
    "dataset": "Dataset",
}
_REST: Mapping[Kind, Mapping[str, object]] = {
    "activity": {"name": "Some activity"},
    "linkedService": {},
    "dataset": {
        "linkedServiceName": {"referenceName": "some_service", "type": "LinkedServiceReference"}
    },
}
"""What stands round the properties, since it must."""

INNER = frozenset(
    {"activities", "cases", "defaultActivities", "ifFalseActivities", "ifTrueActivities"}
)


@dataclass(frozen=True, slots=True)
class Typed:
    """An object with a type and its properties, inner activities left out."""

    kind: Kind
    type: str
    properties: Mapping[str, Any]

    @property
    def decided(self) -> dict[str, FactoryData]:
        return {name: decided(value) for name, value in self.properties.items()}


def objects(kind: str, document: Mapping[str, object]) -> Iterator[Typed]:
    """Everything in a document of one kind that has a type, each by itself."""
    properties = mapping(document.get("properties"))
    if kind == "pipeline":
        for placed in activities(document):
            empty: dict[str, object] = {name: [] for name in placed.properties if name in INNER}
            yield Typed("activity", placed.type, {**placed.properties, **empty})
    elif kind in ("linkedService", "dataset"):
        yield Typed(
            cast("Kind", kind),
            str(properties.get("type")),
            mapping(properties.get("typeProperties")),
        )


def sdk_faults(typed: Typed) -> list[str]:
    """What the SDK's types refuse in the properties. An expression stands for anything."""
    whole = {**_REST[typed.kind], "type": typed.type, "typeProperties": typed.properties}
    try:
        _adapter(typed.kind).validate_python(whole, strict=True)
    except ValidationError as error:
        found = [(_value(whole, fault["loc"]), fault) for fault in error.errors()]
        return [
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for value, fault in found
            if fault["type"] == "extra_forbidden" or not is_computed(decided(value))
        ]
    return []


@cache
def _adapter(kind: Kind) -> TypeAdapter[object]:
    union: Any = closed_types()[_UNIONS[kind]]
    return TypeAdapter(union)


def _value(here: Any, location: Path) -> Any:
    """What stands at pydantic's location, which names the members of unions on the way."""
    for step in location:
        if isinstance(here, Mapping) and step in here:
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step]
        elif not (isinstance(here, Mapping) and step in here.values()):
            return None
    return here
