"""A row for each kind of trigger and recurrence: what it becomes, and that Azure takes it."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from generator.expression import Scope, TriggerKind, check
from generator.expression.scope import offers
from generator.factory.documents import Document
from generator.spec.checks.schedules import FITS
from generator.spec.language.triggers import Frequency, WindowFrequency
from tests.rows.base import specs
from tests.rows.judged import judged

SERVICES = ("data_factory", "synapse")
every_service = pytest.mark.parametrize("service", SERVICES)
TIMES: Mapping[str, tuple[str, Any]] = {
    "minutes": ("{minutes: [0, 30]}", [0, 30]),
    "hours": ("{hours: [6, 18]}", [6, 18]),
    "week_days": ("{week_days: [Monday, Friday]}", ["Monday", "Friday"]),
    "month_days": ("{month_days: [1, -1]}", [1, -1]),
    "month_occurrences": (
        "{month_occurrences: [{day: Friday, occurrence: -1}]}",
        [{"day": "Friday", "occurrence": -1}],
    ),
}
IN_FACTORY = {
    "minutes": "minutes",
    "hours": "hours",
    "week_days": "weekDays",
    "month_days": "monthDays",
    "month_occurrences": "monthlyOccurrences",
}


def made(trigger: str, service: str = "data_factory") -> dict[str, Any]:
    """The properties of one trigger's document, from the keys that a spec gives it."""
    return properties(judged(specs(service=service, more=f"  triggers:\n    t: {{{trigger}}}\n")))


def properties(documents: Mapping[str, Document]) -> dict[str, Any]:
    content = cast("dict[str, Any]", documents["trigger/row_t"].content)
    return cast("dict[str, Any]", content["properties"])


# schedules ----------------------------------------------------------------------------------------


@every_service
@pytest.mark.parametrize("frequency", [each.value for each in Frequency])
def test_each_frequency_of_a_schedule(frequency: str, service: str) -> None:
    found = made(
        f"type: schedule, frequency: {frequency}, interval: 3, start: 2026-01-01T06:00:00Z", service
    )
    assert found["type"] == "ScheduleTrigger"
    assert found["typeProperties"]["recurrence"] == {
        "frequency": frequency,
        "interval": 3,
        "startTime": "2026-01-01T06:00:00Z",
        "timeZone": "UTC",
    }


RECURRENCES = [
    (key, each.value) for key, fits in FITS.items() for each in Frequency if each in fits
]


@pytest.mark.parametrize(("key", "frequency"), RECURRENCES)
def test_each_recurrence(key: str, frequency: str) -> None:
    text, value = TIMES[key]
    found = made(
        f"type: schedule, frequency: {frequency}, start: 2026-01-01T06:00:00Z, times: {text}"
    )
    assert found["typeProperties"]["recurrence"]["schedule"] == {IN_FACTORY[key]: value}


def test_a_schedule_ends_and_has_a_time_zone() -> None:
    found = made(
        "type: schedule, frequency: Day, start: 2026-01-01T06:00:00, end: 2027-01-01T06:00:00,"
        " time_zone: W. Europe Standard Time, description: Early., annotations: [a, b]"
    )
    recurrence = found["typeProperties"]["recurrence"]
    assert recurrence["endTime"] == "2027-01-01T06:00:00"
    assert recurrence["timeZone"] == "W. Europe Standard Time"
    assert (found["description"], found["annotations"]) == ("Early.", ["a", "b"])


# tumbling windows ---------------------------------------------------------------------------------

WINDOW = "type: tumbling_window, start: 2036-01-01T00:00:00Z"
PASSED = "parameters: {day: \"@formatDateTime(trigger().outputs.windowEndTime, 'yyyy-MM-dd')\"}"
LENGTHS = {
    "Minute": ("Minute", 30),
    "Hour": ("Hour", 30),
    "Day": ("Hour", 720),
    "Month": ("Month", 30),
}


@every_service
@pytest.mark.parametrize("frequency", [each.value for each in WindowFrequency])
def test_each_length_of_a_window(frequency: str, service: str) -> None:
    found = made(f"{WINDOW}, frequency: {frequency}, interval: 30, {PASSED}", service)
    assert found["type"] == "TumblingWindowTrigger"
    inner = found["typeProperties"]
    assert (inner["frequency"], inner["interval"]) == LENGTHS[frequency]
    assert found["pipeline"]["parameters"] == {
        "day": "@formatDateTime(trigger().outputs.windowEndTime, 'yyyy-MM-dd')"
    }
    assert "pipelines" not in found


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ("delay: 15m", "delay", "0.00:15:00"),
        ("end: 2037-01-01T00:00:00Z", "endTime", "2037-01-01T00:00:00Z"),
        ("max_concurrency: 50", "maxConcurrency", 50),
        ("retry: {count: 2, interval: 5m}", "retryPolicy", {"count": 2, "intervalInSeconds": 300}),
        (
            "depends_on: [{trigger: self, offset: -1d, size: 1d}]",
            "dependsOn",
            [
                {
                    "type": "SelfDependencyTumblingWindowTriggerReference",
                    "offset": "-1.00:00:00",
                    "size": "1.00:00:00",
                }
            ],
        ),
    ],
)
def test_each_setting_of_a_window(given: str, name: str, value: object) -> None:
    found = made(f"{WINDOW}, frequency: Day, {PASSED}, {given}")
    assert found["typeProperties"][name] == value


