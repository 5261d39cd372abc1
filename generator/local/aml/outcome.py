"""What a run of a pipeline came to."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.contract.values import Json
from generator.local.aml.submission import Refusal
from generator.local.events import Status


class StepRecord(Struct, frozen=True):
    """A step that ran, or was skipped.

    `arguments` are what its script was given; of a command, its one line. `parameters` are the
    pipeline's parameters that reached the script, each with its text. `log` is a file; of a
    parallel step, a folder with one for each worker.
    """

    name: str
    status: Status
    seconds: float = 0
    message: str = ""
    arguments: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None


class Written(Struct, frozen=True):
    """An output: the address of its folder or file, and those of the files that were written."""

    address: str
    files: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """A run's end.

    Attributes:
        run_id: the id that its scripts saw.
        status: how it ended.
        message: why it failed; "" if it did not.
        steps: its steps, in their order.
        outputs: where each output of the pipeline is now.
        tags: tags and properties of the run: those of the submission, and what scripts have set.
        refusals: why it did not even start.
    """

    run_id: str
    status: Status
    message: str = ""
    steps: tuple[StepRecord, ...] = ()
    outputs: Mapping[str, Written] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def activity_output(self) -> dict[str, Json]:
        """The output of an AzureMLExecutePipeline activity, so far as anybody has told of it.

        Microsoft documents none: nothing should refer to it.
        """
        ended = "Finished" if self.status is Status.SUCCEEDED else "Failed"
        return {"mlPipelineRunId": self.run_id, "status": ended}
