"""The batch endpoint of this machine: what is asked and answered has the service's shapes."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.local.aml import (
    BatchEndpoint,
    DataRef,
    LocalWorkspace,
    Outcome,
    Refusal,
    Submission,
)
from generator.local.aml.batch_requests import Unsuitable, read_request
from generator.local.events import Status, Tell

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

BODY = {
    "properties": {
        "InputData": {
            "raw": {"JobInputType": "UriFolder", "Uri": "azureml://datastores/lake/paths/a/b"},
            "names": {"JobInputType": "UriFile", "Uri": "https://x.blob.core.windows.net/c/n.csv"},
            "day": {"JobInputType": "Literal", "Value": "2026-01-05"},
            "top": {"JobInputType": "Literal", "Value": 26},
            "flag": {"JobInputType": "Literal", "Value": False},
        },
        "OutputData": {
            "scores": {"JobOutputType": "UriFolder", "Uri": "azureml://datastores/out/paths/s"}
        },
        "properties": {"experimentName": "trial", "factory_run_id": "F"},
    }
}
READ = Submission(
    {"day": "2026-01-05", "top": 26, "flag": False},
    {
        "raw": DataRef("lake", "a/b", "folder"),
        "names": DataRef("", "https://x.blob.core.windows.net/c/n.csv", "file"),
    },
    {"scores": DataRef("out", "s", "folder")},
    "trial",
    {"factory_run_id": "F"},
)


@dataclass
class Played:
    """A pipeline whose run ends when the test says so, and as it says."""

    name: str = "job"
    file: Path = Path("pipeline.py")
    refused: tuple[Refusal, ...] = ()
    fails: str = ""
    may_end: threading.Event = field(default_factory=threading.Event)
    folders: list[Path] = field(default_factory=list)

    def accepts(self, submission: Submission) -> tuple[Refusal, ...]:
        return self.refused

    def run(
        self, submission: Submission, workspace: LocalWorkspace, folder: Path, tell: Tell
    ) -> Outcome:
        self.folders.append(folder)
        self.may_end.wait()
        status = Status.FAILED if self.fails else Status.SUCCEEDED
        return Outcome(folder.name, status, self.fails)


@pytest.fixture
def played() -> Played:
    return Played()


@pytest.fixture
def endpoint(played: Played, tmp_path: Path) -> Iterator[BatchEndpoint]:
    made = BatchEndpoint(played, LocalWorkspace(), tmp_path, lambda event: None, patience=None)
    with made as open_:
        yield open_
        played.may_end.set()


def asked(endpoint: BatchEndpoint, method: str, path: str = "", body: object = None) -> Any:
    """The status and the body of an answer."""
    where = urlsplit(endpoint.address)
    connection = HTTPConnection(where.netloc)
    sent = body if isinstance(body, str) else None if body is None else json.dumps(body)
    connection.request(method, where.path + path, sent, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


def test_a_request_is_read() -> None:
    assert read_request(json.loads(json.dumps(BODY))) == READ
    assert read_request({"properties": {}}) == Submission()


def test_what_the_sdk_sends_is_read_alike() -> None:
    pytest.importorskip("azure.ai.ml", reason="pip install 'scorewright[aml]'")
    from azure.ai.ml import Input, Output
    from azure.ai.ml._schema._deployment.batch.batch_job import BatchJobSchema

    given = {
        "input_data": {
            "raw": Input(type="uri_folder", path="azureml://datastores/lake/paths/a/b"),
            "names": Input(type="uri_file", path="https://x.blob.core.windows.net/c/n.csv"),
            "day": Input(type="string", default="2026-01-05"),
            "top": Input(type="integer", default=26),
            "flag": Input(type="boolean", default=False),
        },
        "output_data": {
            "scores": Output(type="uri_folder", path="azureml://datastores/out/paths/s")
        },
        "properties": {"experimentName": "trial", "factory_run_id": "F"},
    }
    overrides = [{name: value} for name, value in given.items()]
    context = {"base_path": Path(), "params_override": overrides}
    body = BatchJobSchema(context=context).load(data={})
    assert read_request({"properties": json.loads(json.dumps(body))}) == READ


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ([], ["the body is no object: []", "the body has no properties"]),
        ({}, ["the body has no properties"]),
        ({"properties": {"InputData": "x"}}, ["inputData is no object"]),
        ({"properties": {"InputData": {"a": 5}}}, ["input 'a' is no object: 5"]),
        (
            {"properties": {"InputData": {"a": {"JobInputType": "Folder", "Uri": "x"}}}},
            ["input 'a' has no type that there is: folder"],
        ),
        (
            {"properties": {"InputData": {"a": {"JobInputType": "Literal", "Uri": "x"}}}},
            ["input 'a' is a Literal: it needs a Value, and no Uri"],
        ),
        (
            {"properties": {"InputData": {"a": {"JobInputType": "UriFile", "Value": "x"}}}},
            ["input 'a' needs a Uri, and is sent None"],
        ),
        (
            {"properties": {"InputData": {"a": {"JobInputType": "UriFile", "Url": "x"}}}},
            [
                "input 'a' has the key 'Url', which there is not (nearest: 'uri')",
                "input 'a' needs a Uri, and is sent None",
            ],
        ),
        (
            {"properties": {"OutputData": {"a": {"JobOutputType": "UriFile", "Uri": ""}}}},
            ["output 'a' needs a Uri, and is sent ''"],
        ),
    ],
)
def test_what_is_no_request(changed: Any, reasons: list[str]) -> None:
    with pytest.raises(Unsuitable) as caught:
        read_request(changed)
    assert list(caught.value.reasons) == reasons


def test_a_run_is_asked_for_and_looked_at(
    endpoint: BatchEndpoint, played: Played, tmp_path: Path
) -> None:
    status, job = asked(endpoint, "POST", body=BODY)
    assert status == 201
    assert job["properties"]["status"] == "NotStarted"
    name = job["name"]
    assert job["id"] == f"{endpoint.address}/{name}"
    # The first question is answered at once, so that who asks sees a run that goes on.
    assert asked(endpoint, "GET", f"/{name}") == (
        200,
        job | {"properties": {"status": "Running", "name": name}},
    )
    # The second waits for the end: a virtual clock would pass hours meanwhile.
    threading.Timer(0.05, played.may_end.set).start()
    _, done = asked(endpoint, "GET", f"/{name}")
    assert done["properties"]["status"] == "Completed"
    assert endpoint.jobs[name].submission == READ
    assert played.folders == [tmp_path / name]


def test_a_run_that_fails_says_so(endpoint: BatchEndpoint, played: Played) -> None:
    played.fails = "step score: why"
    played.may_end.set()
    _, job = asked(endpoint, "POST", body=BODY)
    endpoint.jobs[job["name"]].ended.wait()
    _, done = asked(endpoint, "GET", f"/{job['name']}")
    assert done["properties"]["status"] == "Failed"
    assert done["properties"]["error"]["message"] == "step score: why"


def test_the_sdk_reads_the_answers(endpoint: BatchEndpoint) -> None:
    pytest.importorskip("azure.ai.ml", reason="pip install 'scorewright[aml]'")
    from azure.ai.ml.entities._deployment.batch_job import BatchJob

    _, job = asked(endpoint, "POST", body=BODY)
    read = BatchJob._from_rest_object(job)
    assert (read.name, read.status) == (job["name"], "NotStarted")


def test_what_does_not_fit_is_refused_with_every_reason(
    endpoint: BatchEndpoint, played: Played
) -> None:
    played.refused = (Refusal("one thing"), Refusal("another"))
    status, answer = asked(endpoint, "POST", body=BODY)
    assert status == 400
    assert answer["error"]["message"] == "one thing; another"
    assert [one["message"] for one in answer["error"]["details"]] == ["one thing", "another"]
    assert endpoint.refused == [played.refused]
    assert endpoint.jobs == {}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("POST", "", "{", 400, "the body is no JSON: "),
        ("POST", "", {"properties": {"InputData": {"a": {}}}}, 400, "input 'a' has no type"),
        ("POST", "/x", BODY, 404, "there is nothing at /jobs/x"),
        ("GET", "/none", None, 404, "there is no job 'none'"),
        ("GET", "/a/b", None, 404, "there is nothing at /jobs/a/b"),
    ],
)
def test_other_requests_are_refused(
    method: str, path: str, body: object, status: int, words: str, endpoint: BatchEndpoint
) -> None:
    found, answer = asked(endpoint, method, path, body)
    assert found == status
    assert words in answer["error"]["message"]


def test_only_this_machine_is_answered(endpoint: BatchEndpoint) -> None:
    assert urlsplit(endpoint.address).hostname == "127.0.0.1"
