"""Azure ML, played here for the pipelines of a factory: published pipelines and batch endpoints."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from msgspec import Struct, field

from generator.aml.read import Unreadable, read_offers
from generator.contract.model import Sdk
from generator.contract.resources import ENDPOINTS
from generator.contract.values import Json
from generator.diagnostics import nearest
from generator.local.aml import (
    BatchEndpoint,
    DataRef,
    LocalPipeline,
    LocalWorkspace,
    Outcome,
    Refusal,
    Submission,
    Unloadable,
    load_v1,
    load_v2,
)
from generator.local.events import Status, Tell
from generator.local.factory import ActivityFailed, AmlCall, Documents, HttpRequest, HttpResponse
from generator.local.factory.http import NO_RESPONSE, send_to_loopback
from generator.local.request import Side

LINKED_SERVICE = "AzureMLService"


class AmlRun(Struct, frozen=True):
    """A run of an AML pipeline: what it was asked to do, and what came of it.

    `defaults` are the parameters that were not sent, with what the code has for them.
    """

    side: Side
    submission: Submission
    defaults: Mapping[str, Json]
    outcome: Outcome


class AzureMl(Struct):
    """A context in which the AML sides of jobs can be called, as the factory calls them.

    Args:
        documents: the factory's, for its linked services.
        sides: those of all jobs.
        workspace: data, models and compute.
        folder: where each run gets a folder.
        tell: is told of each step.
    """

    documents: Documents
    sides: tuple[Side, ...]
    workspace: LocalWorkspace
    folder: Path
    tell: Tell
    _runs: list[AmlRun] = field(default_factory=list)
    _refused: list[tuple[Side, Refusal]] = field(default_factory=list)
    _loaded: dict[Path, LocalPipeline] = field(default_factory=dict)
    _endpoints: dict[Path, BatchEndpoint] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    @property
    def refused(self) -> tuple[tuple[Side, Refusal], ...]:
        """What Azure ML would not take, or not heed, by the side that it was sent to."""
        asked = [
            (side, each)
            for side, _, endpoint in self._entered()
            for refused in endpoint.refused
            for each in refused
        ]
        return (*self._refused, *asked)

    @property
    def runs(self) -> tuple[AmlRun, ...]:
        """All runs that there were, those that activities asked for first."""
        asked = [
            self._run(side, pipeline, job.submission, job.outcome)
            for side, pipeline, endpoint in self._entered()
            for job in endpoint.jobs.values()
            if job.outcome is not None
        ]
        return (*self._runs, *asked)

    # SDK v1: published pipelines ------------------------------------------------------------------

    def execute(self, call: AmlCall) -> Json:
        """Run what an AzureMLExecutePipeline activity calls; gives the activity's output.

        Raises:
            ActivityFailed: Azure ML would not take the call, or the run failed.
        """
        self._check_linked_service(call)
        side = self._called(call)
        if self._sdk(side) != "v1":
            raise ActivityFailed(
                f"{_shown(side)} is for SDK v2: AzureMLExecutePipeline runs published pipelines of"
                " SDK v1 only"
            )
        pipeline = self._pipeline(side)
        submission = Submission(
            parameters=call.texts,
            data=_data_paths(call.data),
            experiment=call.experiment,
            continue_on_step_failure=call.continue_on_step_failure,
        )
        if refused := pipeline.accepts(submission):
            self._refused.extend((side, each) for each in refused)
            told = "\n".join(each.message for each in refused)
            raise ActivityFailed(_of(call.activity, told), "AzureMLRefused")
        name = f"{side.job}-{len(self._runs) + 1}"
        outcome = pipeline.run(submission, self.workspace, self.folder / name, self.tell)
        self._runs.append(self._run(side, pipeline, submission, outcome))
        if outcome.status is Status.FAILED:
            raise ActivityFailed(outcome.message, output=outcome.activity_output)
        return outcome.activity_output

    def _check_linked_service(self, call: AmlCall) -> None:
        """Refuse a call without a linked service of Azure ML, or with one that is not there."""
        if call.linked_service is None:
            raise ActivityFailed(f"activity {call.activity!r} has no linked service")
        document = self.documents.get("linkedService", call.linked_service)
        kind = document.root.member("properties", "type")
        if kind is None or kind.text != LINKED_SERVICE:
            found = kind.text if kind else None
            named = f"the linked service {call.linked_service!r}"
            raise ActivityFailed(f"{named} is of type {found}, not {LINKED_SERVICE}")

    def _called(self, call: AmlCall) -> Side:
        ids = [each for each in (call.pipeline_id, call.endpoint_id) if each]
        if len(ids) != 1:
            given = "both mlPipelineId and mlPipelineEndpointId" if ids else "no id of a pipeline"
            raise ActivityFailed(f"activity {call.activity!r} sends {given}: exactly one is needed")
        for side in self.sides:
            if call.pipeline.casefold() in {each.casefold() for each in side.pipelines}:
                return side
        raise ActivityFailed(f"there is no AML side for the pipeline {call.pipeline!r}")

    # SDK v2: batch endpoints ----------------------------------------------------------------------

    def send(self, request: HttpRequest) -> HttpResponse:
        """Answer a request of a Web activity: those to batch endpoints go to this machine.

        Raises:
            NotReachable: it is for somebody else, who is not here.
            ActivityFailed: nobody would answer at such an endpoint.
        """
        url = urlsplit(request.url)
        if not (url.hostname or "").endswith(ENDPOINTS):
            return send_to_loopback(request)
        for side in self.sides:
            if urlsplit(side.address).hostname == url.hostname:
                here = urlsplit(self._endpoint(side).address)
                local = url._replace(scheme=here.scheme, netloc=here.netloc).geturl()
                return send_to_loopback(_to(local, request))
        known = {urlsplit(side.address).hostname or "" for side in self.sides}
        near = nearest(url.hostname or "", known)
        hint = f"nearest: {near}" if near else f"there are: {', '.join(sorted(known))}"
        message = f"no endpoint of these jobs is at {url.hostname} ({hint})"
        raise ActivityFailed(message, NO_RESPONSE)

    def _endpoint(self, side: Side) -> BatchEndpoint:
        if side.folder not in self._endpoints:
            if self._sdk(side) != "v2":
                raise ActivityFailed(
                    f"{_shown(side)} is for SDK v1: no batch endpoint runs it", NO_RESPONSE
                )
            pipeline = self._pipeline(side)
            endpoint = BatchEndpoint(pipeline, self.workspace, self.folder, self.tell)
            self._endpoints[side.folder] = self._open.enter_context(endpoint)
        return self._endpoints[side.folder]

    # both -----------------------------------------------------------------------------------------

    def _entered(self) -> list[tuple[Side, LocalPipeline, BatchEndpoint]]:
        return [
            (side, self._loaded[side.folder], self._endpoints[side.folder])
            for side in self.sides
            if side.folder in self._endpoints
        ]

    def _run(
        self, side: Side, pipeline: LocalPipeline, submission: Submission, outcome: Outcome
    ) -> AmlRun:
        defaults: dict[str, Json] = {
            name: each.default
            for name, each in pipeline.graph.parameters.items()
            if name not in submission.parameters and each.default is not None
        }
        return AmlRun(side, submission, defaults, outcome)

    def _sdk(self, side: Side) -> Sdk:
        """What the code itself is written for."""
        file = side.folder / "pipeline.py"
        try:
            offers = read_offers(PurePosixPath(file), file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, Unreadable) as error:
            raise ActivityFailed(f"{file} cannot be read: {error}") from None
        if not offers:
            raise ActivityFailed(f"{file} defines no AML pipeline")
        return offers[0].half.sdk

    def _pipeline(self, side: Side) -> LocalPipeline:
        if side.folder not in self._loaded:
            load = load_v1 if self._sdk(side) == "v1" else load_v2
            try:
                self._loaded[side.folder] = load(side.folder)
            except Unloadable as error:
                raise ActivityFailed(str(error)) from None
        return self._loaded[side.folder]


def _of(activity: str, message: str) -> str:
    """A message of the AML side, which knows no activities' names."""
    return message.replace("the activity", f"activity {activity!r}")


def _data_paths(assigned: Mapping[str, Json]) -> dict[str, DataRef]:
    """What dataPathAssignments name.

    Source: AzureMLExecutePipelineActivityTypeProperties of the SDKs, and the page
    transform-data-machine-learning-service.
    """
    found: dict[str, DataRef] = {}
    for name, value in assigned.items():
        entry = value if isinstance(value, dict) else {}
        datastore, path = entry.get("DataStoreName"), entry.get("RelativePath")
        if not isinstance(datastore, str) or not isinstance(path, str):
            raise ActivityFailed(
                f"dataPathAssignments: {name!r} needs DataStoreName and RelativePath as text,"
                f" and is {value!r}"
            )
        found[name] = DataRef(datastore, path)
    return found


def _to(url: str, request: HttpRequest) -> HttpRequest:
    return HttpRequest(request.method, url, request.headers, request.body, request.timeout)


def _shown(side: Side) -> str:
    return (side.folder / "pipeline.py").as_posix()
