"""All of one job."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from generator.cli.aligned import aligned
from generator.cli.showing.words import calls, clock, state, utc
from generator.compiler.diff.recurrence import dependency
from generator.compiler.diff.spelling import spelled
from generator.contract.job import Job
from generator.contract.pipelines import BlobEvents, CustomEvents, TumblingWindow
from generator.contract.values import Json, Literal, Value
from generator.diagnostics.visible import visible
from generator.local.hops import HOPS
from generator.local.hops import spelled as plain
from generator.overview.model import Hops, Shown, Start, Starting

WIDEST = 36
"""So much is shown of a value in the table of hops; what triggers set stands below it in full."""
SENT = 72
"""So much is shown of what a trigger hands over at one time."""


def job_lines(shown: Shown) -> Iterator[str]:
    """The lines that tell of a job."""
    job = shown.job
    if job is None:
        yield f"{shown.name}: {state(shown.standing)}"
        return
    yield f"{job.name}: {state(shown.standing)}"
    yield from (f"  {visible(line)}" for line in job.description.splitlines())
    yield f"  {calls(job)}"
    if shown.hops:
        yield ""
        yield from _hops(shown.hops)
    if job.data:
        yield ""
        yield from _data(job)
    for each in shown.starts:
        yield ""
        yield from _trigger(each)


# parameters ---------------------------------------------------------------------------------------


def _hops(hops: Mapping[str, Hops]) -> list[str]:
    rows = [(f"  {name}", *_cells(each)) for name, each in hops.items()]
    return aligned([("parameter", *HOPS), *rows])


def _cells(hops: Hops) -> Iterator[str]:
    """A parameter at each hop, in the order of HOPS."""
    yield _each(hops.triggers)
    yield _default(hops.declared)
    yield "passed on" if hops.passed_on else _each(hops.activities)
    yield _default(hops.offered)
    yield ", ".join(dict.fromkeys(each.type for each in hops.scripts)) or "-"


def _each(values: Mapping[str, Value]) -> str:
    """What several set or send; with their names if they differ."""
    told = {name: _value(each) for name, each in values.items()}
    if len(set(told.values())) > 1:
        return _short(", ".join(f"{name}: {text}" for name, text in told.items()))
    return _short(next(iter(told.values()), "-"))


def _default(declared: tuple[str, Value | None] | None) -> str:
    if declared is None:
        return "-"
    return "required" if declared[1] is None else _short(_value(declared[1]))


def _value(value: Value) -> str:
    """A value; text as it is, as a run shows it."""
    return visible(plain(value.value) if isinstance(value, Literal) else spelled(value)) or "''"


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 3]}..."


# data ---------------------------------------------------------------------------------------------


def _data(job: Job) -> list[str]:
    kept = [each for each in job.data.values() if each.role != "intermediate"]
    rows = [(f"  {each.name}", each.role, each.datastore, each.path) for each in kept]
    return aligned([("data", "role", "datastore", "path"), *rows])


# triggers -----------------------------------------------------------------------------------------


def _trigger(starting: Starting) -> Iterator[str]:
    trigger = starting.trigger
    yield f"trigger {starting.name}: {visible(starting.words)}"
    yield from (f"  {visible(line)}" for line in trigger.description.splitlines())
    yield from (f"  {name} = {_value(each)}" for name, each in starting.sets.items())
    if isinstance(trigger, TumblingWindow):
        yield from (f"  waits for windows of {dependency(each)}" for each in trigger.depends_on)
    yield from _times(starting)


def _times(starting: Starting) -> Iterator[str]:
    if starting.fault:
        yield f"  its times are not told: {visible(starting.fault)}"
    elif isinstance(starting.trigger, BlobEvents | CustomEvents):
        yield f"  waits for such events of {starting.trigger.source}"
    elif not starting.next:
        yield "  fires no more"
    else:
        yield from (
            f"  {line}" for line in aligned([_row(starting, each) for each in starting.next])
        )


def _row(starting: Starting, start: Start) -> tuple[str, ...]:
    own = () if starting.zone == "UTC" else (clock(start.local),)
    window = start.window
    span = (f"window {_bound(window[0])} to {_bound(window[1])}",) if window else ()
    varying = {name: each for name, each in start.sends.items() if _varies(starting, name)}
    told = visible(start.fault) or _sent(varying)
    return (*own, utc(start.at), *span, told)


def _varies(starting: Starting, name: str) -> bool:
    return not isinstance(starting.sets.get(name), Literal)


def _sent(values: Mapping[str, Json]) -> str:
    told = "  ".join(f"{name} = {visible(plain(value))}" for name, value in values.items())
    return told if len(told) <= SENT else f"{told[: SENT - 3]}..."


def _bound(moment: datetime) -> str:
    """Where a window begins or ends; that it is midnight is not told."""
    return moment.strftime("%Y-%m-%d %H:%M" if moment.hour or moment.minute else "%Y-%m-%d")
