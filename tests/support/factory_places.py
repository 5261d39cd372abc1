"""What the places in the factory's documents mean, for the judge of merges and those who try it.

Written by the pages and the real documents, and not by the table of the product: a role is a word
for a kind of place, and the tables below tell what the members of a role are.
"""

from collections.abc import Iterator
from typing import Any

Path = tuple[str, ...]

ACTIVITIES = ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities")
INNER = {
    "ifcondition": ("ifTrueActivities", "ifFalseActivities"),
    "foreach": ("activities",),
    "until": ("activities",),
    "switch": ("cases", "defaultActivities"),
}
NAMED = {
    "activities": ("name",),
    "cases": ("value",),
    "dependsOn": ("activity",),
    "userProperties": ("name",),
    "runs": ("pipelineReference", "referenceName"),
}
ELEMENTS = {
    "activities": "activity",
    "cases": "case",
    "dependsOn": "dependency",
    "userProperties": "free",
    "runs": "run",
}
SETS = {"annotations", "conditions"}
CASELESS = {"type", "state"}
NOISE = {"noise"}

AUTO = {"referenceName": "AutoResolveIntegrationRuntime", "type": "IntegrationRuntimeReference"}
EMPTY_LISTS = {*NAMED, *SETS, "schema"}
EMPTY_MAPS = {"map", "declarations", "policy", "elapsed", "typeProperties", "retryPolicy"}

MEMBERS: dict[str, dict[str, str]] = {
    "document": {"properties": "properties", "type": "noise"},
    "pipeline": {
        "activities": "activities",
        "parameters": "declarations",
        "variables": "declarations",
        "annotations": "annotations",
        "policy": "elapsed",
        "lastPublishTime": "noise",
    },
    "dataset": {
        "type": "type",
        "annotations": "annotations",
        "parameters": "declarations",
        "linkedServiceName": "reference",
        "schema": "schema",
        "structure": "schema",
    },
    "linkedService": {
        "type": "type",
        "annotations": "annotations",
        "parameters": "declarations",
        "connectVia": "runtime",
    },
    "trigger": {
        "type": "type",
        "annotations": "annotations",
        "pipelines": "runs",
        "pipeline": "run",
        "runtimeState": "plain",
    },
    "credential": {"type": "type", "annotations": "annotations"},
    "activity": {
        "type": "type",
        "state": "state",
        "dependsOn": "dependsOn",
        "userProperties": "userProperties",
        "policy": "policy",
        "linkedServiceName": "reference",
    },
    "policy": {},
    "elapsed": {"elapsedTimeMetric": "map"},
    "dependency": {"dependencyConditions": "conditions"},
    "declaration": {"type": "type"},
    "reference": {"type": "type", "parameters": "map"},
    "runtime": {"type": "type"},
    "case": {"activities": "activities"},
    "run": {"pipelineReference": "to", "parameters": "map"},
    "to": {"type": "type"},
    "typeProperties:executepipeline": {"pipeline": "reference", "parameters": "map"},
    "typeProperties:webactivity": {"headers": "map", "connectVia": "runtime"},
    "typeProperties:azuremlexecutepipeline": {
        "mlPipelineParameters": "map",
        "dataPathAssignments": "map",
    },
    "typeProperties:azuremlservice": {"authentication": "type"},
    "typeProperties:tumblingwindowtrigger": {"dependsOn": "schema", "retryPolicy": "retryPolicy"},
    "typeProperties:scheduletrigger": {"recurrence": "recurrence"},
    "recurrence": {"schedule": "map"},
}
DEFAULTS: dict[str, dict[str, Any]] = {
    **{kind: {"description": ""} for kind in ("pipeline", "dataset", "trigger", "credential")},
    "linkedService": {"description": "", "connectVia": AUTO},
    "activity": {"description": "", "state": "Active"},
    "policy": {
        "timeout": "0.12:00:00",
        "retry": 0,
        "retryIntervalInSeconds": 30,
        "secureInput": False,
        "secureOutput": False,
    },
    "retryPolicy": {"count": 0, "intervalInSeconds": 30},
    "typeProperties:foreach": {"isSequential": False},
    "typeProperties:until": {"timeout": "7.00:00:00"},
    "typeProperties:copy": {"enableStaging": False},
    "typeProperties:webactivity": {
        "connectVia": AUTO,
        "disableCertValidation": False,
        "turnOffAsync": False,
    },
    "typeProperties:azuremlexecutepipeline": {"mlExecutionType": "pipeline"},
}
DEFAULTS["trigger"]["runtimeState"] = "Stopped"


def role_of(role: str, key: str, siblings: dict[str, Any], kind: str) -> str:
    """The role of an object's member."""
    if role == "declarations":
        return "declaration"
    if role in ("activity", kind) and key == "typeProperties":
        return typed(siblings)
    if role == "document" and key == "properties":
        return kind
    of_type = role.partition(":")[2]
    if key in INNER.get(of_type, ()):
        return "cases" if key == "cases" else "activities"
    return MEMBERS.get(role, {}).get(key, "free")


def typed(siblings: dict[str, Any]) -> str:
    word = siblings.get("type")
    return f"typeProperties:{word.lower()}" if isinstance(word, str) else "typeProperties"


def names(role: str, value: list[Any]) -> list[str] | None:
    """The names of a list's elements; None if it is one value."""
    if role in SETS:
        found = [each if isinstance(each, str) else f"={each!r}" for each in value]
        nested = any(isinstance(each, list | dict) for each in value)
    else:
        nested, found = role not in NAMED, []
        for each in value if role in NAMED else ():
            for step in NAMED[role]:
                each = each.get(step) if isinstance(each, dict) else None
            nested = nested or not isinstance(each, str)
            found.append(str(each))
    return None if nested or len(set(found)) < len(found) else found


def children(role: str, value: Any, kind: str) -> Iterator[tuple[str, str, Any]] | None:
    """Name, role and value of each thing in a value; None if it is one value."""
    if isinstance(value, dict):
        return ((key, role_of(role, key, value, kind), each) for key, each in value.items())
    if isinstance(value, list) and (found := names(role, value)) is not None:
        element = ELEMENTS.get(role, "free")
        return ((name, element, each) for name, each in zip(found, value, strict=True))
    return None


def places(kind: str, document: Any) -> Iterator[tuple[Path, str, Any]]:
    """Each object and each list in a document, with the way to it and its role."""
    waiting: list[tuple[Path, str, Any]] = [((), "document", document)]
    while waiting:
        path, role, value = waiting.pop()
        if isinstance(value, dict | list):
            yield path, role, value
        for name, inner, each in children(role, value, kind) or ():
            waiting.append(((*path, name), inner, each))
