"""Synapse's types, from the classes of azure-synapse-artifacts.

They are of AutoRest's older kind: `_attribute_map` has the name of the wire and the type of every
attribute ("typeProperties.source" lies one level down), `_validation` tells what is required,
`_subtype_map` which classes a discriminator chooses from, and only the annotations of `__init__`
name the enumerations.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from tools.factory_types.allowed import allow
from tools.factory_types.data_factory import SECTIONS, is_enum, words
from tools.factory_types.table import Definition, Table, Union

_PLAIN = {
    "object": "any",
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "iso-8601": "string",
    "duration": "string",
}
_DOT = re.compile(r"(?<!\\)\.")
"""What divides the levels of a name; a dot of the name itself has a backslash before it."""

_ENUM = re.compile(r"_models\.(\w+)")


@dataclass(frozen=True, slots=True)
class _Models:
    """The SDK's classes and enumerations by name; who tells a class apart, and by which word."""

    classes: Mapping[str, type]
    enums: Mapping[str, list[str]]
    told: dict[str, tuple[str, str]] = field(default_factory=dict)


def extract() -> Table:
    """The whole table; needs the SDK."""
    from azure.synapse.artifacts.models import _artifacts_client_enums, _models_py3

    classes = {n: c for n, c in vars(_models_py3).items() if hasattr(c, "_attribute_map")}
    enums = {n: words(e) for n, e in vars(_artifacts_client_enums).items() if is_enum(e)}
    models = _Models(classes, enums)
    package = "azure-synapse-artifacts"
    table = Table(f"{package} {version(package)} (MIT), azure.synapse.artifacts.models")
    table.enums.update(enums)
    for name, kind in classes.items():
        if _subtypes(kind):
            table.unions[name] = _union(kind, models)
    for name, kind in classes.items():
        if name not in table.unions:
            _define(table, name, kind, models)
    for section, name in SECTIONS.items():
        if name in table.unions:
            table.sections[section] = dict(table.unions[name].members)
    table.sections["pipeline"] = {"Pipeline": "PipelineResourceProperties"}
    allow(table)
    return table


def _attributes(kind: type) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = getattr(kind, "_attribute_map", {})
    return found


def _subtypes(kind: type) -> Mapping[str, Mapping[str, str]]:
    """A class's own map of subtypes: discriminator -> word -> class. Most have none."""
    own: Mapping[str, Mapping[str, str]] = vars(kind).get("_subtype_map", {})
    return own


def _union(kind: type, models: _Models) -> Union:
    key = _wire(kind, next(iter(_subtypes(kind))))
    members = dict(_leaves(kind, models))
    models.told.update((name, (key, word)) for word, name in members.items())
    return Union(key, members)


def _wire(kind: type, attribute: str) -> str:
    """The name of an attribute on the wire."""
    attributes = _attributes(kind)
    return attributes[attribute]["key"].rpartition(".")[2] if attribute in attributes else attribute


def _leaves(kind: type, models: _Models) -> Iterator[tuple[str, str]]:
    """The words and classes that stand at the end of nested maps of subtypes."""
    for subtypes in _subtypes(kind).values():
        for word, name in subtypes.items():
            inner = models.classes[name]
            if _subtypes(inner):
                yield from _leaves(inner, models)
            else:
                yield word, name


def _define(table: Table, name: str, kind: type, models: _Models) -> None:
    """Enter a class, and a definition more for each level that it has flattened."""
    required: Mapping[str, Mapping[str, bool]] = getattr(kind, "_validation", {})
    told_by, word = models.told.get(name, ("", ""))
    table.definitions[name] = {}
    for attribute, entry in _attributes(kind).items():
        notation = _notation(entry["type"], _enum(kind, attribute, models))
        if entry["key"] == told_by:
            notation = f"'{word}'"
        if required.get(attribute, {}).get("required"):
            notation += "!"
        *around, last = _DOT.split(entry["key"])
        if last:  # what is not on the wire has no name there: additional_properties
            level = _level(table, name, around, required=notation.endswith("!"))
            level[last.replace("\\", "")] = notation


def _level(table: Table, name: str, around: list[str], *, required: bool) -> Definition:
    """The definition that a flattened attribute belongs to; around what is required, all is."""
    for step in around:
        inner = f"{name}{step[0].upper()}{step[1:]}"
        table.definitions[name].setdefault(step, inner)
        if required:
            table.definitions[name][step] = f"{inner}!"
        table.definitions.setdefault(inner, {})
        name = inner
    return table.definitions[name]


def _enum(kind: type, attribute: str, models: _Models) -> str:
    """The enumeration that the initialiser names for an attribute, or ""."""
    parameter = inspect.signature(kind).parameters.get(attribute)
    found = _ENUM.search(str(parameter.annotation)) if parameter else None
    return found[1] if found and found[1] in models.enums else ""


def _notation(serialised: str, enum: str) -> str:
    if serialised[0] == "[":
        return f"[{_notation(serialised[1:-1], enum)}]"
    if serialised[0] == "{":
        return f"{{{_notation(serialised[1:-1], enum)}}}"
    if serialised == "str" and enum:
        return enum
    return _PLAIN.get(serialised, serialised)
