"""The definition by which Studio's own publish makes the same parameters as Scorewright.

A definition replaces the default one, so the default is copied, and what the documents need more
is added to it. It knows kinds and types of resources, never single ones.
Source: page continuous-integration-delivery-resource-manager-custom-parameters.
"""

import copy
from collections.abc import Iterable
from typing import cast

from generator.contract.values import Json
from generator.factory.arm.defaults import DEFAULTS
from generator.factory.arm.names import Convention
from generator.factory.arm.template import Object, arm_type
from generator.factory.documents import Document, Varying

_BY_TYPE = frozenset({"linkedService", "dataset"})
"""Kinds whose entries are told apart by the type, "*" being all types without an entry."""


def definition(names: Convention, documents: Iterable[Document]) -> Object:
    """The default definition of a service, with all that differs between environments."""
    found = copy.deepcopy(DEFAULTS[names.home])
    for document in documents:
        for varying in document.varying:
            section = _inner(found, f"{names.home}/{document.kind}s")
            if document.kind in _BY_TYPE:
                section = _inner(section, _entry(section, document))
            _add(section, varying)
    return found


def _entry(section: Object, document: Document) -> str:
    """The entry that counts for a document: that of its type, or else the one of all others."""
    content = cast("dict[str, dict[str, Json]]", document.content)
    kind = str(content["properties"]["type"])
    return kind if kind in section else "*"


def _add(section: Object, varying: Varying) -> None:
    """Have a value parameterised, without a default; what the default says of it stays."""
    *way, last = varying.path
    for step in way:
        section = _inner(section, step)
    if not isinstance(section.get(last), str):
        section[last] = f"-::{arm_type(varying)}"


def _inner(data: Object, name: str) -> Object:
    return cast("Object", data.setdefault(name, {}))
