"""A template, and its parameters in one environment, from documents."""

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, overload

from generator.contract.resources import Target
from generator.contract.values import Json, Literal
from generator.factory.arm.names import SCHEMAS, Convention
from generator.factory.documents import KINDS, Document, Kind, Varying
from generator.factory.references import references

_KIND_OF: Mapping[str, Kind] = {
    "LinkedServiceReference": "linkedService",
    "DatasetReference": "dataset",
    "PipelineReference": "pipeline",
    "TriggerReference": "trigger",
    "CredentialReference": "credential",
}
"""The kinds of documents that can be referred to; all else is in the factory already."""
_TYPES: Mapping[type, str] = {
    str: "string",
    bool: "bool",
    int: "int",
    dict: "object",
    list: "array",
}
Object = dict[str, Json]
Key = tuple[Kind, str]


def in_order(documents: Iterable[Document]) -> list[Document]:
    """Documents in the order of Data Factory's own export."""
    return sorted(documents, key=lambda each: (KINDS.index(each.kind), each.name))


def template(names: Convention, documents: Iterable[Document]) -> Object:
    """The template of some documents, each of which waits for those of them that it refers to."""
    ordered = in_order(documents)
    known = frozenset((each.kind, each.name) for each in ordered)
    return {
        "$schema": f"http{SCHEMAS}deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": declared(names, ordered),
        "variables": {
            names.variable: f"[concat('{names.home}/', parameters('{names.parameter}'))]"
        },
        "resources": cast("list[Json]", _Resources(names, ordered, known)),
    }


@dataclass(frozen=True, slots=True)
class _Resources(Sequence[Json]):
    """Documents as resources, each made when it is asked for: there may be tens of thousands."""

    names: Convention
    documents: Sequence[Document]
    known: Collection[Key]

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> Json: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Json]: ...

    def __getitem__(self, index: int | slice) -> Json | Sequence[Json]:
        if isinstance(index, slice):
            return _Resources(self.names, self.documents[index], self.known)
        return resource(self.names, self.documents[index], self.known)


def declared(names: Convention, documents: Iterable[Document]) -> Object:
    """The parameters that a template of documents declares."""
    found: Object = {names.parameter: {"type": "string", "metadata": names.about}}
    for document in documents:
        for varying in document.varying:
            found[varying.parameter] = {"type": arm_type(varying)}
    return found


def arm_type(varying: Varying) -> str:
    """What ARM calls the type of a value: for fractions and null it has none, and refuses them."""
    first = "an id" if varying.values is None else next(iter(varying.values.values()))
    return _TYPES.get(type(first), "string")


def parameters(names: Convention, target: Target, documents: Sequence[Document]) -> Object:
    """The parameters file of one environment; ids that publishing writes are not in it."""
    values: Object = {names.parameter: {"value": names.of(target)}}
    for document in in_order(documents):
        for varying in document.varying:
            if varying.values is not None:
                values[varying.parameter] = {"value": varying.values[target.name]}
    return {
        "$schema": f"https{SCHEMAS}deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": values,
    }


def needed(document: Document) -> set[Key]:
    """The documents that one refers to, in any environment; some of them may be nowhere here."""
    content = cast("Mapping[str, Json]", document.content)
    values = [content["properties"]]
    for varying in document.varying:
        values += (varying.values or {}).values()
    found = (each for value in values for each in references(Literal(value)))
    kinds = {(_KIND_OF[each.type], each.name) for each in found if each.type in _KIND_OF}
    return kinds - {(document.kind, document.name)}


def resource(names: Convention, document: Document, known: Collection[Key]) -> Object:
    """A document as a resource, which waits for those of the known ones that it refers to."""
    content = cast("Mapping[str, Json]", document.content)
    escaped = cast("Object", escape(content["properties"]))
    for varying in document.varying:
        _replace(escaped, varying)
    waits_for = sorted(f"{kind}s/{name}" for kind, name in needed(document).intersection(known))
    return {
        "name": f"[concat(parameters('{names.parameter}'), '/{document.name}')]",
        "type": f"{names.home}/{document.kind}s",
        "apiVersion": names.api_version,
        "properties": escaped,
        "dependsOn": [f"[concat(variables('{names.variable}'), '/{each}')]" for each in waits_for],
    }


def escape(data: Json) -> Json:
    """Data in which ARM evaluates nothing: only text within [ and ] is an ARM expression."""
    if isinstance(data, str):
        return "[" + data if data.startswith("[") and data.endswith("]") else data
    if isinstance(data, Mapping):
        return {name: escape(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [escape(value) for value in data]
    return copy.copy(data)


def _replace(properties: Object, varying: Varying) -> None:
    *way, last = varying.path[1:]
    inner = properties
    for step in way:
        inner = cast("Object", inner[step])
    inner[last] = f"[parameters('{varying.parameter}')]"
