"""Pipelines of SDK v1, read from the objects that the stand-in has made."""

from collections import Counter
from collections.abc import Iterator, Mapping
from inspect import Parameter as Formal
from inspect import signature
from pathlib import Path
from types import FunctionType, ModuleType

from azureml.core import Environment, Workspace
from azureml.data import FileDataset, OutputFileDatasetConfig, TabularDataset
from azureml.data.datapath import DataPath
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.pipeline.core import Pipeline, PipelineParameter, PipelineStep
from azureml.pipeline.core._data import Argument as Given
from azureml.pipeline.core._data import BoundPath, Input
from azureml.pipeline.steps import CommandStep as ShellStep
from azureml.pipeline.steps import ParallelRunStep

from generator.contract.model import Type
from generator.local.aml import graph
from generator.local.aml.data_ref import DataRef
from generator.local.aml.loader.user_code import Refused, own_functions

TYPES: Mapping[type, Type] = {
    # As the SDK publishes them: it asks for an integer first, and in Python True is one.
    bool: Type.INTEGER,
    int: Type.INTEGER,
    float: Type.NUMBER,
    str: Type.STRING,
}
NOT_SETTINGS = ("environment", "source_directory", "entry_script", "environment_variables")


def load(module: ModuleType, file: Path) -> graph.Loaded:
    """The graph of the pipeline that a module builds.

    Raises:
        Refused: It builds none.
    """
    pipeline = _built(module, file)
    names = _names(pipeline.steps)
    inputs = dict(_data_inputs(pipeline))
    parameters = {
        name: _parameter(one.default_value)
        for name, one in pipeline.parameters.items()
        if name not in inputs
    }
    steps = tuple(_step(one, names, file) for one in pipeline.steps)
    return graph.Loaded(graph.Graph("v1", file.parent.name, parameters, inputs, {}, steps))


def _built(module: ModuleType, file: Path) -> Pipeline:
    """The pipeline that is there after the import, or the one that a function builds."""
    if not Pipeline._built:
        workspace = Workspace.get("local")
        for function in _builders(module):
            function(*[workspace] * len(_required(function)))
            if Pipeline._built:
                break
    if not Pipeline._built:
        why = "no Pipeline is built here: a function of a workspace that builds one was expected"
        raise Refused(graph.Fault(why, str(file)))
    return Pipeline._built[-1]


def _builders(module: ModuleType) -> list[FunctionType]:
    """The functions that may build a pipeline: `build` first, then who names the class."""
    functions = own_functions(module)
    known = [one for name, one in functions.items() if name == "build"]
    others = [one for one in functions.values() if "Pipeline" in one.__code__.co_names]
    return [one for one in (*known, *others) if len(_required(one)) <= 1]


def _required(function: FunctionType) -> list[str]:
    return [
        name
        for name, one in signature(function).parameters.items()
        if one.default is Formal.empty
        and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)
    ]


def _names(steps: list[PipelineStep]) -> dict[PipelineStep, str]:
    """A name for each step; the SDK lets two steps have the same."""
    seen: Counter[str] = Counter()
    names: dict[PipelineStep, str] = {}
    for step in steps:
        seen[step.name] += 1
        names[step] = step.name if seen[step.name] == 1 else f"{step.name} ({seen[step.name]})"
    return names


def _data_inputs(pipeline: Pipeline) -> Iterator[tuple[str, graph.DataInput]]:
    for name, one in pipeline.parameters.items():
        match one.default_value:
            case DataPath() as path:
                yield name, graph.DataInput("", _of_path(path))
            case FileDataset() as files:
                datastore, path_ = files.paths[0]
                yield name, graph.DataInput("dataset", DataRef(datastore.name, path_))


def _parameter(default: object) -> graph.Parameter:
    assert isinstance(default, str | int | float)
    text = str(default) if isinstance(default, bool) else default
    return graph.Parameter(TYPES[type(default)], text)


