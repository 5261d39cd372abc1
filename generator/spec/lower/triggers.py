"""What starts a job's pipeline."""

from collections.abc import Collection, Mapping

from generator.contract.names import trigger_name
from generator.contract.pipelines import (
    BlobEvents,
    CustomEvents,
    Schedule,
    Times,
    Trigger,
    TumblingWindow,
    WindowDependency,
)
from generator.spec.language.triggers import (
    BlobEventsSpec,
    CustomEventsSpec,
    DependencySpec,
    ScheduleSpec,
    TimesSpec,
    TriggerSpec,
    TumblingWindowSpec,
    WindowFrequency,
)

KINDS: Mapping[str, str] = {
    "schedule": "ScheduleTrigger",
    "tumbling_window": "TumblingWindowTrigger",
    "blob_events": "BlobEventsTrigger",
    "custom_events": "CustomEventsTrigger",
}
"""What the factory calls each kind of trigger."""
SELF = "self"
"""What a dependency calls earlier windows of the same trigger."""


def triggers(job: str, specs: Mapping[str, TriggerSpec]) -> tuple[Trigger, ...]:
    """A job's triggers, under their names in the factory."""
    return tuple(_trigger(job, name, spec, specs.keys()) for name, spec in specs.items())


def _trigger(job: str, name: str, spec: TriggerSpec, own: Collection[str]) -> Trigger:
    made = trigger_name(job, name)
    match spec:
        case ScheduleSpec():
            return _schedule(made, spec)
        case TumblingWindowSpec():
            return _window(job, made, spec, own)
        case BlobEventsSpec():
            return _blob_events(made, spec)
        case CustomEventsSpec():
            return _custom_events(made, spec)


def _schedule(name: str, spec: ScheduleSpec) -> Schedule:
    return Schedule(
        name=name,
        description=spec.description,
        annotations=spec.annotations,
        frequency=spec.frequency.value,
        interval=spec.interval,
        start=spec.start.text,
        end=spec.end.text if spec.end else None,
        time_zone=spec.time_zone,
        times=_times(spec.times) if spec.times else None,
    )


def _times(spec: TimesSpec) -> Times:
    return Times(
        spec.minutes,
        spec.hours,
        tuple(day.value for day in spec.week_days),
        spec.month_days,
        tuple((each.day.value, each.occurrence) for each in spec.month_occurrences),
    )


def window_length(spec: TumblingWindowSpec) -> tuple[str, int]:
    """A window's frequency and interval in the words of the factory, which has no days."""
    if spec.frequency is WindowFrequency.DAY:
        return "Hour", 24 * spec.interval
    return spec.frequency.value, spec.interval


def _window(job: str, name: str, spec: TumblingWindowSpec, own: Collection[str]) -> TumblingWindow:
    frequency, interval = window_length(spec)
    return TumblingWindow(
        name=name,
        description=spec.description,
        annotations=spec.annotations,
        frequency=frequency,
        interval=interval,
        start=spec.start.text,
        end=spec.end.text if spec.end else None,
        delay=spec.delay.timespan() if spec.delay else None,
        max_concurrency=spec.max_concurrency,
        retry=(spec.retry.count, spec.retry.interval.seconds) if spec.retry else None,
        depends_on=tuple(_dependency(job, each, own) for each in spec.depends_on),
    )


def waited_for(job: str, name: str, own: Collection[str]) -> str:
    """The trigger in the factory that a dependency names: one of the job, or of another."""
    return trigger_name(job, name) if name in own else name


def _dependency(job: str, spec: DependencySpec, own: Collection[str]) -> WindowDependency:
    return WindowDependency(
        None if spec.trigger == SELF else waited_for(job, spec.trigger, own),
        spec.offset.timespan() if spec.offset else None,
        spec.size.timespan() if spec.size else None,
    )


def _blob_events(name: str, spec: BlobEventsSpec) -> BlobEvents:
    return BlobEvents(
        name=name,
        description=spec.description,
        annotations=spec.annotations,
        source=spec.source,
        events=tuple(f"Microsoft.Storage.Blob{each.value.capitalize()}" for each in spec.events),
        path_begins=f"/{spec.container}/blobs/{spec.path_begins or ''}",
        path_ends=spec.path_ends,
        ignore_empty=spec.ignore_empty,
    )


def _custom_events(name: str, spec: CustomEventsSpec) -> CustomEvents:
    return CustomEvents(
        name=name,
        description=spec.description,
        annotations=spec.annotations,
        source=spec.source,
        events=spec.events,
        subject_begins=spec.subject_begins,
        subject_ends=spec.subject_ends,
    )
