"""What all steps have in common."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from azureml.core.compute import ComputeTarget
from azureml.core.environment import Environment
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.pipeline.core._data import (
    BoundPath,
    Input,
    argument_of,
    check_ports,
    input_of,
    output_of,
    used_parameters,
)
from azureml.pipeline.core.graph import PipelineParameter


class PipelineStep:
    """A step, and all that it was made of.

    Attributes:
        name: its name.
        script: the script that runs; of a parallel step, the entry script.
        source_directory: the folder of the script.
        arguments: the script's arguments as they were given, tuples as `BoundPath`.
        inputs: all data that are read, those that stand only in the arguments included.
        outputs: all data that are written, likewise.
        compute: the compute target's name.
        environment: the environment, if the step has its own.
        settings: everything else that the step was given.
        parameters: the parameters that the step uses, by name.
        run_after_steps: steps to be done before, besides those that write its inputs.
    """

    def __init__(
        self,
        name: str,
        script: str,
        source_directory: str | None,
        data: tuple[Sequence[object], Sequence[object], Sequence[object]],
        compute: str | ComputeTarget | None,
        environment: Environment | None,
        settings: Mapping[str, object],
    ) -> None:
        self.name = name
        self.script = script
        self.source_directory = source_directory
        self.compute = compute.name if isinstance(compute, ComputeTarget) else compute
        self.environment = environment
        self.settings = settings
        self.run_after_steps: list[PipelineStep] = []
        self._take(*data)
        self.parameters: dict[str, PipelineParameter] = {}
        merge(self.parameters, used_parameters(self.inputs, self.arguments, settings))

    def run_after(self, step: "PipelineStep") -> None:
        self.run_after_steps.append(step)

    def check(self, default_source_directory: str | None) -> None:
        """What the SDK finds out only when a step becomes part of a pipeline."""
        folder = self.source_directory or default_source_directory
        if folder is None:
            raise TypeError(f"step {self.name!r} has no source_directory")
        if self.script and not Path(folder, self.script).is_file():
            raise ValueError(f"Step [{self.name}]: script not found: {Path(folder, self.script)}")
        for one in self.inputs:
            if isinstance(one, BoundPath) and one.binding.mode not in ("mount", "download"):
                raise ValueError(f"invalid bind_mode {one.binding.mode}")
        for output in self.outputs:
            if output.producer is not self:
                raise ValueError(f"Step output {output.name} is an output of another step, too")

    def predecessors(self) -> "list[PipelineStep]":
        """The steps to be done before this one."""
        written = (self._producer(one) for one in self.inputs)
        return [*(step for step in written if step), *self.run_after_steps]

    def _take(
        self, inputs: Sequence[object], outputs: Sequence[object], arguments: Sequence[object]
    ) -> None:
        """Sort data into inputs and outputs. An output in the arguments need not be listed."""
        self.arguments = [argument_of(item) for item in arguments]
        self.inputs: list[Input] = [input_of(item) for item in inputs]
        self.outputs = [output_of(item) for item in outputs]
        for one in self.arguments:
            if isinstance(one, BoundPath) and one not in self.inputs:
                raise ValueError(f"Parameterized datapath {one.name} is not in input list")
            if isinstance(one, DatasetConsumptionConfig) and one not in self.inputs:
                self.inputs.append(one)
            if isinstance(one, OutputFileDatasetConfig) and one not in (*inputs, *outputs):
                self.outputs.append(one)
        check_ports(self.inputs, self.outputs)
        for output in self.outputs:
            output.producer = self

    def _producer(self, read: Input) -> "PipelineStep | None":
        if isinstance(read, BoundPath) or not isinstance(read.dataset, OutputFileDatasetConfig):
            return None
        if not isinstance(read.dataset.producer, PipelineStep):
            raise ValueError(
                f"Input {read.name} on step {self.name} is not connected to any previous step."
            )
        return read.dataset.producer


def merge(into: dict[str, PipelineParameter], parameters: Iterable[PipelineParameter]) -> None:
    """Add parameters to those of a step or of a pipeline.

    Raises:
        Exception: One name stands for two defaults. (The SDK has no closer kind for it.)
    """
    for one in parameters:
        known = into.setdefault(one.name, one)
        if known.default_value != one.default_value:
            raise Exception(
                f"Pipeline parameters with same name {one.name} but different values "
                f"{known.default_value}, {one.default_value} used"
            )
