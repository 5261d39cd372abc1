"""What only Azure ML sees of a job: its data, its steps, and what they run on."""

from collections.abc import Mapping
from typing import cast

from generator.contract.steps import (
    Column,
    CommandStep,
    Data,
    Environment,
    Kind,
    Model,
    ParallelStep,
    Setting,
    Step,
)
from generator.spec.forms import Duration
from generator.spec.language.data import (
    DataKind,
    DataSpec,
    InputSpec,
    IntermediateSpec,
    OutputSpec,
)
from generator.spec.language.job import JobSpec
from generator.spec.language.project import ProjectSpec
from generator.spec.language.steps import (
    CommandStepSpec,
    EnvironmentSpec,
    ModelSpec,
    ParallelStepSpec,
    StepSpec,
)
from generator.spec.paths import holes, split

IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"
PYTHON = "3.11"
_KINDS: Mapping[DataKind, Kind] = {
    DataKind.FOLDER: "folder",
    DataKind.FILE: "file",
    DataKind.TABLE: "table",
}
_NO_SETTINGS = frozenset(
    {"type", "input", "output", "side_inputs", "script", "arguments", "model", "compute"}
)


def data_of(spec: JobSpec, project: ProjectSpec) -> dict[str, Data]:
    """The job's data, by name."""
    return {name: _data(name, item, project) for name, item in spec.data.items()}


def _data(name: str, spec: DataSpec, project: ProjectSpec) -> Data:
    if isinstance(spec, IntermediateSpec):
        return Data(name, "intermediate", description=spec.description)
    kind: Kind = _KINDS[spec.kind] if isinstance(spec, InputSpec) else "folder"
    store = project.datastores[spec.datastore].type.value
    parameters = tuple(dict.fromkeys(hole for hole, _, _ in holes(spec.path)))
    return Data(
        name,
        spec.role,
        kind,
        spec.datastore,
        store,
        spec.path,
        *split(spec.path),
        parameters,
        spec.description,
        _columns(spec),
    )


def _columns(spec: InputSpec | OutputSpec) -> tuple[Column, ...]:
    given = spec.columns if isinstance(spec, InputSpec) else {}
    return tuple(Column(name, kind) for name, kind in given.items())


def steps_of(spec: JobSpec, data: Mapping[str, Data]) -> tuple[Step, ...]:
    """The job's steps, in their order."""
    has_model = spec.model is not None
    return tuple(_step(name, item, data, has_model) for name, item in spec.steps.items())


def _step(name: str, spec: StepSpec, data: Mapping[str, Data], has_model: bool) -> Step:
    if isinstance(spec, CommandStepSpec):
        return CommandStep(
            name=name,
            script=spec.script,
            arguments=spec.arguments,
            model=spec.model and has_model,
            compute=spec.compute,
            inputs=tuple(data[each] for each in spec.inputs),
            outputs=tuple(data[each] for each in spec.outputs),
        )
    return ParallelStep(
        name=name,
        script=spec.script,
        arguments=spec.arguments,
        model=spec.model and has_model,
        compute=spec.compute,
        input=data[spec.input],
        output=data[spec.output],
        side_inputs=tuple(data[each] for each in spec.side_inputs),
        settings=_settings(spec, data[spec.input]),
    )


def _settings(spec: ParallelStepSpec, read: Data) -> dict[str, Setting]:
    """The settings that are given or have a default, by their keys."""
    found: dict[str, Setting] = {}
    for name in type(spec).keys:
        value = getattr(spec, name)
        if name not in _NO_SETTINGS and value not in (None, (), {}):
            found[name] = _setting(value)
    if spec.mini_batch_size is None and not spec.partition_keys:
        found["mini_batch_size"] = "1MB" if read.kind == "table" else "10"
    return found


def _setting(value: object) -> Setting:
    if isinstance(value, Duration):
        return value.seconds
    return str(value) if isinstance(value, str) else cast("Setting", value)


def environment(spec: EnvironmentSpec) -> Environment:
    """What is installed: packages, unless an image or a curated environment has it all."""
    if spec.curated is not None:
        return Environment(curated=spec.curated, version=spec.version)
    if spec.image is not None and spec.packages is None and spec.python is None:
        return Environment(image=spec.image)
    return Environment(spec.python or PYTHON, spec.packages or (), spec.image or IMAGE)


def model(spec: ModelSpec | None) -> Model | None:
    """The job's registered model."""
    return Model(spec.name, spec.version) if spec else None
