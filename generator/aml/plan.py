"""The steps of a job's AML pipeline: those of the spec, and those that SDK v1 needs besides.

No input of a v1 parallel step can vary from run to run, and no output's destination: so a script
step before it stages what it reads, and one behind it publishes what it wrote.
"""

from collections.abc import Iterator, Mapping
from typing import Literal as OneOf

from msgspec import Struct, field
from msgspec.structs import replace

from generator.contract import ports
from generator.contract.job import Job
from generator.contract.settings import gives_rows
from generator.contract.steps import CommandStep, Data, ParallelStep, Step


class Added(Struct, frozen=True):
    """A script step that the spec does not have; `of` is the parallel step that needs it."""

    kind: OneOf["stage", "publish"]
    step: CommandStep
    source: Data
    target: Data
    of: ParallelStep

    @property
    def file(self) -> str | None:
        """The file of the rows that run() gave; None if the script wrote its own files."""
        return None if writes_itself(self.of) else str(self.of.settings["output_file"])


class Plan(Struct, frozen=True):
    """All steps in their order, as they are wired, and which of them are `added`, by name.

    Scripts know data by the names of the spec, which `declared` steps have.
    """

    steps: tuple[Step, ...]
    declared: Mapping[str, Step]
    added: Mapping[str, Added] = field(default_factory=dict)

    @property
    def own(self) -> tuple[Step, ...]:
        """The steps of the spec."""
        return tuple(step for step in self.steps if step.name not in self.added)

    @property
    def data(self) -> tuple[Data, ...]:
        """All data that steps read or write, each once."""
        found = (each for step in self.steps for each in (*ports.reads(step), *ports.writes(step)))
        return tuple({each.name: each for each in found}.values())


def planned(job: Job) -> Plan:
    """The steps of a job's AML pipeline."""
    if job.sdk == "v2":
        return Plan(job.aml.steps, {step.name: step for step in job.aml.steps})
    staged: dict[str, Data] = {}
    steps: list[Step] = []
    added: dict[str, Added] = {}
    for step in job.aml.steps:
        for each in _around(step, staged):
            steps.append(each.step if isinstance(each, Added) else each)
            if isinstance(each, Added):
                added[each.step.name] = each
    declared = {step.name: step for step in (*steps, *job.aml.steps)}
    return Plan(tuple(steps), declared, added)


def _around(step: Step, staged: dict[str, Data]) -> Iterator[Step | Added]:
    """A step, after the staging of what it reads and before the publishing of what it writes."""
    if not isinstance(step, ParallelStep):
        yield step
        return
    for data in ports.reads(step):
        if data.role == "input" and data.kind != "table" and data.name not in staged:
            copy = staged[data.name] = Data(ports.staged(data.name), "intermediate")
            yield _added("stage", ports.staging(data.name), data, copy, step)
    output = step.output
    if output.role == "output":
        output = Data(ports.rows(output.name), "intermediate")
    sides = tuple(staged.get(data.name, data) for data in step.side_inputs)
    read = staged.get(step.input.name, step.input)
    yield replace(step, input=read, output=output, side_inputs=sides)
    if output is not step.output:
        yield _added("publish", ports.publishing(step.output.name), output, step.output, step)


def _added(
    kind: OneOf["stage", "publish"], name: str, source: Data, target: Data, of: ParallelStep
) -> Added:
    step = CommandStep(
        name=name,
        script=f"{name}.py",
        arguments=(),
        model=False,
        compute=of.compute,
        inputs=(source,),
        outputs=(target,),
    )
    return Added(kind, step, source, target, of)


def writes_itself(step: Step) -> bool:
    """Whether a parallel step's script is given the output, since run() gives no rows."""
    return isinstance(step, ParallelStep) and not gives_rows(step.settings)


def driver_gives(job: Job, step: Step) -> bool:
    """Whether Azure ML itself tells the script where to write; SDK v1 does, by --output.

    Source: _ParallelRunStepBase of azureml-pipeline-core 1.62.
    """
    return job.sdk == "v1" and writes_itself(step)