def test_a_window_waits_for_another_of_its_job() -> None:
    other = f"    other: {{{WINDOW}, frequency: Hour, {PASSED}}}\n"
    waits = f"    t: {{{WINDOW}, frequency: Day, {PASSED}, depends_on: [{{trigger: other}}]}}\n"
    documents = judged(specs(more=f"  triggers:\n{other}{waits}"))
    assert properties(documents)["typeProperties"]["dependsOn"] == [
        {
            "type": "TumblingWindowTriggerDependencyReference",
            "referenceTrigger": {"referenceName": "row_other", "type": "TriggerReference"},
        }
    ]


# events -------------------------------------------------------------------------------------------

BLOBS = "type: blob_events, source: uploads, container: landing"


@every_service
@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ("", "blobPathBeginsWith", "/landing/blobs/"),
        ("path_begins: texts/", "blobPathBeginsWith", "/landing/blobs/texts/"),
        ("path_ends: .csv", "blobPathEndsWith", ".csv"),
        ("events: [created]", "events", ["Microsoft.Storage.BlobCreated"]),
        (
            "events: [deleted, created]",
            "events",
            ["Microsoft.Storage.BlobDeleted", "Microsoft.Storage.BlobCreated"],
        ),
        ("ignore_empty: false", "ignoreEmptyBlobs", False),
    ],
)
def test_each_setting_of_blob_events(given: str, name: str, value: object, service: str) -> None:
    found = made(f"{BLOBS}, {given}".rstrip(", "), service)
    assert found["type"] == "BlobEventsTrigger"
    assert found["typeProperties"][name] == value
    assert found["typeProperties"]["scope"].endswith("/storageAccounts/uploads")


@every_service
@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ("", "events", ["loans.ready", "loans.again"]),
        ("subject_begins: loans/", "subjectBeginsWith", "loans/"),
        ("subject_ends: /ready", "subjectEndsWith", "/ready"),
    ],
)
def test_each_setting_of_custom_events(given: str, name: str, value: object, service: str) -> None:
    text = f"type: custom_events, source: orders, events: [loans.ready, loans.again], {given}"
    found = made(text.rstrip(", "), service)
    assert found["type"] == "CustomEventsTrigger"
    assert found["typeProperties"][name] == value


def test_the_source_of_events_differs_by_environment() -> None:
    documents = judged(specs(more=f"  triggers:\n    t: {{{BLOBS}}}\n"))
    (varying,) = documents["trigger/row_t"].varying
    assert varying.parameter == "row_t_properties_typeProperties_scope"
    assert varying.path == ("properties", "typeProperties", "scope")
    assert varying.values == {"dev": properties(documents)["typeProperties"]["scope"]}


# what each kind offers ----------------------------------------------------------------------------

KINDS: Mapping[TriggerKind, str] = {
    TriggerKind.SCHEDULE: "type: schedule, frequency: Day, start: 2026-01-01T06:00:00Z",
    TriggerKind.TUMBLING_WINDOW: f"{WINDOW}, frequency: Day",
    TriggerKind.BLOB_EVENTS: BLOBS,
    TriggerKind.CUSTOM_EVENTS: "type: custom_events, source: orders, events: [done]",
}
OFFERED = [
    (kind, service, offer)
    for kind in TriggerKind
    for service in SERVICES
    for offer in offers(kind, service)  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("kind", "service", "offer"), OFFERED)
def test_what_a_kind_offers_reaches_the_pipeline(
    kind: TriggerKind, service: str, offer: str
) -> None:
    sent = f"@concat('x', string({offer}))"  # no folder goes into a path with its container
    found = made(f'{KINDS[kind]}, parameters: {{region: "{sent}"}}', service)
    start = found.get("pipeline") or found["pipelines"][0]
    assert start["parameters"] == {"region": sent}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("kind", list(TriggerKind))
def test_what_only_others_offer_is_refused(kind: TriggerKind, service: str) -> None:
    own = set(offers(kind, service))  # type: ignore[arg-type]
    everything = {offer for _, _, offer in OFFERED}
    for offer in everything - own:
        if not any(each.startswith(offer) or offer.startswith(each) for each in own):
            scope = Scope(trigger=kind, service=service)  # type: ignore[arg-type]
            assert check(f"@{offer}", scope), offer
