"""What the tests deploy: the case with everything, in which publishing was told once."""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from generator.expression import Service
from generator.factory.documents import Document
from tests.deploy.rest import Azure, Json, references
from tests.support import cases, derived

CASE = "everything"
PUBLISHED, UNPUBLISHED, RESTING = "prod", "dev", "test"
"""Environments: with ids, without, and one that starts no triggers."""
ID = "11111111-2222-4333-8444-555555555555"
_HOMES: Mapping[str, str] = {
    PUBLISHED: "/subscriptions/00000000-0000-0000-0000-0000000000ad/resourceGroups/rg-claims"
    "/providers/Microsoft.DataFactory/factories/adf-claims",
    RESTING: "/subscriptions/00000000-0000-0000-0000-00000000007f/resourceGroups"
    "/rg-claims.(factories)/providers/Microsoft.DataFactory/factories/adf-claims-test",
}


def write(output: Path) -> None:
    """Write the project as it is expected to be, and the ids that publishing writes."""
    shutil.copytree(cases.FOLDER / CASE / "output", output)
    names = [
        each.parameter
        for document in derived.documents(CASE)
        for each in document.varying
        if each.values is None
    ]
    ids = {"parameters": {name: {"value": ID} for name in names}}
    for environment in (PUBLISHED, RESTING):
        (output / "arm" / f"ids.{environment}.json").write_text(json.dumps(ids), "utf-8")


@cache
def documents(service: Service) -> Mapping[str, Document]:
    """The documents of a service by what they are called on the wire."""
    return {
        f"{each.kind}s/{each.name}": each
        for each in derived.documents(CASE)
        if each.service == service
    }


def wanted(document: Document, environment: str = PUBLISHED) -> Json:
    """What is to arrive of a document, without any template: its own words and the values."""
    content = cast("dict[str, Any]", document.content)
    for varying in document.varying:
        *way, last = varying.path
        inner = content
        for step in way:
            inner = inner[step]
        inner[last] = varying.values[environment] if varying.values else ID
    return {"properties": content["properties"]}


def of_kind(service: Service, kind: str) -> list[str]:
    return sorted(each.name for each in documents(service).values() if each.kind == kind)


def azure(service: Service, environment: str = PUBLISHED, *, patient: bool = False) -> Azure:
    """A service with what the project says is there already, and somebody else's trigger."""
    found = Azure(_HOMES[environment] if service == "data_factory" else "", patient)
    own = documents(service)
    for document in own.values():
        for kind, name in references(wanted(document)):
            if f"{kind}/{name}" not in own:
                found.resources[kind][name] = {"type": "Other"}
    found.resources["pipelines"]["theirs"] = {"activities": []}
    found.resources["triggers"]["theirs_daily"] = {
        "type": "ScheduleTrigger",
        "pipelines": [{"pipelineReference": {"referenceName": "theirs"}}],
        "typeProperties": {"recurrence": {"frequency": "Day", "interval": 1}},
    }
    found.running.add("theirs_daily")
    return found


def deployed(service: Service, environment: str = PUBLISHED) -> Azure:
    """A service in which all is there as it is to be, and all triggers run."""
    found = azure(service, environment)
    for what, document in documents(service).items():
        kind, _, name = what.partition("/")
        found.resources[kind][name] = wanted(document, environment)["properties"]
        if kind == "triggers":
            found.running.add(name)
            found.subscribed.add(name)
    return found
