"""What triggers hand to pipelines, at a time and at an event, and why they would not fire."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from generator.expression.context import ABSENT
from generator.expression.values import Json
from generator.local.factory import Documents, Refused
from generator.local.factory.triggers import Firing, fire_at, fire_event
from tests.support.pipeline_runs import documents, lay_out, run

PIPELINES: dict[str, Json] = {
    "main": {"parameters": {"value": {"type": "string", "defaultValue": "x"}}, "activities": []},
    "other": {"parameters": {"value": {"type": "int"}}, "activities": []},
}
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SCOPE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/lake"
STARTED = {
    "name": "Score",
    "type": "SetVariable",
    "typeProperties": {"variableName": "v", "value": "@pipeline().parameters.value"},
}


def starts(name: str, value: Json) -> Json:
    reference = {"referenceName": name, "type": "PipelineReference"}
    return {"pipelineReference": cast("Json", reference), "parameters": {"value": value}}


def daily(value: Json, **more: Json) -> Json:
    recurrence = {"frequency": "Day", "interval": 1, "startTime": "2026-01-01T06:00:00", **more}
    properties = {"recurrence": cast("Json", recurrence)}
    return trigger("ScheduleTrigger", cast("Json", properties), value)


def trigger(kind: str, properties: Json, value: Json) -> Json:
    return {"type": kind, "pipelines": [starts("main", value)], "typeProperties": properties}


def weekly(value: Json) -> Json:
    properties: Json = {
        "frequency": "Hour",
        "interval": 168,
        "startTime": "2026-01-05T00:00:00Z",
        "delay": "0.03:00:00",
        "maxConcurrency": 1,
    }
    return {
        "type": "TumblingWindowTrigger",
        "pipeline": starts("main", value),
        "typeProperties": properties,
    }


def blobs(value: Json) -> Json:
    properties: Json = {
        "scope": SCOPE,
        "events": ["Microsoft.Storage.BlobCreated"],
        "blobPathBeginsWith": "/landing/blobs/texts/",
        "blobPathEndsWith": ".csv",
        "ignoreEmptyBlobs": True,
    }
    return trigger("BlobEventsTrigger", properties, value)


def custom(value: Json) -> Json:
    properties: Json = {"scope": SCOPE, "events": ["loans.ready"], "subjectBeginsWith": "loans/"}
    return trigger("CustomEventsTrigger", properties, value)


def folder(tmp_path: Path, properties: Json, service: str = "") -> Documents:
    made = documents(tmp_path / "factory", PIPELINES, service)
    lay_out(tmp_path / "factory", {"trigger/daily": {"name": "daily", "properties": properties}})
    return made


def at(tmp_path: Path, properties: Json, time: str, **more: str) -> Firing:
    return fire_at(folder(tmp_path, properties), "Daily", datetime.fromisoformat(time), **more)  # type: ignore[arg-type]


def heard(tmp_path: Path, properties: Json, event: Json, service: str = "") -> Firing:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event), encoding="utf-8")
    return fire_event(folder(tmp_path, properties, service), "daily", file, NOON)


def event(**changes: Json) -> Json:
    given: dict[str, Json] = {
        "topic": SCOPE,
        "eventType": "Microsoft.Storage.BlobCreated",
        "subject": "/blobServices/default/containers/landing/blobs/texts/2026/a.csv",
        "data": {"contentLength": 7},
    }
    return {**given, **changes}


def refusals(refused: Refused) -> list[str]:
    return [
        f"{each.message} ({each.hint})" if each.hint else each.message
        for each in refused.diagnostics
    ]


# at a time ----------------------------------------------------------------------------------------


def test_a_schedule_hands_over_its_scheduled_time(tmp_path: Path) -> None:
    firing = at(
        tmp_path, daily("@{trigger().scheduledTime} @{trigger().startTime}"), "2026-01-05T06:00Z"
    )
    assert firing.parameters == {"value": "2026-01-05T06:00:00Z 2026-01-05T06:00:00.0000000Z"}
    assert firing.value["scheduledTime"] == "2026-01-05T06:00:00Z"
    assert (firing.pipeline, firing.kind, firing.body) == ("main", "schedule", ABSENT)


def test_the_scheduled_time_has_a_second_shape(tmp_path: Path) -> None:
    expression = (
        "@{trigger().scheduledTime} @{formatDateTime(trigger().scheduledTime,'yyyy-MM-dd')}"
    )
    firing = at(tmp_path, daily(expression), "2026-01-05T06:00", shape="us")
    assert firing.parameters == {"value": "01/05/2026 06:00:00 2026-01-05"}


def test_a_schedule_keeps_the_clock_of_its_time_zone(tmp_path: Path) -> None:
    summer = daily("@trigger().scheduledTime", timeZone="W. Europe Standard Time")
    firing = at(tmp_path, summer, "2026-07-05T06:00+02:00")
    assert firing.parameters == {"value": "2026-07-05T04:00:00Z"}


def test_a_time_that_is_none_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        at(tmp_path, daily("x"), "2026-01-05T07:00Z")
    assert refusals(refused.value) == [
        "trigger daily: it does not fire at 2026-01-05T07:00:00Z "
        "(near it, it fires at 2026-01-05T06:00:00Z and 2026-01-06T06:00:00Z)"
    ]


def test_a_window_hands_over_its_ends(tmp_path: Path) -> None:
    ends = "@{trigger().outputs.windowStartTime} @{trigger().outputs.windowEndTime}"
    firing = at(tmp_path, weekly(ends), "2026-01-12T03:00Z")
    assert firing.parameters == {"value": "2026-01-05T00:00:00Z 2026-01-12T00:00:00Z"}
    assert firing.value["scheduledTime"] == "2026-01-12T00:00:00Z"


def test_a_window_is_run_after_its_delay(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        at(tmp_path, weekly("x"), "2026-01-12T00:00Z")
    assert refusals(refused.value) == [
        "trigger daily: it does not fire at 2026-01-12T00:00:00Z "
        "(near it, it fires, 03:00:00 after a window's end, at "
        "2026-01-12T03:00:00Z and 2026-01-19T03:00:00Z)"
    ]


# at an event --------------------------------------------------------------------------------------


def test_a_blob_gives_its_folder_and_its_name(tmp_path: Path) -> None:
    firing = heard(
        tmp_path, blobs("@{triggerBody().folderPath}|@{triggerBody().fileName}"), event()
    )
    assert firing.parameters == {"value": "landing/texts/2026|a.csv"}


def test_synapse_reads_the_body_elsewhere(tmp_path: Path) -> None:
    expression = "@{trigger().outputs.body.folderPath}|@{trigger().outputs.body.fileName}"
    firing = heard(tmp_path, blobs(expression), event(), "synapse")
    assert firing.parameters == {"value": "landing/texts/2026|a.csv"}
    with pytest.raises(
        Refused, match="fileName is not available in a blob events trigger of Synapse"
    ):
        heard(tmp_path, blobs("@triggerBody().fileName"), event(), "synapse")


def test_a_list_of_one_event_is_one(tmp_path: Path) -> None:
    assert heard(tmp_path, blobs("@triggerBody().fileName"), [event()]).parameters == {
        "value": "a.csv"
    }


WRONG: dict[str, tuple[dict[str, Json], list[str]]] = {
    "filters": (
        {
            "topic": "/elsewhere",
            "eventType": "Microsoft.Storage.BlobDeleted",
            "subject": "/blobServices/default/containers/landing/blobs/other/a.txt",
            "data": {"contentLength": 0},
        },
        [
            "the trigger does not hear 'Microsoft.Storage.BlobDeleted' "
            "(it hears Microsoft.Storage.BlobCreated)",
            f"the event is from '/elsewhere' (it hears {SCOPE})",
            "'/landing/blobs/other/a.txt' does not begin with '/landing/blobs/texts/', "
            "so the event starts nothing",
            "'/landing/blobs/other/a.txt' does not end with '.csv', so the event starts nothing",
            "the blob is empty, and the trigger ignores empty blobs",
        ],
    ),
    "subject": (
        {"subject": "landing/a.csv"},
        [
            "the subject names no blob: 'landing/a.csv' "
            "(such as /blobServices/default/containers/NAME/blobs/FOLDER/FILE)"
        ],
    ),
    "cloud": (
        {"eventType": None, "specversion": "1.0"},
        [
            "the event has no eventType; this looks like CloudEvents, its other schema "
            '(expected an event of Event Grid: {"eventType": ..., "subject": ..., "data": {...}})'
        ],
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_an_event_that_starts_nothing_is_refused(kind: str, tmp_path: Path) -> None:
    changes, expected = WRONG[kind]
    with pytest.raises(Refused) as refused:
        heard(tmp_path, blobs("x"), event(**changes))
    assert refusals(refused.value) == expected


def test_a_custom_event_gives_its_data(tmp_path: Path) -> None:
    given = {"eventType": "loans.ready", "subject": "loans/2026", "data": {"run_date": "d1"}}
    expression = "@{triggerBody().event.data.run_date} @{triggerBody().event.subject}"
    assert heard(tmp_path, custom(expression), given).parameters == {"value": "d1 loans/2026"}
    with pytest.raises(Refused, match="does not begin with 'loans/'"):
        heard(tmp_path, custom("x"), {**given, "subject": "lo"})


def test_data_that_the_event_lacks_start_nothing(tmp_path: Path) -> None:
    given: Json = {"eventType": "loans.ready", "subject": "loans/2026", "data": {}}
    with pytest.raises(Refused, match="run_date"):
        heard(tmp_path, custom("@triggerBody().event.data.run_date"), given)


# what it starts -----------------------------------------------------------------------------------


def test_times_and_events_are_not_mistaken_for_each_other(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="it is started by an event"):
        at(tmp_path, blobs("x"), "2026-01-05T06:00Z")
    with pytest.raises(Refused, match="it is started at times"):
        heard(tmp_path, daily("x"), event())


def test_of_several_pipelines_one_is_named(tmp_path: Path) -> None:
    both = cast("dict[str, Json]", daily("x"))
    both["pipelines"] = [starts("main", "x"), starts("other", 3)]
    with pytest.raises(Refused) as refused:
        at(tmp_path, both, "2026-01-05T06:00Z")
    assert refusals(refused.value) == [
        "trigger daily: it starts several pipelines (name one: main, other)"
    ]
    assert at(tmp_path, both, "2026-01-05T06:00Z", pipeline="Other").parameters == {"value": 3}
    with pytest.raises(Refused, match="it does not start 'third'"):
        at(tmp_path, both, "2026-01-05T06:00Z", pipeline="third")


def test_what_is_handed_over_fits_the_pipeline(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        at(tmp_path, daily("@int('3')"), "2026-01-05T06:00Z")
    assert refusals(refused.value) == [
        "the value for parameter 'value' is 3: expected string, got int"
    ]


def test_expressions_of_other_triggers_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        at(tmp_path, daily("@trigger().outputs.windowEndTime"), "2026-01-05T06:00Z")
    (found,) = refused.value.diagnostics
    assert (found.place.line, found.place.column) == (12, 22)
    assert (
        found.message
        == "trigger().outputs.windowEndTime is not available in a schedule trigger of Data Factory"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"frequency": "Fortnight"}, "frequency is not one that is known"),
        ({"interval": 0}, "interval is no number from 1 on"),
        ({"startTime": "soon"}, "startTime is no time"),
        ({"timeZone": "W. Europ Standard Time"}, "Windows has no time zone"),
        ({"schedule": {"weekDays": ["Someday"]}}, "no day of the week"),
        ({"schedule": {"hours": ["six"]}}, "hours: expected a number"),
    ],
)
def test_a_recurrence_that_is_none_is_refused(
    change: dict[str, Json], message: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=message):
        at(tmp_path, daily("x", **change), "2026-01-05T06:00Z")


def test_a_pipeline_knows_what_started_it(tmp_path: Path) -> None:
    firing = at(tmp_path, daily("x"), "2026-01-05T06:00Z")
    value = "@{pipeline().TriggerName} @{pipeline().TriggerType} @{pipeline().TriggerTime}"
    activity = {**STARTED, "typeProperties": {"variableName": "v", "value": value}}
    pipeline = {"variables": {"v": {"type": "String"}}, "activities": [cast("Json", activity)]}
    told = run(tmp_path / "run", {"main": cast("Json", pipeline)}, started=firing.started)
    assert told.ran.variables == {"v": "daily ScheduleTrigger 2026-01-05T06:00:00.0000000Z"}
    assert told.ran.trigger == firing.value
