"""The words in which things are shown."""

from collections.abc import Mapping
from datetime import UTC, datetime

from generator.cli.report import counted
from generator.compiler.diff.spelling import target
from generator.contract.job import Job
from generator.expression import Service
from generator.overview.model import Standing, Start, Starting, State

SERVICES: Mapping[Service, str] = {"data_factory": "Data Factory", "synapse": "Synapse"}
_STATES = {
    State.IN_STEP: "in step",
    State.WOULD_CHANGE: "would change",
    State.BROKEN: "broken",
}


def state(standing: Standing) -> str:
    """How a job stands: "would change (3 files)"."""
    if standing.blocked:
        return f"{_STATES[standing.state]} (by what it needs)"
    counts = {"error": standing.errors, "edit": standing.edits}
    if standing.state is State.WOULD_CHANGE:
        counts = {"file": standing.changes, "edit": standing.edits}
    told = ", ".join(counted(number, thing) for thing, number in counts.items() if number)
    return f"{_STATES[standing.state]} ({told})" if told else _STATES[standing.state]


def calls(job: Job) -> str:
    """What starts a job and what it calls: "Data Factory, SDK v1, pipeline endpoint"."""
    return f"{SERVICES[job.factory.service]}, SDK {job.sdk}, {target(job)}"


def clock(moment: datetime) -> str:
    """A time as people read it: "Tue 2026-12-01 06:00"."""
    seconds = moment.strftime(":%S") if moment.second else ""
    return f"{_DAYS[moment.weekday()]} {moment:%Y-%m-%d %H:%M}{seconds}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def utc(moment: datetime) -> str:
    """A time in UTC."""
    return f"{clock(moment.astimezone(UTC))} UTC"


def first(starting: Starting) -> Start | None:
    """The next time at which a trigger fires."""
    return starting.next[0] if starting.next else None
