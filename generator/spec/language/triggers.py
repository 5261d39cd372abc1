"""What starts a job's pipeline.

Sources: the Trigger classes of azure-mgmt-datafactory; pages concepts-pipeline-execution-triggers,
how-to-create-tumbling-window-trigger, how-to-create-event-trigger,
how-to-create-custom-event-trigger.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from generator.spec.forms import Duration, Moment, Name, Offset, Range, Raw, Sentence, Text
from generator.spec.language.keys import Annotation
from generator.spec.language.resources import ResourceName
from generator.spec.record import Record, key


class Frequency(StrEnum):
    """The unit of a schedule's interval."""

    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"
    WEEK = "Week"
    MONTH = "Month"


class WindowFrequency(StrEnum):
    """The unit of a window's length."""

    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"
    MONTH = "Month"


class WeekDay(StrEnum):
    """A day of the week."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


class BlobEvent(StrEnum):
    """What happened to a blob."""

    CREATED = "created"
    DELETED = "deleted"


Interval = Annotated[int, Range(1, 1_000)]
MonthDay = Annotated[int, Range(-31, 31)]
Names = Annotated[str, Text("^[A-Za-z0-9_.-]+$", "an event's type", 200)]
Subject = Annotated[str, Text(r"^[^\n]+$", "a part of a subject", 500)]


class _Fires(Record):
    """What every trigger has."""

    description: Sentence = key(
        "What the trigger is for.", factory="the trigger's description", default=""
    )
    annotations: tuple[Annotation, ...] = key(
        "Tags of the trigger in the Studio.", factory="annotations", default=()
    )
    parameters: Mapping[Name, Raw] = key(
        "The values this trigger sets: literals, or expressions of trigger().",
        factory="the parameters handed to the pipeline",
        default_factory=dict,
    )


class OccurrenceSpec(Record):
    """A day of the month by its place, such as the first Monday or the last Friday."""

    day: WeekDay = key("The day of the week.", factory="day")
    occurrence: Annotated[int, Range(-5, 5)] = key(
        "1 is the first in the month, -1 the last.", factory="occurrence"
    )


class TimesSpec(Record):
    """At which times within its frequency a schedule fires."""

    minutes: tuple[Annotated[int, Range(0, 59)], ...] = key(
        "Minutes of the hour.", factory="schedule.minutes", default=()
    )
    hours: tuple[Annotated[int, Range(0, 23)], ...] = key(
        "Hours of the day.", factory="schedule.hours", default=()
    )
    week_days: tuple[WeekDay, ...] = key(
        "Days of the week.", factory="schedule.weekDays", default=()
    )
    month_days: tuple[MonthDay, ...] = key(
        "Days of the month; -1 is the last.", factory="schedule.monthDays", default=()
    )
    month_occurrences: tuple[OccurrenceSpec, ...] = key(
        "Days such as the last Friday.", factory="schedule.monthlyOccurrences", default=()
    )


class ScheduleSpec(_Fires):
    """A trigger that fires by the clock."""

    type: Literal["schedule"] = key("schedule: by the clock.", factory="ScheduleTrigger")
    frequency: Frequency = key("The unit of `interval`.", factory="recurrence.frequency")
    start: Moment = key(
        "When it first fires. With Z it is UTC, without Z the time zone's own time.",
        factory="recurrence.startTime",
    )
    interval: Interval = key(
        "After how many units it fires again.", factory="recurrence.interval", default=1
    )
    end: Moment | None = key("When it stops to fire.", factory="recurrence.endTime", default=None)
    time_zone: Annotated[
        str,
        Text(r"^[A-Za-z0-9+. ()_/-]+$", "a Windows time zone such as W. Europe Standard Time", 100),
    ] = key("The time zone, by its Windows name.", factory="recurrence.timeZone", default="UTC")
    times: TimesSpec | None = key(
        "At which times within the frequency; without it at the time of `start`.",
        factory="recurrence.schedule",
        default=None,
    )


class DependencySpec(Record):
    """Windows of another trigger, or earlier ones of the same, that must have succeeded."""

    trigger: ResourceName = key(
        "A window of this job or, as <job>_<trigger>, of another; `self` for earlier ones of its "
        "own.",
        factory="referenceTrigger.referenceName",
    )
    offset: Offset | None = key(
        "How far those windows begin from this one: -1d is the day before.",
        factory="offset",
        default=None,
    )
    size: Duration | None = key(
        "How long those windows are together; without it as long as this one.",
        factory="size",
        default=None,
    )


class RetrySpec(Record):
    """How a failed window is run again."""

    count: Annotated[int, Range(0, 100)] = key("How often.", factory="retryPolicy.count")
    interval: Annotated[Duration, Range(30, 86_400)] = key(
        "How long to wait before.", factory="retryPolicy.intervalInSeconds", default=Duration(30)
    )


class TumblingWindowSpec(_Fires):
    """A trigger that fires once for each window of time, from `start` on, past ones too."""

    type: Literal["tumbling_window"] = key(
        "tumbling_window: once for each window of time.", factory="TumblingWindowTrigger"
    )
    frequency: WindowFrequency = key(
        "The unit of a window's length. It can never change: give the trigger a new name. "
        "A day is 24 hours.",
        factory="frequency: Minute, Hour or Month",
    )
    start: Moment = key(
        "When the first window begins, in UTC. Windows since then are run, too.",
        factory="startTime",
    )
    interval: Interval = key(
        "How many units a window is long. It can never change.", factory="interval", default=1
    )
    end: Moment | None = key("When the last window ends.", factory="endTime", default=None)
    delay: Duration | None = key(
        "How long after its end a window is run.", factory="delay", default=None
    )
    max_concurrency: Annotated[int, Range(1, 50)] = key(
        "How many windows are run at once.", factory="maxConcurrency", default=1
    )
    retry: RetrySpec | None = key(
        "How a failed window is run again.", factory="retryPolicy", default=None
    )
    depends_on: tuple[DependencySpec, ...] = key(
        "The windows that must have succeeded before.", factory="dependsOn", default=()
    )


class BlobEventsSpec(_Fires):
    """A trigger that fires when a blob is written or deleted."""

    type: Literal["blob_events"] = key(
        "blob_events: when a blob is written or deleted.", factory="BlobEventsTrigger"
    )
    source: Name = key(
        "The storage account, by its name under `sources` of the project's environments.",
        factory="scope",
    )
    container: Annotated[str, Text("^[a-z0-9$][a-z0-9-]*$", "a container's name", 63, 3)] = key(
        "The container.", factory="the beginning of blobPathBeginsWith"
    )
    path_begins: Annotated[str, Text(r"^[^/\n][^\n]*$", "the beginning of a path", 500)] | None = (
        key(
            "How the blob's path in the container begins.",
            factory="the end of blobPathBeginsWith",
            default=None,
        )
    )
    path_ends: Annotated[str, Text(r"^[^\n]+$", "the end of a path", 500)] | None = key(
        "How the blob's path ends.", factory="blobPathEndsWith", default=None
    )
    events: Annotated[tuple[BlobEvent, ...], Range(1, 2)] = key(
        "What happened.", factory="events", default=(BlobEvent.CREATED,)
    )
    ignore_empty: bool = key(
        "Whether empty blobs are passed over.", factory="ignoreEmptyBlobs", default=True
    )


class CustomEventsSpec(_Fires):
    """A trigger that fires at an event of an Event Grid topic."""

    type: Literal["custom_events"] = key(
        "custom_events: at an event of a topic.", factory="CustomEventsTrigger"
    )
    source: Name = key(
        "The topic, by its name under `sources` of the project's environments.", factory="scope"
    )
    events: Annotated[tuple[Names, ...], Range(1, 20)] = key(
        "The types of events.", factory="events"
    )
    subject_begins: Subject | None = key(
        "How the event's subject begins.", factory="subjectBeginsWith", default=None
    )
    subject_ends: Subject | None = key(
        "How the event's subject ends.", factory="subjectEndsWith", default=None
    )


TriggerSpec = ScheduleSpec | TumblingWindowSpec | BlobEventsSpec | CustomEventsSpec
