"""Runs factory documents that a test writes down, and tells what came of it; outside is played."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.expression.values import Json
from generator.local.events import Event, Noted
from generator.local.factory import (
    ActivityFailed,
    ActivityRun,
    AmlCall,
    Clock,
    Documents,
    Fixtures,
    HttpRequest,
    HttpResponse,
    PipelineRun,
    Refused,
    Services,
    Started,
    read_fixtures,
    run_pipeline,
)

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
Case = Mapping[str, Json]


@dataclass
class Outside:
    """Plays Azure ML and the servers: gives the answers it was given, in order, and keeps calls."""

    aml: Sequence[Json] = ()
    http: Sequence[Json] = ()
    calls: list[AmlCall] = field(default_factory=list)
    requests: list[HttpRequest] = field(default_factory=list)

    def run(self, call: AmlCall) -> Json:
        self.calls.append(call)
        answer = self.aml[len(self.calls) - 1]
        if isinstance(answer, dict) and "fails" in answer:
            raise ActivityFailed(str(answer["fails"]), str(answer.get("code", "")))
        return answer

    def send(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        answer = self.http[len(self.requests) - 1]
        assert isinstance(answer, dict)
        body = answer.get("body", {})
        headers = answer.get("headers", {})
        assert isinstance(headers, dict)
        text = body if isinstance(body, str) else json.dumps(body)
        return HttpResponse(
            int(str(answer.get("status", 200))),
            str(answer.get("reason", "OK")),
            {name: str(value) for name, value in headers.items()},
            text.encode(),
        )


def lay_out(folder: Path, files: Mapping[str, Json]) -> Path:
    """Write JSON files by their paths below a folder."""
    for path, content in files.items():
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, indent=2), encoding="utf-8")
    return folder


def documents(folder: Path, pipelines: Mapping[str, Json], service: str = "") -> Documents:
    """Pipelines, by name their properties, as the documents of a folder."""
    files: dict[str, Json] = {
        f"pipeline/{name}": {"name": name, "properties": properties}
        for name, properties in pipelines.items()
    }
    lay_out(folder, files)
    return Documents(folder, "synapse" if service == "synapse" else "data_factory")


def clock(settle: Callable[[], None] = lambda: None) -> Clock:
    """A clock on which real work takes no time."""
    return Clock(START, lambda: 0.0, settle)


@dataclass
class Told:
    """What came of a run: the run, or why it was refused; and what was told meanwhile."""

    run: PipelineRun | None
    refused: tuple[Diagnostic, ...]
    events: list[Event]
    outside: Outside

    @property
    def ran(self) -> PipelineRun:
        assert self.run is not None, self.refused
        return self.run

    @property
    def notes(self) -> list[str]:
        return [each.message for each in self.events if isinstance(each, Noted)]

    @property
    def lines(self) -> dict[str, str]:
        """A line for each activity, by its path."""
        return {"/".join(each.path): line(each) for each in self.ran.activities}


def line(run: ActivityRun) -> str:
    """How an activity ended, in a line."""
    took = f" after {run.seconds:g} s" if run.seconds else ""
    tried = f" in {run.tries} tries" if run.tries > 1 else ""
    return f"{run.status}{took}{tried}" + (f": {run.message}" if run.message else "")


def run(
    folder: Path,
    pipelines: Mapping[str, Json],
    name: str = "main",
    parameters: Mapping[str, Json] | None = None,
    fixtures: Mapping[str, Json] | None = None,
    outside: Outside | None = None,
    started: Started | None = None,
    service: str = "",
) -> Told:
    """Run one of some pipelines."""
    here = documents(folder / "factory", pipelines, service)
    played, events, numbers = outside or Outside(), [], count(1)
    told: list[Event] = events
    try:
        found = read_fixtures(lay_out(folder / "fixtures", fixtures or {}))
        services = Services(
            aml=played.run if played.aml else None,
            http=played.send if played.http else Services().http,
            fixtures=found if fixtures else Fixtures(),
            clock=clock(),
            new_id=lambda: f"run-{next(numbers)}",
        )
        begun = started or Started()
        result = run_pipeline(here, name, parameters or {}, services, told.append, begun)
    except Refused as refused:
        return Told(None, refused.diagnostics, told, played)
    return Told(result, (), told, played)
