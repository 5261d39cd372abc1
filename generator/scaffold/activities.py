"""A new activity around a job's scoring, from what somebody types."""

from collections.abc import Mapping, Sequence
from typing import Literal as OneOf

from msgspec import Struct

from generator.diagnostics import Path
from generator.scaffold.additions import Entry
from generator.scaffold.editing import with_entry
from generator.scaffold.meaning import data_of, entries
from generator.scaffold.spelling import Data
from generator.scaffold.values import free, nested

Where = OneOf["before", "after", "on_failure"]
_LISTS: Mapping[Where, tuple[str, ...]] = {
    "before": ("factory", "before"),
    "after": ("factory", "after"),
    "on_failure": ("factory", "on_failure", "activities"),
}


class Activity(Struct, frozen=True):
    """An activity. `settings` are keys of the language, None where they were not given.

    `properties` are those of its type in Data Factory, as they were typed, by their ways.
    """

    name: str
    type: str
    where: Where
    settings: Mapping[str, Data]
    properties: Mapping[str, str]


def with_activity(spec: str, activity: Activity) -> Entry:
    """Add an activity to the text of a spec, as the last one of those before, after or on failure.

    Raises:
        Refused: the way of a property leads through another one.
    """
    given: dict[str, Data] = {"name": activity.name, "type": activity.type}
    given |= {key: value for key, value in activity.settings.items() if value is not None}
    if activity.properties:
        given["properties"] = nested({way: free(each) for way, each in activity.properties.items()})
    path = _LISTS[activity.where]
    there = entries(data_of(spec), *path[:-1]).get(path[-1])
    number = len(there) if isinstance(there, Sequence) else 0
    way: Path = (*path, number)
    text = with_entry(spec, way, given) if number else with_entry(spec, path, [given])
    return Entry(text, (*way, "name"), f"activity {activity.name}")
