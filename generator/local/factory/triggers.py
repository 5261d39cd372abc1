"""Triggers: what one that fires at a time, or at an event, hands to its pipeline."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator import expression
from generator.diagnostics import Code, Diagnostic, nearest
from generator.expression import Scope, TriggerKind
from generator.expression.context import ABSENT, Absent, Context
from generator.expression.values import Json
from generator.factory.read import Document
from generator.factory.read.documents import Node
from generator.factory.read.values import leaf
from generator.local.factory import events
from generator.local.factory.documents import Documents, read_json
from generator.local.factory.durations import spelled
from generator.local.factory.faults import ActivityFailed, Refused
from generator.local.factory.parameters import bind
from generator.local.factory.recurrence import Windows
from generator.local.factory.resolve import Resolver
from generator.local.factory.started import Started, iso
from generator.local.factory.trigger_documents import Reading

KINDS: Mapping[str, TriggerKind] = {
    "ScheduleTrigger": TriggerKind.SCHEDULE,
    "TumblingWindowTrigger": TriggerKind.TUMBLING_WINDOW,
    "BlobEventsTrigger": TriggerKind.BLOB_EVENTS,
    "CustomEventsTrigger": TriggerKind.CUSTOM_EVENTS,
}
_TIMED = (TriggerKind.SCHEDULE, TriggerKind.TUMBLING_WINDOW)
_NOT_LOOKED_AT = {
    "filters": "its filters are not looked at",
    "dependsOn": "what it depends on is not looked at",
}
Shape = Literal["iso", "us"]
"""How `trigger().scheduledTime` is written: "2018-04-11T00:05:49Z", as documented, or, as it has
been seen too (issue azure-docs#12477), "04/11/2018 00:05:49"."""


class Firing(Struct, frozen=True):
    """What a trigger hands to a pipeline.

    `value` is what `trigger()` gives in the trigger, `body` what `triggerBody()` does there.
    `parameters` are those that the trigger sets, evaluated. `notes` say what was not looked at.
    """

    trigger: str
    kind: TriggerKind
    pipeline: str
    value: Mapping[str, Json]
    body: Json | Absent
    parameters: Mapping[str, Json]
    started: Started
    notes: tuple[str, ...] = ()


def fire_at(
    documents: Documents, name: str, at: datetime, pipeline: str | None = None, shape: Shape = "iso"
) -> Firing:
    """What a trigger hands over that fires at a time.

    Args:
        documents: the folder.
        name: the trigger's.
        at: when; without a time zone it is in UTC. A tumbling window fires its delay after its end.
        pipeline: which of the trigger's pipelines, if it starts several.
        shape: how the scheduled time is written.

    Raises:
        Refused: the trigger does not fire then, or is no such trigger; what it hands over cannot be
            evaluated, or does not fit the pipeline.
    """
    trigger = _Trigger(documents, documents.get("trigger", name))
    moment = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    if trigger.kind not in _TIMED:
        raise trigger.wrong("it is started by an event, not at a time", "give the event: --event")
    read = _scheduled if trigger.kind is TriggerKind.SCHEDULE else _window
    value: dict[str, Json] = {"name": trigger.name, "startTime": iso(moment)}
    value.update(read(trigger, moment, shape))
    return trigger.firing(pipeline, moment, value, ABSENT)


def last_time(documents: Documents, name: str, now: datetime) -> datetime:
    """The last time at which a trigger has fired.

    Args:
        documents: the folder.
        name: the trigger's.
        now: the time up to which is looked, with a time zone.

    Raises:
        Refused: it has not fired yet, or is started by events.
    """
    trigger = _Trigger(documents, documents.get("trigger", name))
    if trigger.kind not in _TIMED:
        raise trigger.wrong("it is started by an event, not at a time", "give the event: --event")
    if trigger.kind is TriggerKind.SCHEDULE:
        recurrence = trigger.reading.schedule()
        around: Sequence[datetime | None] = (
            (now,) if recurrence.hits(now) else recurrence.nearest(now)
        )
    else:
        around = trigger.reading.windows().nearest(now)
    past = [each for each in around if each is not None and each <= now]
    if not past:
        raise trigger.wrong("it has not fired yet", "give a time at which it will: --at")
    return max(past)


def times_from(documents: Documents, name: str, at: datetime) -> Iterator[datetime]:
    """The times at which a trigger fires from a time on, in UTC; none if events start it.

    Args:
        documents: the folder.
        name: the trigger's.
        at: the first time that is looked at, with a time zone.

    Raises:
        Refused: there is no such trigger, or its document does not say when it fires.
    """
    trigger = _Trigger(documents, documents.get("trigger", name))
    if trigger.kind not in _TIMED:
        return iter(())
    if trigger.kind is TriggerKind.SCHEDULE:
        return trigger.reading.schedule().from_on(at)
    return trigger.reading.windows().from_on(at)


def zone_of(documents: Documents, name: str) -> tzinfo:
    """The time zone whose clock a trigger follows: only a schedule has one of its own.

    Raises:
        Refused: as `times_from`.
    """
    trigger = _Trigger(documents, documents.get("trigger", name))
    is_schedule = trigger.kind is TriggerKind.SCHEDULE
    return trigger.reading.schedule().zone if is_schedule else UTC


def fire_event(
    documents: Documents, name: str, event: Path, at: datetime, pipeline: str | None = None
) -> Firing:
    """What a trigger hands over that hears an event.

    Args:
        documents: the folder.
        name: the trigger's.
        event: a file with the event, in Event Grid's schema.
        at: when it is heard.
        pipeline: which of the trigger's pipelines, if it starts several.

    Raises:
        Refused: the event would not start the trigger, or as with `fire_at`.
    """
    trigger = _Trigger(documents, documents.get("trigger", name))
    if trigger.kind in _TIMED:
        raise trigger.wrong("it is started at times, not by an event", "give a time: --at")
    heard = events.read_event(read_json(event).document.root)
    check, body = _EVENTS[trigger.kind]
    check(documents, trigger.document.root, heard)
    moment = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    value: dict[str, Json] = {"name": trigger.name, "startTime": iso(moment)}
    told = body(heard)
    value["outputs"] = {"body": told}
    heard_as = ABSENT if documents.service == "synapse" else told
    return trigger.firing(pipeline, moment, value, heard_as)


_EVENTS: Mapping[
    TriggerKind,
    tuple[
        Callable[[Documents, Node, events.Event], None], Callable[[events.Event], dict[str, Json]]
    ],
] = {
    TriggerKind.BLOB_EVENTS: (events.check_blob_event, events.blob_body),
    TriggerKind.CUSTOM_EVENTS: (events.check_custom_event, events.custom_body),
}


class _Trigger:
    """A trigger's document."""

    def __init__(self, documents: Documents, document: Document) -> None:
        self.documents, self.document, self.name = documents, document, document.name
        type_ = document.root.member("properties", "type")
        named = (type_ and type_.text) or ""
        if named not in KINDS:
            message = f"triggers of this kind are not run here: {named or 'without a type'}"
            place = documents.place(type_ or document.root)
            hint = f"known: {', '.join(KINDS)}"
            raise Refused([Diagnostic(Code.NOT_A_CHOICE, message, place, hint)])
        self.type, self.kind = named, KINDS[named]

    @property
    def reading(self) -> Reading:
        return Reading(self.documents, self.document.root)

    def wrong(self, message: str, hint: str) -> Refused:
        place = self.documents.place(self.document.root.member("properties") or self.document.root)
        return Refused(
            [Diagnostic(Code.OUT_OF_RANGE, f"trigger {self.name}: {message}", place, hint)]
        )

    def firing(
        self, pipeline: str | None, moment: datetime, value: dict[str, Json], body: Json | Absent
    ) -> Firing:
        """What it hands to one of its pipelines."""
        start = self._start(pipeline)
        reference = start.member("pipelineReference", "referenceName")
        called = self.documents.get("pipeline", (reference and reference.text) or "", reference)
        node = start.member("parameters")
        parameters = self._parameters(node, value, body) if node else {}
        place = self.documents.place(node or start)
        bind(self.documents, called, parameters, place)
        run_id = f"{self.name}-{moment:%Y%m%dT%H%M%SZ}"
        started = Started(self.type, self.name, run_id, moment, value=value)
        return Firing(
            self.name,
            self.kind,
            called.name,
            value,
            body,
            parameters,
            started,
            tuple(self._notes()),
        )

    def _start(self, pipeline: str | None) -> Node:
        """Where it starts a pipeline."""
        properties = self.document.root.member("properties")
        listed, single = (
            properties.member(name) if properties else None for name in ("pipelines", "pipeline")
        )
        starts: dict[str, Node] = {
            (name.text or ""): start
            for start in (*(listed.items() if listed else ()), *([single] if single else ()))
            if (name := start.member("pipelineReference", "referenceName"))
        }
        if not starts:
            raise self.wrong("it starts no pipeline", "add one to its `pipelines`")
        if pipeline is None and len(starts) == 1:
            return next(iter(starts.values()))
        for name, start in starts.items():
            if pipeline is not None and name.casefold() == pipeline.casefold():
                return start
        if pipeline is None:
            raise self.wrong("it starts several pipelines", f"name one: {', '.join(starts)}")
        near = nearest(pipeline, starts)
        hint = f"did you mean '{near}'?" if near else f"it starts {', '.join(starts)}"
        raise self.wrong(f"it does not start '{pipeline}'", hint)

    def _parameters(
        self, node: Node, value: dict[str, Json], body: Json | Absent
    ) -> dict[str, Json]:
        problems = [each for _, one in node.members() for each in self._problems(one)]
        if problems:
            raise Refused(problems)
        resolver = Resolver(self.documents, Context(trigger=value, trigger_body=body))
        try:
            return {name: resolver.value(one) for name, one in node.members()}
        except ActivityFailed as failure:
            told = [failure.diagnostic] if failure.diagnostic else []
            raise Refused(told) from None

    def _problems(self, node: Node) -> Iterator[Diagnostic]:
        at = leaf(node)
        scope = Scope(trigger=self.kind, service=self.documents.service)
        if at.text is not None:
            for each in (
                expression.check(at.text, scope) if expression.is_expression(at.text) else ()
            ):
                place = self.documents.place(at, each)
                yield Diagnostic(each.code, each.message, place, each.hint)
            return
        for _, member in at.members():
            yield from self._problems(member)
        for item in at.items():
            yield from self._problems(item)

    def _notes(self) -> Iterator[str]:
        properties = self.document.root.member("properties", "typeProperties")
        for name, why in _NOT_LOOKED_AT.items():
            node = properties.member(name) if properties else None
            if node is not None and any(True for _ in node.items()):
                yield f"trigger {self.name}: {why} here"


def _scheduled(trigger: _Trigger, moment: datetime, shape: Shape) -> dict[str, Json]:
    recurrence = trigger.reading.schedule()
    if not recurrence.hits(moment):
        around = [each for each in recurrence.nearest(moment) if each is not None]
        raise _misses(trigger, moment, around, "fires")
    return {"scheduledTime": _spelled(moment, shape)}


def _window(trigger: _Trigger, moment: datetime, shape: Shape) -> dict[str, Json]:
    windows = trigger.reading.windows()
    window = windows.run_at(moment)
    if window is None:
        raise _misses(trigger, moment, windows.nearest(moment), _runs(windows))
    start, end = (_spelled(each, "iso") for each in window)
    return {
        "scheduledTime": _spelled(window[1], shape),
        "outputs": {"windowStartTime": start, "windowEndTime": end},
    }


def _runs(windows: Windows) -> str:
    if not windows.delay:
        return "fires"
    return f"fires, {spelled(windows.delay.total_seconds())} after a window's end,"


def _misses(trigger: _Trigger, moment: datetime, around: Sequence[datetime], fires: str) -> Refused:
    times = " and ".join(_spelled(each, "iso") for each in around)
    hint = f"near it, it {fires} at {times}" if times else "it never does"
    return trigger.wrong(f"it does not fire at {_spelled(moment, 'iso')}", hint)


def _spelled(moment: datetime, shape: Shape) -> str:
    form = "%Y-%m-%dT%H:%M:%SZ" if shape == "iso" else "%m/%d/%Y %H:%M:%S"
    return moment.strftime(form)
