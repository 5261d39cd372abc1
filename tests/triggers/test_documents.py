"""Whole documents of triggers, letter by letter as the Studio orders them."""

import json
from pathlib import PurePosixPath
from typing import cast

import pytest

from generator.compiler.compile import compile
from generator.contract.values import Json
from tests.rows.base import specs
from tests.rows.judged import judged
from tests.support.projects import SPECS, Texts

WINDOW = "type: tumbling_window, frequency: Day, start: 2036-01-01T00:00:00Z"
ENDS = "parameters: {day: \"@formatDateTime(trigger().outputs.windowEndTime, 'yyyy-MM-dd')\"}"
PIPELINE = {"referenceName": "row", "type": "PipelineReference"}
STORE = (
    "/subscriptions/00000000-0000-0000-0000-00000000000d/resourceGroups/rg/providers/"
    "Microsoft.Storage/storageAccounts/uploads"
)
TOPIC = STORE.replace("Storage/storageAccounts/uploads", "EventGrid/topics/orders")


def triggers(*lines: str, service: str = "data_factory", more: str = "") -> Texts:
    listed = "".join(f"    {line}\n" for line in lines)
    return specs(service=service, more=f"{more}  triggers:\n{listed}")


def document(name: str, kind: str, start: dict[str, Json], inner: Json) -> Json:
    head: dict[str, Json] = {"annotations": [], "runtimeState": "Stopped"}
    return {"name": name, "properties": {**head, **start, "type": kind, "typeProperties": inner}}


def starts(sets: Json) -> dict[str, Json]:
    return {"pipelines": [{"pipelineReference": cast("Json", PIPELINE), "parameters": sets}]}


CASES = {
    "schedule": (
        "t: {type: schedule, frequency: Month, interval: 2, start: 2026-01-01T06:00:00,"
        " end: 2027-01-01T00:00:00, time_zone: W. Europe Standard Time,"
        " times: {month_occurrences: [{day: Monday, occurrence: 1}, {day: Friday, occurrence: -1}],"
        " minutes: [0, 30], hours: [6]}, parameters: {threshold: 0.25, region: emea}}",
        document(
            "row_t",
            "ScheduleTrigger",
            starts({"threshold": 0.25, "region": "emea"}),
            {
                "recurrence": {
                    "frequency": "Month",
                    "interval": 2,
                    "startTime": "2026-01-01T06:00:00",
                    "endTime": "2027-01-01T00:00:00",
                    "timeZone": "W. Europe Standard Time",
                    "schedule": {
                        "minutes": [0, 30],
                        "hours": [6],
                        "monthlyOccurrences": [
                            {"day": "Monday", "occurrence": 1},
                            {"day": "Friday", "occurrence": -1},
                        ],
                    },
                }
            },
        ),
    ),
    "tumbling window": (
        f"t: {{{WINDOW}, interval: 7, end: 2037-01-01T00:00:00Z, delay: 3h, max_concurrency: 4,"
        " retry: {count: 2, interval: 10m}, depends_on: [{trigger: self, offset: -7d},"
        f" {{trigger: Load Window, offset: 2h, size: 1d}}], {ENDS}}}",
        document(
            "row_t",
            "TumblingWindowTrigger",
            {
                "pipeline": {
                    "pipelineReference": cast("Json", PIPELINE),
                    "parameters": {
                        "day": "@formatDateTime(trigger().outputs.windowEndTime, 'yyyy-MM-dd')"
                    },
                }
            },
            {
                "frequency": "Hour",
                "interval": 168,
                "startTime": "2036-01-01T00:00:00Z",
                "endTime": "2037-01-01T00:00:00Z",
                "delay": "0.03:00:00",
                "maxConcurrency": 4,
                "retryPolicy": {"count": 2, "intervalInSeconds": 600},
                "dependsOn": [
                    {
                        "type": "SelfDependencyTumblingWindowTriggerReference",
                        "offset": "-7.00:00:00",
                    },
                    {
                        "type": "TumblingWindowTriggerDependencyReference",
                        "referenceTrigger": {
                            "referenceName": "Load Window",
                            "type": "TriggerReference",
                        },
                        "offset": "0.02:00:00",
                        "size": "1.00:00:00",
                    },
                ],
            },
        ),
    ),
    "blob events": (
        "t: {type: blob_events, source: uploads, container: landing, path_begins: a/b,"
        " path_ends: .csv, parameters: {region: '@triggerBody().fileName'}}",
        document(
            "row_t",
            "BlobEventsTrigger",
            starts({"region": "@triggerBody().fileName"}),
            {
                "blobPathBeginsWith": "/landing/blobs/a/b",
                "blobPathEndsWith": ".csv",
                "ignoreEmptyBlobs": True,
                "scope": STORE,
                "events": ["Microsoft.Storage.BlobCreated"],
            },
        ),
    ),
    "custom events": (
        "t: {type: custom_events, source: orders, events: [done], subject_begins: loans/,"
        " parameters: {region: '@triggerBody().event.data.region'}}",
        document(
            "row_t",
            "CustomEventsTrigger",
            starts({"region": "@triggerBody().event.data.region"}),
            {"subjectBeginsWith": "loans/", "events": ["done"], "scope": TOPIC},
        ),
    ),
}


def with_existing(texts: Texts) -> Texts:
    return {
        path: text.replace("existing:\n", "existing:\n  triggers: [Load Window]\n")
        for path, text in texts.items()
    }


@pytest.mark.parametrize("case", CASES)
def test_a_whole_document(case: str) -> None:
    given, expected = CASES[case]
    made = judged(with_existing(triggers(given)))["trigger/row_t"].content
    assert json.dumps(made, indent=1) == json.dumps(expected, indent=1)


def test_several_triggers_have_values_of_their_own() -> None:
    listed = [
        given.replace("t: ", f"{case.replace(' ', '_')}: ", 1) for case, (given, _) in CASES.items()
    ]
    made = judged(with_existing(triggers(*listed)))
    for case, (_, expected) in CASES.items():
        found = cast("dict[str, Json]", made[f"trigger/row_{case.replace(' ', '_')}"].content)
        assert found["properties"] == cast("dict[str, Json]", expected)["properties"]


def test_arm_gives_each_environment_its_source_and_deploys_what_is_waited_for_first() -> None:
    blobs = "blobs: {type: blob_events, source: uploads, container: landing}"
    first, then = (
        f"first: {{{WINDOW}, {ENDS}}}",
        f"then: {{{WINDOW}, depends_on: [{{trigger: first}}], {ENDS}}}",
    )
    artifacts = compile(SPECS, triggers(blobs, then, first)).artifacts
    template = json.loads(artifacts[PurePosixPath("arm/ARMTemplateForFactory.json")].text)
    resources = {each["name"]: each for each in template["resources"]}
    name = "row_blobs_properties_typeProperties_scope"
    scope = resources["[concat(parameters('factoryName'), '/row_blobs')]"]["properties"]
    assert scope["typeProperties"]["scope"] == f"[parameters('{name}')]"
    assert template["parameters"][name] == {"type": "string"}
    values = json.loads(
        artifacts[PurePosixPath("arm/ARMTemplateParametersForFactory.dev.json")].text
    )
    assert values["parameters"][name] == {"value": STORE}
    waits = resources["[concat(parameters('factoryName'), '/row_then')]"]["dependsOn"]
    assert "[concat(variables('factoryId'), '/triggers/row_first')]" in waits
