"""What starts a job's pipeline."""

from collections.abc import Mapping

from generator.contract.names import trigger_name
from generator.contract.pipelines import Schedule, Times, Trigger
from generator.spec.language.triggers import ScheduleSpec, TimesSpec, TriggerSpec

KINDS: Mapping[str, str] = {
    "schedule": "ScheduleTrigger",
    "tumbling_window": "TumblingWindowTrigger",
    "blob_events": "BlobEventsTrigger",
    "custom_events": "CustomEventsTrigger",
}
"""What the factory calls each kind of trigger."""


def trigger(job: str, name: str, spec: TriggerSpec) -> Trigger:
    """A trigger, under its name in the factory."""
    assert isinstance(spec, ScheduleSpec)
    return Schedule(
        name=trigger_name(job, name),
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
