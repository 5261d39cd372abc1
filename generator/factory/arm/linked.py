"""Linked templates, for a factory that no single template can hold.

Layout and names are those of Data Factory's own export: a master deploys templates one after the
other, so that each can rely on what the ones before it made.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from generator.contract.values import Json
from generator.factory.arm.limits import Limits
from generator.factory.arm.names import SCHEMAS, Convention
from generator.factory.arm.template import (
    Key,
    Object,
    declared,
    in_order,
    needed,
    resource,
    template,
)
from generator.factory.documents import Document
from generator.render import json_pieces

_DEPLOYMENT = "Microsoft.Resources/deployments"
_API_VERSION = "2018-02-01"
_LONGEST = 40
"""Characters of the factory's name in that of a deployment, which can have 64 in all."""
ADDRESS: Object = {
    "containerUri": {
        "type": "string",
        "metadata": "URI to storage account containing linked ARM templates",
    },
    "containerSasToken": {
        "type": "secureString",
        "metadata": "Sas token to storage account containing linked ARM templates",
    },
}
"""Where the templates were uploaded to, which only the one who deploys them knows.

Studio has the token as a plain string, which Azure keeps in the log of the deployment.
"""


def fitting(whole: Object, limits: Limits) -> list[str] | None:
    """The text of a template in pieces, if one is enough: then it is no more than some megabytes.

    None if it is too large. Its resources are made once, to be printed and to be measured.
    """
    if len(cast("list[Json]", whole["resources"])) > limits.resources:
        return None
    pieces, size = list[str](), 0
    for piece in json_pieces(whole):
        size += len(piece.encode())
        if size > limits.size:
            return None
        pieces.append(piece)
    return pieces


def linked_templates(
    names: Convention, documents: Iterable[Document], limits: Limits
) -> list[Object]:
    """The templates, in an order in which each needs only itself and those before it."""
    return [template(names, each) for each in _filled(names, documents, limits)]


def _filled(
    names: Convention, documents: Iterable[Document], limits: Limits
) -> Iterator[list[Document]]:
    """Documents in as few lists as hold them."""
    room = limits.size - _size(template(names, ()))
    part: list[Document] = []
    taken = 0
    for document in _after_what_they_need(documents):
        size = _share(names, document)
        if part and (len(part) == limits.resources or taken + size > room):
            yield part
            part, taken = [], 0
        part.append(document)
        taken += size
    yield part


def _share(names: Convention, document: Document) -> int:
    """What a document adds to the size of a template, or a little more."""
    whole = resource(names, document, needed(document))
    return _size({"parameters": declared(names, [document]), "resources": [whole]})


def _after_what_they_need(documents: Iterable[Document]) -> Iterator[Document]:
    """Documents in the order of the export, but each behind all that it refers to."""
    waiting: dict[Key, Document] = {(each.kind, each.name): each for each in in_order(documents)}
    needs = {key: needed(each) for key, each in waiting.items()}
    while waiting:
        ready = [key for key in waiting if not needs[key] & waiting.keys()]
        for key in ready:
            yield waiting.pop(key)


def master(names: Convention, documents: Sequence[Document], children: Sequence[Object]) -> Object:
    """The template that deploys the others, and hands each the parameters that it declares."""
    return {
        "$schema": f"http{SCHEMAS}deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {**declared(names, in_order(documents)), **ADDRESS},
        "variables": {},
        "resources": [_deployment(names, i, child) for i, child in enumerate(children)],
    }


def _deployment(names: Convention, number: int, child: Object) -> Object:
    file = f"'/ArmTemplate_{number}.json'"
    handed: Object = {
        name: {"value": f"[parameters('{name}')]"} for name in cast("Object", child["parameters"])
    }
    before = f"[resourceId('{_DEPLOYMENT}', {_name(names, number - 1)})]"
    return {
        "name": f"[{_name(names, number)}]",
        "type": _DEPLOYMENT,
        "apiVersion": _API_VERSION,
        "properties": {
            "mode": "incremental",
            "templateLink": {
                "uri": f"[concat(parameters('containerUri'), {file}, "
                "parameters('containerSasToken'))]",
                "contentVersion": "1.0.0.0",
            },
            "parameters": handed,
        },
        "dependsOn": [before] if number else [],
    }


def _name(names: Convention, number: int) -> str:
    """An ARM expression for a deployment's name."""
    factory = f"take(parameters('{names.parameter}'), {_LONGEST})"
    return f"concat({factory}, '_ArmTemplate_{number}')"


def _size(data: Json) -> int:
    return sum(len(piece.encode()) for piece in json_pieces(data))
