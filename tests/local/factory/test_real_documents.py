"""Pipelines that were generated, and pipelines that people wrote, come to an end or a diagnosis."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.expression import Service
from generator.expression.values import Json
from generator.local.events import Status
from generator.local.factory import (
    AmlCall,
    Documents,
    HttpRequest,
    HttpResponse,
    PipelineRun,
    Refused,
    Services,
    run_pipeline,
)
from generator.local.factory.parameters import declared
from tests.support.pipeline_runs import clock, documents

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / ".." / "shared" / "corpus" / "adf"
SAMPLES: dict[str, Json] = {
    "string": "2026-01-05",
    "int": 3,
    "float": 0.5,
    "bool": True,
    "array": ["a", "b"],
    "object": {},
    "securestring": "s",
}


def folders(below: Path) -> Iterator[Path]:
    return (each.parent for each in sorted(below.rglob("pipeline")) if each.is_dir())


GENERATED = [
    (folder, file.stem)
    for where in ("output", "tests/cases")
    for folder in folders(ROOT / where)
    for file in sorted((folder / "pipeline").glob("*.json"))
]
WRITTEN = [
    (folder, file.stem)
    for folder in folders(CORPUS)
    for file in sorted((folder / "pipeline").glob("*.json"))
]


class Azure:
    """Accepts every job, and says that it has ended so when it is asked for the second time."""

    def __init__(self, status: str) -> None:
        self.status, self.looks = status, 0
        self.bodies: list[Json] = []

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            self.bodies.append(json.loads(request.body or b"null"))
            return HttpResponse(201, "Created", {}, b'{"name": "job-1"}')
        self.looks += 1
        body = {"properties": {"status": self.status if self.looks > 1 else "Running"}}
        return HttpResponse(200, "OK", {}, json.dumps(body).encode())

    def run(self, call: AmlCall) -> Json:
        assert all(isinstance(text, str) for text in call.texts.values())
        return {}


def run(folder: Path, name: str, azure: Azure) -> PipelineRun:
    service: Service = "synapse" if folder.name == "synapse" else "data_factory"
    here = Documents(folder, service)
    given = {
        each.name: SAMPLES[each.type.casefold()]
        for each in declared(here.get("pipeline", name), "parameters")
        if each.default is None
    }
    services = Services(aml=azure.run, http=azure.answer, clock=clock())
    return run_pipeline(here, name, given, services, lambda _: None)


@pytest.mark.parametrize(("folder", "name"), GENERATED, ids=[name for _, name in GENERATED])
def test_a_generated_pipeline_runs_through(folder: Path, name: str) -> None:
    try:
        run(folder, name, Azure("Completed"))
    except Refused as refused:
        told = refused.diagnostics
        # what an activity gave that needs Azure, and pipelines that are elsewhere: nothing else
        if any("fixture" not in each.hint for each in told):
            raise


def test_a_batch_endpoint_is_called_polled_and_judged() -> None:
    azure = Azure("Completed")
    ran = run(ROOT / "output/factory", "customer_behavior", azure)
    assert (ran.status, ran.seconds, azure.looks) == (Status.SUCCEEDED, 240, 2)
    (body,) = azure.bodies
    text = json.dumps(body)
    assert '"Value": "2026-01-05"' in text
    assert '"Value": 39' in text
    assert f'"factory_run_id": "{ran.run_id}"' in text


def test_a_job_that_fails_fails_the_pipeline() -> None:
    ran = run(ROOT / "output/factory", "customer_behavior", Azure("Failed"))
    assert ran.status is Status.FAILED
    assert ran.message.endswith("Error: Azure ML job job-1 ended as Failed")


def test_a_job_that_hangs_is_cancelled() -> None:
    azure = Azure("Running")
    ran = run(ROOT / "output/factory", "customer_behavior", azure)
    ended = {each.name: each.status for each in ran.activities}
    assert ran.seconds == 4 * 3600
    assert ended["Score customers wait"] is Status.FAILED
    assert ended["Score customers cancel"] is Status.SUCCEEDED
    assert ran.message.endswith("Error: Azure ML job job-1 ended as Running")


@pytest.mark.skipif(not WRITTEN, reason="the corpus of real factories is not here")
def test_pipelines_that_people_wrote_are_run_or_diagnosed() -> None:
    ways: list[str] = []
    for folder, name in WRITTEN:
        try:
            ways.append(run(folder, name, Azure("Completed")).status)
        except Refused:
            ways.append("refused")
    assert ways.count(Status.SUCCEEDED) > len(ways) // 2


def test_azure_ml_gets_text_as_the_factory_spells_it(tmp_path: Path) -> None:
    calls: list[AmlCall] = []
    values: Json = {"a": True, "b": 1e-7, "c": 3, "d": None, "e": [1, "x"], "f": "@float('2')"}
    score: Json = {
        "name": "Score",
        "type": "AzureMLExecutePipeline",
        "linkedServiceName": {
            "referenceName": "aml",
            "type": "LinkedServiceReference",
            "parameters": {"workspace": "@{pipeline().Pipeline}-dev"},
        },
        "typeProperties": {"mlPipelineId": "p", "mlPipelineParameters": values},
    }
    here = documents(tmp_path, {"main": {"activities": [score]}})
    services = Services(aml=lambda call: calls.append(call), clock=clock())
    run_pipeline(here, "main", {}, services, lambda _: None)
    (call,) = calls
    assert call.texts == {"a": "True", "b": "1E-07", "c": "3", "d": "", "e": '[1,"x"]', "f": "2"}
    assert call.parameters == {"a": True, "b": 1e-7, "c": 3, "d": None, "e": [1, "x"], "f": 2.0}
    assert (call.linked_service, call.linked_service_parameters) == (
        "aml",
        {"workspace": "main-dev"},
    )
    assert (call.path, call.pipeline_id, call.endpoint_id) == (("Score",), "p", None)
