"""A batch endpoint on this machine: requests start runs, which go on in threads."""

import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct, field

from generator.contract.values import Json
from generator.local.aml.batch_requests import Unsuitable, answer, read_request, refusal
from generator.local.aml.outcome import Outcome
from generator.local.aml.pipeline import AmlPipeline
from generator.local.aml.submission import Refusal, Submission
from generator.local.aml.workspace import LocalWorkspace
from generator.local.events import Status, Tell

JOBS = "/jobs"
Answered = tuple[HTTPStatus, Json]
"""A status and a body."""

LARGEST = 4 * 1024 * 1024
"""Bytes that a Web activity can send. Source: page control-flow-web-activity."""


class BatchJob(Struct):
    """A run that was asked for. `outcome` is None until it has ended."""

    name: str
    submission: Submission
    ended: threading.Event = field(default_factory=threading.Event)
    outcome: Outcome | None = None

    @property
    def status(self) -> str:
        """In the words of Azure ML."""
        if self.outcome is None:
            return "Running"
        return "Completed" if self.outcome.status is Status.SUCCEEDED else "Failed"


class BatchEndpoint:
    """A context in which a pipeline answers at an address of this machine.

    `POST <address>` starts a run, `GET <address>/<name>` tells its status, as the service does. A
    request that does not fit the pipeline is answered with 400 and every reason.

    Attributes:
        address: what a factory's `endpoint_uri` is then, as "http://127.0.0.1:41234/jobs".
        jobs: what was asked for so far, by name.
        refused: why requests were refused, in their order.
    """

    def __init__(
        self,
        pipeline: AmlPipeline,
        workspace: LocalWorkspace,
        folder: Path,
        tell: Tell,
        *,
        patience: float | None = None,
    ) -> None:
        """Make an endpoint, which answers once the context is entered.

        Args:
            pipeline: what it runs.
            workspace: on what.
            folder: where each run gets a folder, of the run's name.
            tell: is told of each step, in the thread of its run.
            patience: how many seconds the second question for a status, and any later one, waits
                for the run's end before it is answered. None is as long as the run takes: who asks
                by a virtual clock would else give up at once. The first is answered immediately.
        """
        self.jobs: dict[str, BatchJob] = {}
        self.refused: list[tuple[Refusal, ...]] = []
        self._pipeline = pipeline
        self._workspace = workspace
        self._folder = folder
        self._tell = tell
        self._patience = patience
        self._asked: set[str] = set()
        self._numbers = count(1)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}{JOBS}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Answer no more; the runs that go on are waited for, unless something failed."""
        self._server.shutdown()
        self._server.server_close()
        if error is None:
            for job in self.jobs.values():
                job.ended.wait()

    def submit(self, body: bytes) -> Answered:
        """Start a run, and give what a request for it is answered."""
        try:
            submission = read_request(_parsed(body))
        except Unsuitable as error:
            self.refused.append(tuple(Refusal(reason) for reason in error.reasons))
            return HTTPStatus.BAD_REQUEST, refusal(error.reasons)
        if refused := self._pipeline.accepts(submission):
            self.refused.append(refused)
            return HTTPStatus.BAD_REQUEST, refusal(tuple(one.message for one in refused))
        job = BatchJob(f"{self._pipeline.name}-{next(self._numbers)}", submission)
        self.jobs[job.name] = job
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return HTTPStatus.CREATED, answer(job.name, "NotStarted", self.address, "")

    def look(self, name: str) -> Answered:
        """What a question for a run's status is answered."""
        job = self.jobs.get(name)
        if job is None:
            return HTTPStatus.NOT_FOUND, refusal((f"there is no job {name!r}",))
        if name in self._asked:
            job.ended.wait(self._patience)
        self._asked.add(name)
        message = job.outcome.message if job.outcome else ""
        return HTTPStatus.OK, answer(name, job.status, self.address, message)

    def _run(self, job: BatchJob) -> None:
        folder = self._folder / job.name
        try:
            job.outcome = self._pipeline.run(job.submission, self._workspace, folder, self._tell)
        except Exception as error:
            job.outcome = Outcome(job.name, Status.FAILED, f"{type(error).__name__}: {error}")
            raise
        finally:
            job.ended.set()


def _parsed(body: bytes) -> Json:
    try:
        parsed: Json = json.loads(body)
    except ValueError as error:
        raise Unsuitable((f"the body is no JSON: {error}",)) from error
    return parsed


def _handler(endpoint: BatchEndpoint) -> type[BaseHTTPRequestHandler]:
    """What handles requests to an endpoint."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if length > LARGEST:
                self.close_connection = True
                status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                self._answer(status, refusal(("the body is larger than 4 MB",)))
                return
            body = self.rfile.read(length)
            here = self.path.partition("?")[0] == JOBS
            self._answer(*(endpoint.submit(body) if here else self._nowhere()))

        def do_GET(self) -> None:
            root, _, name = self.path.partition("?")[0].rpartition("/")
            self._answer(*(endpoint.look(name) if root == JOBS else self._nowhere()))

        def _nowhere(self) -> Answered:
            return HTTPStatus.NOT_FOUND, refusal((f"there is nothing at {self.path}",))

        def _answer(self, status: HTTPStatus, document: Json) -> None:
            text = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing: what happens is told by events."""

    return Handler
