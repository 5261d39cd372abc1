"""The judge of Synapse's documents sees what its SDK forgets, and lets the rest pass."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest

from tests.judges.factory_documents import path_of
from tests.support.strict import Kind
from tests.support.synapse import FORGOTTEN, lossless

SCORE = {
    "name": "Score",
    "type": "AzureMLExecutePipeline",
    "dependsOn": [],
    "policy": {"timeout": "0.12:00:00", "retry": 0, "secureOutput": False},
    "userProperties": [],
    "typeProperties": {
        "mlPipelineId": {"value": "@variables('aml_pipeline_id')", "type": "Expression"},
        "experimentName": "texts",
        "mlPipelineParameters": {"folder": "texts"},
    },
    "linkedServiceName": {"referenceName": "aml", "type": "LinkedServiceReference"},
}
DOCUMENTS: Mapping[Kind, Mapping[str, Any]] = {
    "pipeline": {
        "name": "texts",
        "properties": {
            "activities": [SCORE],
            "variables": {"aml_pipeline_id": {"type": "String", "defaultValue": "x"}},
            "annotations": [],
        },
    },
    "linkedService": {
        "name": "aml",
        "properties": {
            "type": "AzureMLService",
            "annotations": [],
            "typeProperties": {
                "subscriptionId": "s",
                "resourceGroupName": "rg",
                "mlWorkspaceName": "aml",
                "authentication": "MSI",
            },
        },
    },
    "dataset": {
        "name": "markers",
        "properties": {
            "linkedServiceName": {"referenceName": "storage", "type": "LinkedServiceReference"},
            "parameters": {"day": {"type": "string"}},
            "folder": {"name": "in/days"},
            "type": "DelimitedText",
            "typeProperties": {
                "location": {"type": "AzureBlobStorageLocation", "container": "markers"},
                "firstRowAsHeader": True,
            },
        },
    },
    "trigger": {
        "name": "daily",
        "properties": {
            "runtimeState": "Stopped",
            "pipelines": [
                {
                    "pipelineReference": {"referenceName": "texts", "type": "PipelineReference"},
                    "parameters": {"day": "@trigger().scheduledTime"},
                }
            ],
            "type": "ScheduleTrigger",
            "typeProperties": {
                "recurrence": {
                    "frequency": "Day",
                    "interval": 1,
                    "startTime": "2026-01-01T06:00:00Z",
                    "timeZone": "UTC",
                }
            },
        },
    },
}
every_kind = pytest.mark.parametrize("kind", DOCUMENTS)
IN_SCORE = "/properties/activities/0/typeProperties"


def broken(document: Mapping[str, Any], at: str, value: object) -> Mapping[str, Any]:
    """The same document with something at a place where it had nothing, or something else."""
    changed = copy.deepcopy(document)
    *way, last = path_of(at)
    here: Any = changed
    for step in way:
        here = here[step]
    here[last] = value
    return changed


@every_kind
def test_what_is_right_passes(kind: Kind) -> None:
    before = copy.deepcopy(DOCUMENTS[kind])
    assert lossless(kind, DOCUMENTS[kind]) == []
    assert before == DOCUMENTS[kind], "judging changes nothing"


def test_a_credential_is_nothing_that_the_sdk_knows() -> None:
    assert lossless("credential", {"name": "scoring", "properties": {"type": "Any"}}) == []


@pytest.mark.parametrize(
    ("kind", "at", "value"),
    [
        ("pipeline", f"{IN_SCORE}/mlPipelineEndpointId", "x"),
        ("pipeline", f"{IN_SCORE}/version", "1"),
        ("pipeline", f"{IN_SCORE}/dataPathAssignments", {"texts": {"DataStoreName": "lake"}}),
        ("pipeline", f"{IN_SCORE}/expermentName", "texts"),
        ("linkedService", "/properties/typeProperties/workspace", "aml"),
        ("dataset", "/properties/typeProperties/columnDelimeter", ";"),
    ],
)
def test_what_the_sdk_forgets_is_told_where_it_stands(kind: Kind, at: str, value: object) -> None:
    faults = lossless(kind, broken(DOCUMENTS[kind], at, value))
    assert faults, "the SDK kept it"
    assert all(fault.startswith(at) and fault.endswith("is forgotten") for fault in faults)


def test_turn_off_async_is_data_factory_s_own() -> None:
    web = {
        "name": "Cancel",
        "type": "WebActivity",
        "typeProperties": {"url": "https://example.com", "method": "POST", "body": {"a": 1}},
    }
    document = broken(DOCUMENTS["pipeline"], "/properties/activities/0", web)
    assert lossless("pipeline", document) == []
    there = "/properties/activities/0/typeProperties/turnOffAsync"
    assert lossless("pipeline", broken(document, there, True)) == [f"{there}: is forgotten"]


@pytest.mark.parametrize(("owner", "key"), FORGOTTEN, ids=str)
def test_what_may_be_forgotten_is_forgotten(owner: str, key: str) -> None:
    """An exception that the SDK does not need any more has to go."""
    at = f"/properties/typeProperties/{key}"
    reference = {"referenceName": "scoring", "type": "CredentialReference"}
    document = broken(DOCUMENTS["linkedService"], "/properties/type", owner)
    document = broken(document, at, reference)
    assert lossless("linkedService", document) == []
    assert lossless("linkedService", document, forgotten=()) == [f"{at}: is forgotten"]


def test_another_value_is_told() -> None:
    """A number that the SDK reads as text."""
    document = broken(DOCUMENTS["pipeline"], "/properties/description", 7)
    assert lossless("pipeline", document) == ["/properties/description: 7 becomes '7'"]
