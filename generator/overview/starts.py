"""When a job's triggers fire next, and what they hand over then."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath

from generator.compiler.diff.recurrence import summary
from generator.contract.job import Job
from generator.contract.pipelines import Schedule, Trigger, TumblingWindow
from generator.factory.documents import FOLDERS
from generator.local.factory import Documents, Refused
from generator.local.factory.triggers import fire_at, times_from, zone_of
from generator.overview.model import Start, Starting

NEXT = 5
"""So many times are shown of each trigger."""


def starts(job: Job, texts: Mapping[PurePosixPath, str], at: datetime) -> Iterator[Starting]:
    """A job's triggers.

    Args:
        job: whose they are.
        texts: its documents, by their paths below the output folder.
        at: from when on their times are told.
    """
    service = job.factory.service
    held = {Path(path): text for path, text in texts.items()}
    documents = Documents(Path(FOLDERS[service]), service, texts=held)
    for trigger in job.factory.triggers:
        yield _starting(job, trigger, documents, at)


def _starting(job: Job, trigger: Trigger, documents: Documents, at: datetime) -> Starting:
    times: tuple[Start, ...] = ()
    fault = ""
    try:
        times = tuple(_next(job, trigger, documents, at))
    except Refused as refused:
        fault = _why(refused)
    firing = job.calls.firings[trigger.name]
    return Starting(
        name=trigger.name.removeprefix(f"{job.name}_"),
        trigger=trigger,
        kind=firing.kind,
        words=summary(trigger),
        sets=firing.sets,
        zone=_zone(trigger),
        next=times,
        fault=fault,
    )


def _zone(trigger: Trigger) -> str:
    if isinstance(trigger, Schedule):
        return trigger.time_zone
    return "UTC" if isinstance(trigger, TumblingWindow) else ""


def _next(job: Job, trigger: Trigger, documents: Documents, at: datetime) -> Iterator[Start]:
    zone = zone_of(documents, trigger.name)
    for moment in islice(times_from(documents, trigger.name, at), NEXT):
        local = moment.astimezone(zone)
        try:
            firing = fire_at(documents, trigger.name, moment, job.name)
        except Refused as refused:
            yield Start(moment, local, {}, fault=_why(refused))
            continue
        yield Start(moment, local, firing.parameters, _window(firing.value.get("outputs")))


def _window(outputs: object) -> tuple[datetime, datetime] | None:
    if not isinstance(outputs, Mapping):
        return None
    start, end = (datetime.fromisoformat(outputs[f"window{each}Time"]) for each in ("Start", "End"))
    return start, end


def _why(refused: Refused) -> str:
    return "; ".join(each.message for each in refused.diagnostics)
