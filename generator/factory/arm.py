"""The ARM template of a factory, and its parameters per environment, from the factory's documents.

Conventions as in Data Factory's own export (ARMTemplateForFactory.json); the limits and the escape
are ARM's. Each parameter is without default: a value that was forgotten fails the deployment.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from generator.contract.job import Project
from generator.contract.values import Json
from generator.factory.documents import KINDS, Document, Varying

API_VERSION = "2018-06-01"
_SCHEMAS = "://schema.management.azure.com/schemas/2015-01-01/"
_KIND_OF_REFERENCE = {"LinkedServiceReference": "linkedServices", "PipelineReference": "pipelines"}
_TYPES: Mapping[type, str] = {
    str: "string",
    bool: "bool",
    int: "int",
    dict: "object",
    list: "array",
}
Object = dict[str, Json]


def template(documents: Sequence[Document]) -> Object:
    """The ARM template that deploys a factory's documents into a factory."""
    ordered = sorted(documents, key=lambda each: (KINDS.index(each.kind), each.name))
    known = frozenset(f"{document.kind}s/{document.name}" for document in ordered)
    parameters: Object = {"factoryName": {"type": "string", "metadata": "Data Factory name"}}
    for document in ordered:
        for varying in document.varying:
            parameters[varying.parameter] = {"type": _type(varying)}
    return {
        "$schema": f"http{_SCHEMAS}deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": parameters,
        "variables": {
            "factoryId": "[concat('Microsoft.DataFactory/factories/', parameters('factoryName'))]"
        },
        "resources": [_resource(document, known) for document in ordered],
    }


def _type(varying: Varying) -> str:
    """What ARM calls the type of a value: for fractions and null it has none, and refuses them."""
    first = "an id" if varying.values is None else next(iter(varying.values.values()))
    return _TYPES.get(type(first), "string")


def parameters(project: Project, documents: Sequence[Document], environment: str) -> Object:
    """The parameters file of one environment; ids that publishing writes are not in it."""
    values: Object = {"factoryName": {"value": project.targets[environment].factory}}
    for document in sorted(documents, key=lambda each: (KINDS.index(each.kind), each.name)):
        for varying in document.varying:
            if varying.values is not None:
                values[varying.parameter] = {"value": varying.values[environment]}
    return {
        "$schema": f"https{_SCHEMAS}deploymentParameters.json#",
        "contentVersion": "1.0.0.0",
        "parameters": values,
    }


def _resource(document: Document, known: frozenset[str]) -> Object:
    """The resource of a document, which waits for those that it refers to, as far as known."""
    content = cast("Mapping[str, Json]", document.content)
    escaped = cast("Object", escape(content["properties"]))
    needed = set(_references(content["properties"]))
    for varying in document.varying:
        _replace(escaped, varying)
        needed.update(*map(_references, (varying.values or {}).values()))
    waits_for = sorted(needed & known)  # others are in the factory already, or are no names at all
    return {
        "name": f"[concat(parameters('factoryName'), '/{document.name}')]",
        "type": f"Microsoft.DataFactory/factories/{document.kind}s",
        "apiVersion": API_VERSION,
        "properties": escaped,
        "dependsOn": [f"[concat(variables('factoryId'), '/{each}')]" for each in waits_for],
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


def _references(data: Json) -> Iterator[str]:
    """The resources that data refer to, as "linkedServices/warehouse"."""
    if isinstance(data, Mapping):
        kind, name = data.get("type"), data.get("referenceName")
        if isinstance(kind, str) and isinstance(name, str) and kind in _KIND_OF_REFERENCE:
            yield f"{_KIND_OF_REFERENCE[kind]}/{name}"
        for value in data.values():
            yield from _references(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _references(value)
