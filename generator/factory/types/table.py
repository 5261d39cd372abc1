"""The tables of types, read when somebody first asks."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, get_args

from msgspec import Struct

from generator.factory.types.notation import Form, Named, parsed

Service = Literal["data_factory", "synapse"]
Kind = Literal["activity", "linkedService", "dataset"]
"""What has a type and type properties. Both are the names of the tables and of their sections."""

KINDS: tuple[Kind, ...] = get_args(Kind)


class Property(Struct, frozen=True):
    """One property of an object."""

    form: Form
    required: bool


Definition = Mapping[str, Property]


class Union(Struct, frozen=True):
    """Objects that the value of `key` tells apart: by word, the name of the definition."""

    key: str
    members: Mapping[str, str]


class Table(Struct, frozen=True):
    """One service's types. `sections` has for each kind the definition of every type."""

    sections: Mapping[Kind, Mapping[str, str]]
    definitions: Mapping[str, Definition]
    unions: Mapping[str, Union]
    enums: Mapping[str, tuple[str, ...]]

    def properties(self, kind: Kind, type_: str) -> Form | None:
        """What `typeProperties` are; None if there is no such type, or it has none."""
        name = self.sections[kind].get(type_)
        found = self.definitions[name].get("typeProperties") if name else None
        return found.form if found else None

    def alternatives(self, form: Form | None) -> tuple[Definition, ...]:
        """The definitions that an object of a type can have; of what is no object, none."""
        if not isinstance(form, Named):
            return ()
        if union := self.unions.get(form.name):
            return tuple(self.definitions[name] for name in union.members.values())
        return (self.definitions[form.name],) if form.name in self.definitions else ()


class _Definitions(Mapping[str, Definition]):
    """The definitions by name. A notation is parsed when somebody asks: few are, of hundreds."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]]) -> None:
        self._entries = entries
        self._parsed: dict[str, Definition] = {}

    def __getitem__(self, name: str) -> Definition:
        if name not in self._parsed:
            self._parsed[name] = _definition(self._entries[name])
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries


class _UnionEntry(TypedDict):
    key: str
    members: dict[str, str]


class _File(TypedDict):
    """A table's file. Only the sections that are read here have a line."""

    activity: dict[str, str]
    linkedService: dict[str, str]
    dataset: dict[str, str]
    enums: dict[str, list[str]]
    unions: dict[str, _UnionEntry]
    definitions: dict[str, dict[str, str]]


@cache
def table(service: Service) -> Table:
    """The table of a service. It takes some milliseconds, once."""
    text = files("generator.factory.types").joinpath(f"{service}.json").read_text("utf-8")
    data: _File = json.loads(text)
    return Table(
        {kind: data[kind] for kind in KINDS},
        _Definitions(data["definitions"]),
        {name: Union(entry["key"], entry["members"]) for name, entry in data["unions"].items()},
        {name: tuple(words) for name, words in data["enums"].items()},
    )


def _definition(entry: Mapping[str, str]) -> Definition:
    return {
        name: Property(parsed(notation.removesuffix("!")), notation.endswith("!"))
        for name, notation in entry.items()
    }
