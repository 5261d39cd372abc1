"""What reaches out of the interpreter: everything else in a run is a computation."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from msgspec import Struct, field

from generator.expression.values import Json
from generator.local.factory.clock import Clock
from generator.local.factory.fixtures import Fixtures
from generator.local.factory.http import HttpRequest, HttpResponse, send_to_loopback


class AmlCall(Struct, frozen=True):
    """An AzureMLExecutePipeline activity whose expressions are all evaluated.

    `pipeline_id` and `endpoint_id` are as the activity has them: one of them is None, or both.
    `parameters` are mlPipelineParameters with the types that they came to have, and `texts` the
    same as Azure ML gets them: as text, in the spelling of .NET ("True", "1E-07"). `data` are
    dataPathAssignments; `properties` is everything, as the document spells it.
    """

    path: tuple[str, ...]
    pipeline: str
    run_id: str
    activity: str
    linked_service: str | None
    linked_service_parameters: Mapping[str, Json]
    pipeline_id: str | None
    endpoint_id: str | None
    version: str | None
    experiment: str | None
    parent_run: str | None
    continue_on_step_failure: bool
    parameters: Mapping[str, Json]
    texts: Mapping[str, str]
    data: Mapping[str, Json]
    properties: Mapping[str, Json]


def _now() -> Clock:
    return Clock(datetime.now(UTC))


def _new_id() -> str:
    return str(uuid4())


class Services(Struct, frozen=True):
    """What a run can ask for.

    Attributes:
        aml: runs a published pipeline and gives the activity's output. Raises ActivityFailed. None
            if there is nobody who could: the activity is then taken from a fixture, or skipped.
        http: sends the request of a Web activity. Raises NotReachable where nobody here answers to
            the address, and ActivityFailed where nobody answers.
        fixtures: outputs of activities that need Azure. They go before `aml` and `http`.
        clock: the virtual clock.
        new_id: ids of runs.
    """

    aml: Callable[[AmlCall], Json] | None = None
    http: Callable[[HttpRequest], HttpResponse] = send_to_loopback
    fixtures: Fixtures = field(default_factory=Fixtures)
    clock: Clock = field(default_factory=_now)
    new_id: Callable[[], str] = _new_id
