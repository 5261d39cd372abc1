"""What a factory hands to Azure ML, whichever activity sends it, and why it may be refused."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.contract.values import Json
from generator.diagnostics import Place
from generator.local.aml.data_ref import DataRef


class Submission(Struct, frozen=True):
    """A request for a run.

    Attributes:
        parameters: v1: mlPipelineParameters, all text; v2: the literal inputs, typed.
        data: v1: dataPathAssignments; v2: the inputs that have a URI.
        outputs: v2: the outputs, each with a URI.
        experiment: its name, if one is given.
        properties: what else is told of the run, as `factory_run_id`.
        continue_on_step_failure: whether other steps go on when one has failed; None is as the
            pipeline's code says.
    """

    parameters: Mapping[str, Json] = field(default_factory=dict)
    data: Mapping[str, DataRef] = field(default_factory=dict)
    outputs: Mapping[str, DataRef] = field(default_factory=dict)
    experiment: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    continue_on_step_failure: bool | None = None


SentAs = Literal["", "parameters", "data"]


class Refusal(Struct, frozen=True):
    """Why a submission cannot run.

    `name` is that of the parameter or data that it is about, and `sent` as what it was sent: ""
    if it was not. `place` is what it should fit, in the pipeline's code.
    """

    message: str
    place: Place | None = None
    name: str = ""
    sent: SentAs = ""

    def __str__(self) -> str:
        return f"{self.message} [{self.place}]" if self.place else self.message
