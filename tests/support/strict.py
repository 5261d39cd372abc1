"""The strict check of one factory document in the form that Git integration keeps it in.

It judges a document by Microsoft's own types and by nothing of the generator's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from textwrap import shorten
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, create_model

from generator.diagnostics.place import pointer
from tests.support.strict_types import closed_types

Kind = Literal["pipeline", "linkedService", "trigger", "dataset", "credential"]


@dataclass(frozen=True, slots=True)
class Resource:
    """What a kind of document is called in the SDK and in ARM, and how its names look."""

    form: str
    collection: str
    name: str


_START = "^[A-Za-z0-9_]"
_OUT = r"<>*#.%&:\\+?/"
"""No name has these [ARM schema 2018-06-01, Microsoft.DataFactory]."""

RESOURCES: Mapping[Kind, Resource] = {
    # The schema would let a pipeline's name have 260 characters (concepts-pipelines-activities).
    "pipeline": Resource("Pipeline", "pipelines", rf"{_START}[^{_OUT}]{{0,139}}$"),
    # No dash in these two [docs: naming-rules].
    "linkedService": Resource("LinkedService", "linkedServices", rf"{_START}[^{_OUT}-]{{0,259}}$"),
    "dataset": Resource("Dataset", "datasets", rf"{_START}[^{_OUT}-]{{0,259}}$"),
    "trigger": Resource("Trigger", "triggers", rf"{_START}[^{_OUT}]{{0,259}}$"),
    "credential": Resource("Credential", "credentials", rf"{_START}[^{_OUT}]{{0,259}}$"),
}


def strict_errors(kind: Kind, document: Mapping[str, object]) -> list[str]:
    """What Azure's own types refuse in a document.

    Args:
        kind: what the document describes.
        document: its JSON, `{"name": ..., "properties": ...}`.

    Returns:
        `"pointer: message"` for every fault, the pointer (RFC 6901) starting at the document;
        nothing if the document passes.
    """
    try:
        _schema(kind).model_validate_json(json.dumps(document, default=dict), strict=True)
    except ValidationError as error:
        return [
            f"{_pointer(fault['loc'], document)}: {shorten(fault['msg'], 200)}"
            for fault in error.errors()
        ]
    return []


@cache
def _schema(kind: Kind) -> type[BaseModel]:
    """The type of a whole document. Studio may add the resource's ARM type to it."""
    resource = RESOURCES[kind]
    properties: Any = _types()[resource.form]
    return create_model(
        kind,
        __config__=ConfigDict(extra="forbid"),
        name=(Annotated[str, StringConstraints(pattern=resource.name)], ...),
        properties=(properties, ...),
        type=(Annotated[str, StringConstraints(pattern=_arm_type(resource))], ""),
    )


_types = cache(closed_types)


def _arm_type(resource: Resource) -> str:
    services = r"(Microsoft\.DataFactory/factories|Microsoft\.Synapse/workspaces)"
    return f"^(?i){services}/{resource.collection}$"


def _pointer(location: tuple[int | str, ...], document: Mapping[str, object]) -> str:
    """pydantic's location without the members of unions that it names on the way."""
    path: list[int | str] = []
    here: object = document
    for step in location:
        if isinstance(here, Mapping) and step not in here and step in here.values():
            continue
        path.append(step)
        here = _below(here, step)
    return pointer(tuple(path))


def _below(here: object, step: int | str) -> object:
    if isinstance(here, Mapping):
        return here.get(step)
    if isinstance(here, list) and isinstance(step, int):
        return here[step]
    return None
