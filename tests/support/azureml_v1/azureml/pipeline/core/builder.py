"""What all steps have in common."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from azureml.core.environment import Environment
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.file_dataset import FileDataset
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.pipeline.core.graph import PipelineParameter


@dataclass(frozen=True, slots=True)
class BoundPath:
    """A path with its binding, which steps are given as a tuple."""

    path: PipelineParameter | DataPath
    binding: DataPathComputeBinding

    @property
    def name(self) -> str:
        path = self.path.default_value if isinstance(self.path, PipelineParameter) else self.path
        assert isinstance(path, DataPath)
        return path.name


Input = DatasetConsumptionConfig | BoundPath
Argument = (
    str | int | float | bool | PipelineParameter | Input | OutputFileDatasetConfig | None
)


class PipelineStep:
    """A step, and all that it was made of.

    Attributes:
        name: its name.
        script: the script that runs, or the entry script of a parallel step.
        source_directory: the folder of the script.
        inputs: all data that are read, those that are named in the arguments only included.
        outputs: all data that are written.
        arguments: the script's arguments as they were given; tuples are `BoundPath`s.
        compute: the name of the compute target.
        environment: the environment, if the step has its own.
        settings: everything else that the step was given.
        parameters: the parameters that the step uses, by name.
        run_after_steps: the steps that have to be done before, besides those that write its inputs.
    """

    def __init__(
        self,
        name: str,
        script: str,
        source_directory: str | None,
        inputs: Sequence[object],
        outputs: Sequence[object],
        arguments: Sequence[object],
        compute: str | None,
        environment: Environment | None,
        settings: Mapping[str, object],
    ) -> None:
        self.name = name
        self.script = script
        self.source_directory = source_directory
        self.arguments = [_argument(item) for item in arguments]
        written = [_output(item) for item in outputs]
        read = [_input(item) for item in inputs]
        self.outputs = [*written, *_unlisted(self.arguments, written, OutputFileDatasetConfig)]
        self.inputs = [*read, *_unlisted(self.arguments, read, DatasetConsumptionConfig)]
        self.compute = compute
        self.environment = environment
        self.settings = settings
        self.parameters = _by_name(_used(self.inputs, self.arguments, settings))
        self.run_after_steps: list[PipelineStep] = []
        _check_ports(self)
        for output in self.outputs:
            output.producer = self

    def run_after(self, step: "PipelineStep") -> None:
        self.run_after_steps.append(step)

    def check(self, default_source_directory: str | None) -> None:
        """What the SDK finds out only when the step becomes part of a pipeline."""
        folder = default_source_directory if self.source_directory is None else self.source_directory
        if folder is None:
            raise TypeError(f"step {self.name!r} has no source_directory")
        if not Path(folder, self.script).is_file():
            raise ValueError(f"Step [{self.name}]: script not found at: {Path(folder, self.script)}")
        for one in self.inputs:
            if isinstance(one, BoundPath) and one.binding.mode not in ("mount", "download"):
                raise ValueError(f"invalid bind_mode {one.binding.mode}")
        for output in self.outputs:
            if output.producer is not self:
                raise ValueError(f"Step output {output.name} is already an output of another step")

    def predecessors(self) -> "list[PipelineStep]":
        """The steps that have to be done before this one.

        Raises:
            ValueError: an input is the output of no step.
        """
        return [*(_producer(self, one) for one in _intermediate(self.inputs)), *self.run_after_steps]


def merge(into: dict[str, PipelineParameter], parameters: Iterable[PipelineParameter]) -> None:
    """Add parameters to those of a step or of a pipeline.

    Raises:
        Exception: a name stands for two defaults. (The SDK raises no kind of its own.)
    """
    for one in parameters:
        known = into.setdefault(one.name, one)
        if known.default_value != one.default_value:
            raise Exception(  # noqa: TRY002 - as the SDK does
                f"Pipeline parameters with same name {one.name} but different values "
                f"{known.default_value}, {one.default_value} used"
            )


def _argument(item: object) -> Argument:
    match item:
        case tuple():
            return _bound(item)
        case FileDataset():
            raise ValueError("Datasets cannot be used directly as arguments: call as_named_input")
        case PipelineParameter(default_value=DataPath()):
            raise ValueError(f"DataPath parameter {item.name} without its binding")
        case str() | int() | float() | PipelineParameter() | None:
            return item
        case DatasetConsumptionConfig() | OutputFileDatasetConfig():
            return item
    return str(item)


def _input(item: object) -> Input:
    match item:
        case tuple():
            return _bound(item)
        case OutputFileDatasetConfig():
            return item.as_input()
        case DatasetConsumptionConfig():
            return item
    raise ValueError(f"Unexpected input type: {type(item)}")


def _output(item: object) -> OutputFileDatasetConfig:
    if not isinstance(item, OutputFileDatasetConfig):
        raise ValueError(f"Unexpected output type: {type(item)}")
    return item


def _bound(pair: tuple[object, ...]) -> BoundPath:
    match pair:
        case (DataPath() as path, DataPathComputeBinding() as binding):
            return BoundPath(path, binding)
        case (PipelineParameter(default_value=DataPath()) as path, DataPathComputeBinding() as binding):
            return BoundPath(path, binding)
    raise ValueError("not a DataPath, or a PipelineParameter with one, and its DataPathComputeBinding")