def _step(step: PipelineStep, names: Mapping[PipelineStep, str], file: Path) -> graph.Step:
    common = {
        "name": names[step],
        "source": str(Path(step.source_directory or file.parent).absolute()),
        "inputs": {_input_name(one): _input(one, names) for one in step.inputs},
        "outputs": {one.name: _output(one) for one in step.outputs},
        "after": tuple(dict.fromkeys(names[one] for one in step.predecessors())),
        "environment": "" if step.environment is None else step.environment.name,
        "compute": step.compute or "",
        "variables": _variables(step),
    }
    arguments = tuple((_argument(one),) for one in step.arguments)
    if isinstance(step, ParallelRunStep):
        return graph.ParallelStep(
            entry_script=step.script,
            arguments=arguments,
            batched=tuple(_input_name(one) for one in step.inputs[: step.batched]),
            rows=_rows(step),
            settings=_settings(step),
            **common,  # type: ignore[arg-type]  # each is of its field's type
        )
    if isinstance(step, ShellStep):
        return graph.CommandStep(
            script="", arguments=(), command=_joined(arguments), **common  # type: ignore[arg-type]
        )
    return graph.CommandStep(
        script=step.script, arguments=arguments, command=(), **common  # type: ignore[arg-type]
    )


def _joined(words: tuple[graph.Argument, ...]) -> graph.Argument:
    """The words of a command as one line."""
    parts: list[graph.Part] = []
    for word in words:
        parts += [*([graph.Text(" ")] if parts else []), *word]
    return tuple(parts)


def _argument(one: Given) -> graph.Part:
    match one:
        case PipelineParameter():
            return graph.OfParameter(one.name)
        case OutputFileDatasetConfig():
            return graph.OfOutput(one.name)
        case DatasetConsumptionConfig() | BoundPath():
            return graph.OfInput(_input_name(one))
    return graph.Text(str(one))


def _input_name(one: Input) -> str:
    """A bound path is called as its parameter: the SDK's own name for it is made up."""
    if isinstance(one, BoundPath) and isinstance(one.path, PipelineParameter):
        return one.path.name
    return one.name


def _input(one: Input, names: Mapping[PipelineStep, str]) -> graph.StepInput:
    data = one.path if isinstance(one, BoundPath) else one.dataset
    match data:
        case PipelineParameter():
            return graph.StepInput(graph.FromPipeline(data.name))
        case DataPath():
            return graph.StepInput(graph.Stored((_of_path(data),)))
        case OutputFileDatasetConfig(producer=PipelineStep() as producer):
            return graph.StepInput(graph.FromStep(names[producer], data.name), "folder")
        case FileDataset() | TabularDataset():
            places = tuple(DataRef(datastore.name, path) for datastore, path in data.paths)
            kind = "table" if isinstance(data, TabularDataset) else ""
            return graph.StepInput(graph.Stored(places), kind)
    raise AssertionError(data)


def _of_path(path: DataPath) -> DataRef:
    return DataRef(path.datastore_name, path.path_on_datastore or "")


def _output(one: OutputFileDatasetConfig) -> graph.StepOutput:
    if one.destination is None:
        return graph.StepOutput()
    datastore, path = one.destination
    overwrite = one.overwrite or one.mode == "mount"
    return graph.StepOutput("folder", DataRef(datastore.name, path), "", overwrite)


def _rows(step: ParallelRunStep) -> graph.Rows | None:
    """The file that rows are appended to. Source: `ParallelRunConfig.append_row_file_name`."""
    if step.rows is None or str(step.settings["output_action"]).lower() != "append_row":
        return None
    return graph.Rows(
        step.rows.name, str(step.settings["append_row_file_name"] or "parallel_run_step.txt")
    )


def _settings(step: PipelineStep) -> dict[str, graph.Setting]:
    found: dict[str, graph.Setting] = {}
    for name, value in step.settings.items():
        match value:
            case PipelineParameter():
                found[name] = graph.OfParameter(value.name)
            case list():
                found[name] = tuple(map(str, value))
            case str() | int() | float() | None:
                found[name] = value
    return {name: value for name, value in found.items() if name not in NOT_SETTINGS}


def _variables(step: PipelineStep) -> dict[str, str]:
    """The environment variables of a step's environment, and its own."""
    environment = step.environment
    found = environment.environment_variables if isinstance(environment, Environment) else {}
    own = step.settings.get("environment_variables")
    return {**found, **(own if isinstance(own, dict) else {})}
