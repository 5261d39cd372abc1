"""Runs a pipeline of the factory with the AML sides that it calls, from the files of both."""

import json
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TextIO

from msgspec.structs import asdict

from generator.contract.values import Json
from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.local.azure_ml import AzureMl
from generator.local.events import Event, Noted, Tell
from generator.local.factory import (
    Clock,
    Documents,
    Fixtures,
    PipelineRun,
    Refused,
    Services,
    Started,
    read_fixtures,
    run_pipeline,
)
from generator.local.factory.parameters import declared, parse
from generator.local.factory.triggers import Firing, fire_at, fire_event, last_time
from generator.local.gathered import outputs, rows_of
from generator.local.misfits import misfits
from generator.local.report import Report
from generator.local.request import Request
from generator.local.secrets import secrets

REPORT, EVENTS = "run.json", "events.jsonl"
"""The files of a run's folder that tell of it."""


def run(request: Request, tell: Tell) -> Report:
    """Run a pipeline.

    Args:
        request: which, how it is started, and on what.
        tell: is told what goes on, one thing at a time.

    Returns:
        What came of it, failed or not. The run's folder then holds the same as `run.json`, and
        what was told as `events.jsonl`.

    Raises:
        Refused: the run cannot begin, or cannot go on honestly.
    """
    began = time.monotonic()
    documents = Documents(request.documents, request.service)
    firing = _fired(request, documents)
    given = {**(firing.parameters if firing else {}), **_given(request, documents)}
    fixtures = read_fixtures(request.fixtures) if request.fixtures else Fixtures()
    with ExitStack() as opened:
        told = _Told(tell, request.folder / EVENTS, opened)
        for note in firing.notes if firing else ():
            told(Noted(note))
        azure = AzureMl(documents, request.sides, request.workspace, request.folder, told)
        opened.enter_context(azure)
        outcome = _ran(request, documents, firing, given, azure, fixtures, told)
    hidden = secrets(documents.get("pipeline", request.pipeline), given)
    report = Report(
        run=outcome,
        aml=azure.runs,
        rows=rows_of(firing, outcome, azure.runs, hidden),
        outputs=tuple(outputs(azure.runs)),
        found=tuple(misfits(documents, azure.refused)),
        seconds=time.monotonic() - began,
        folder=request.folder,
        hidden=hidden,
    )
    request.folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report.json(), indent=2, ensure_ascii=False)
    (request.folder / REPORT).write_text(f"{text}\n", encoding="utf-8")
    return report


class _Told:
    """Hands events on, one at a time, and writes them down; what never begins leaves no file."""

    def __init__(self, tell: Tell, file: Path, opened: ExitStack) -> None:
        self._tell, self._file, self._opened, self._lock = tell, file, opened, Lock()

    @cached_property
    def _log(self) -> TextIO:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        return self._opened.enter_context(self._file.open("w", encoding="utf-8"))

    def __call__(self, event: Event) -> None:
        with self._lock:
            line = {"event": type(event).__name__, **asdict(event)}
            self._log.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._tell(event)


def _fired(request: Request, documents: Documents) -> Firing | None:
    """What the trigger hands over, if one starts the run."""
    if request.trigger is None:
        return None
    now = datetime.now(UTC)
    if request.event:
        at = request.at or now
        return fire_event(documents, request.trigger, request.event, at, request.pipeline)
    at = request.at or last_time(documents, request.trigger, now)
    return fire_at(documents, request.trigger, at, request.pipeline)


def _given(request: Request, documents: Documents) -> Mapping[str, Json]:
    """The values that were given by hand, each as its parameter's type.

    Raises:
        Refused: there is no such parameter, or a text is no such value; all of it.
    """
    pipeline = documents.get("pipeline", request.pipeline)
    known = {each.name.casefold(): each for each in declared(pipeline, "parameters")}
    values: dict[str, Json] = {}
    found: list[Diagnostic] = []
    for name, text in request.parameters.items():
        parameter = known.get(name.casefold())
        if parameter is None:
            names = [each.name for each in known.values()]
            near = nearest(name, names)
            hint = f"did you mean '{near}'?" if near else f"declared: {', '.join(names) or 'none'}"
            message = f"pipeline {pipeline.name} has no parameter '{name}'"
            found.append(Diagnostic(Code.UNKNOWN_PARAMETER, message, Place(pipeline.file), hint))
            continue
        try:
            values[parameter.name] = parse(parameter.type, text)
        except ValueError as error:
            place = documents.place(parameter.node)
            message = f"the value for parameter '{parameter.name}': {error}"
            found.append(Diagnostic(Code.WRONG_TYPE, message, place))
    if found:
        raise Refused(found)
    return values


def _ran(
    request: Request,
    documents: Documents,
    firing: Firing | None,
    given: Mapping[str, Json],
    azure: AzureMl,
    fixtures: Fixtures,
    tell: Tell,
) -> PipelineRun:
    clock = Clock(request.at or datetime.now(UTC))
    services = Services(aml=azure.execute, http=azure.send, fixtures=fixtures, clock=clock)
    started = firing.started if firing else Started()
    return run_pipeline(documents, request.pipeline, given, services, tell, started)
