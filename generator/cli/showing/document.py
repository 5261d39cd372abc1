"""What is shown, for machines. docs/show.md tells the keys, which stay as they are."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from generator.contract.job import Job, Parameter
from generator.contract.steps import Data
from generator.contract.values import Expression, Json, Literal, Value
from generator.diagnostics.machines import data
from generator.overview.model import Hops, Overview, Shown, Standing, Start, Starting


def document(seen: Overview) -> dict[str, Json]:
    """The whole of it."""
    return {
        "at": _time(seen.at),
        "jobs": {name: _job(each) for name, each in seen.jobs.items()},
        "shared": _standing(seen.shared),
        "diagnostics": [cast("Json", data(each)) for each in seen.diagnostics],
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _standing(standing: Standing) -> dict[str, Json]:
    return {
        "state": standing.state.value,
        "errors": standing.errors,
        "changes": standing.changes,
        "edits": standing.edits,
        "blocked": standing.blocked,
    }


def _job(shown: Shown) -> dict[str, Json]:
    job = shown.job
    if job is None:
        return {**_standing(shown.standing), "compiles": False}
    return {
        **_standing(shown.standing),
        "compiles": True,
        "description": job.description,
        "service": job.factory.service,
        "sdk": job.sdk,
        "target": job.target.value,
        "pipelines": [each.name for each in job.factory.pipelines],
        "parameters": {name: _parameter(job, name, each) for name, each in shown.hops.items()},
        "data": {name: _data(each) for name, each in job.data.items()},
        "triggers": {each.name: _starting(each) for each in shown.starts},
    }


def _parameter(job: Job, name: str, hops: Hops) -> dict[str, Json]:
    said = _said(job.parameters[name]) if name in job.parameters else {}
    return {**said, "hops": _hops(hops)}


def _said(parameter: Parameter) -> dict[str, Json]:
    return {
        "type": parameter.type.value,
        "default": parameter.default,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "pattern": parameter.pattern,
        "description": parameter.description,
    }


def _hops(hops: Hops) -> dict[str, Json]:
    return {
        "trigger": _values(hops.triggers),
        "pipeline": _declared(hops.declared),
        "activity": _values(hops.activities),
        "aml": _declared(hops.offered),
        "script": {each.step: each.type for each in hops.scripts},
    }


def _declared(declared: tuple[str, Value | None] | None) -> Json:
    if declared is None:
        return None
    kind, default = declared
    return {"type": kind or None, "default": _value(default) if default else None}


def _values(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: _value(each) for name, each in values.items()}


def _value(value: Value) -> Json:
    """Known values are as they are; what is evaluated, or is computed by code, says that it is."""
    match value:
        case Literal(known):
            return known
        case Expression(text):
            return {"expression": text}
    return {"undecided": value.why}


def _data(given: Data) -> dict[str, Json]:
    place: dict[str, Json] = {"datastore": given.datastore, "path": given.path}
    kept = given.role != "intermediate"
    return {"role": given.role, "kind": given.kind, **(place if kept else {})}


def _starting(starting: Starting) -> dict[str, Json]:
    return {
        "name": starting.trigger.name,
        "type": starting.kind,
        "summary": starting.words,
        "description": starting.trigger.description,
        "sets": _values(starting.sets),
        "time_zone": starting.zone or None,
        "next": [_start(each) for each in starting.next],
        "fault": starting.fault or None,
    }


def _start(start: Start) -> dict[str, Json]:
    window: dict[str, Json] | None = None
    if start.window:
        window = {"start": _time(start.window[0]), "end": _time(start.window[1])}
    return {
        "utc": _time(start.at),
        "local": start.local.isoformat(timespec="seconds"),
        "sends": dict(start.sends),
        "window": window,
        "fault": start.fault or None,
    }
