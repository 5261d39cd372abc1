"""What a step is given as input, output or argument, and what the SDK makes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    name: str


Input = DatasetConsumptionConfig | BoundPath
Argument = str | int | float | PipelineParameter | Input | OutputFileDatasetConfig


def argument_of(item: object) -> Argument:
    """An argument. The SDK takes anything, and what it does not know as text."""
    match item:
        case tuple():
            return _bound(item)
        case FileDataset():
            raise ValueError("Datasets cannot be used directly as arguments: call as_named_input")
        case PipelineParameter(default_value=DataPath()):
            raise ValueError(f"DataPath parameter {item.name} without its binding")
        case str() | int() | float() | PipelineParameter():
            return item
        case DatasetConsumptionConfig() | OutputFileDatasetConfig():
            return item
    return str(item)


def input_of(item: object) -> Input:
    """An input of a script step."""
    match item:
        case tuple():
            return _bound(item)
        case OutputFileDatasetConfig():
            return item.as_input()
        case DatasetConsumptionConfig():
            return item
    raise ValueError(f"Unexpected input type: {type(item)}")


def output_of(item: object) -> OutputFileDatasetConfig:
    """An output of a step."""
    if not isinstance(item, OutputFileDatasetConfig):
        raise ValueError(f"Unexpected output type: {type(item)}")
    return item


def used_parameters(
    inputs: Sequence[Input], arguments: Sequence[Argument], settings: Mapping[str, object]
) -> Iterator[PipelineParameter]:
    """The parameters that stand anywhere in a step."""
    for one in (*inputs, *arguments):
        match one:
            case PipelineParameter() as parameter:
                yield parameter
            case BoundPath(PipelineParameter() as parameter):
                yield parameter
            case DatasetConsumptionConfig(dataset=PipelineParameter() as parameter):
                yield parameter
    for value in settings.values():
        inner = value.values() if isinstance(value, Mapping) else (value,)
        yield from (one for one in inner if isinstance(one, PipelineParameter))


def check_ports(inputs: Sequence[Input], outputs: Sequence[OutputFileDatasetConfig]) -> None:
    """Refuse two data of a step that have one name."""
    seen: set[str] = set()
    for one in (*inputs, *outputs):
        if one.name in seen:
            raise ValueError(f"[{one.name}] is repeated. Port names must be unique.")
        seen.add(one.name)


def _bound(pair: tuple[object, ...]) -> BoundPath:
    match pair:
        case (DataPath() as path, DataPathComputeBinding() as binding):
            return BoundPath(path, binding, path.name)
        case (
            PipelineParameter(default_value=DataPath() as path) as parameter,
            DataPathComputeBinding() as binding,
        ):
            return BoundPath(parameter, binding, path.name)
    raise ValueError("not a DataPath or its PipelineParameter, and a DataPathComputeBinding")
