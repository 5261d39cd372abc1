"""Reads what a pipeline of SDK v1 publishes: its PipelineParameters and fixed outputs.

Sources: `azureml.pipeline.core.PipelineParameter`, `azureml.data.datapath.DataPath`,
`azureml.data.OutputFileDatasetConfig`, `azureml.core.Datastore` (azureml-core 1.61,
azureml-pipeline-core 1.62).
"""

import ast

from generator.aml.read.constants import computed_by, fold
from generator.aml.read.draft import Data, Draft, Parameter, Role
from generator.aml.read.program import Program, arguments
from generator.aml.read.source import Held
from generator.aml.read.uses import is_used
from generator.contract.model import Offer, Read, Type
from generator.contract.values import Literal, Value

_CORE = "azureml.pipeline.core"
_PIPELINE = frozenset({f"{_CORE}.Pipeline", f"{_CORE}.pipeline.Pipeline"})
_PARAMETER = frozenset({f"{_CORE}.PipelineParameter", f"{_CORE}.graph.PipelineParameter"})
_OUTPUT = frozenset(
    f"azureml.data.{module}OutputFileDatasetConfig" for module in ("", "output_dataset_config.")
)
_DATA_PATH = frozenset({"azureml.data.datapath.DataPath"})
_DATASTORES = {
    f"azureml.core.{module}Datastore{method}": parameter
    for module in ("", "datastore.")
    for method, parameter in (("", "name"), (".get", "datastore_name"))
}
"""What makes a datastore of a name, with the parameter that takes the name."""
_DATASETS = (
    "azureml.core.Dataset.",
    "azureml.core.dataset.Dataset.",
    "azureml.data.FileDataset",
    "azureml.data.TabularDataset",
    f"{_CORE}.PipelineDataset.",
    f"{_CORE}.graph.PipelineDataset.",
)
_TYPES: dict[type, Type] = {str: Type.STRING, int: Type.INTEGER, float: Type.NUMBER}
"""The type that a default of a Python type is published with."""


def read_v1(program: Program) -> tuple[Read[Offer], ...]:
    """What the v1 pipeline of a file publishes; () if the file has none.

    Outputs alone are no sign of one: a script that runs outside of a pipeline has them, too.
    """
    parameters = [call for call in program.calls(_PARAMETER) if is_used(program, call)]
    signs = [*program.calls(_PIPELINE), *parameters]
    if not signs:
        return ()
    draft = Draft("v1", program.source.place(signs[0].func))
    for call in parameters:
        _parameter(program, draft, call)
    for call, destination in _outputs(program).items():
        _output(program, draft, call, destination)
    return (draft.finish(),)


def _outputs(program: Program) -> dict[ast.Call, ast.expr]:
    """The outputs that have a destination. One without is a way from step to step."""
    result = {}
    for call in program.calls(_OUTPUT):
        given = arguments(call, "name", "destination").get("destination")
        if given is None or fold(program, given).value == Literal(None):
            continue
        if is_used(program, call):
            result[call] = program.definition(given)
    return result


def _parameter(program: Program, draft: Draft, call: ast.Call) -> None:
    given = arguments(call, "name", "default_value")
    name = fold(program, given.get("name", call))
    default = program.definition(given["default_value"]) if "default_value" in given else None
    if default is None:
        draft.parameter(Parameter(name))
    elif isinstance(default, ast.Call) and program.comes_from(default.func, _DATA_PATH):
        draft.data(_slot(program, call, name, "input", *_data_path(program, default)))
    elif _is_dataset(program, default):
        unknown = _unknown(program, default)
        draft.data(_slot(program, call, name, "input", unknown, unknown))
    else:
        draft.parameter(_plain(name, fold(program, default)))


def _output(program: Program, draft: Draft, call: ast.Call, destination: ast.expr) -> None:
    name = fold(program, arguments(call, "name").get("name", call))
    datastore = path = _unknown(program, destination)
    if isinstance(destination, ast.Tuple) and destination.elts:
        datastore = _datastore(program, destination.elts[0])
        path = fold(program, destination.elts[1]) if len(destination.elts) > 1 else path
    draft.data(_slot(program, call, name, "output", datastore, path))


def _plain(name: Held[Value], default: Held[Value]) -> Parameter:
    """A parameter as it is published: an empty default is as good as none at all."""
    match default.value:
        case Literal("" | None):
            return Parameter(name)
        case Literal(bool() as value):
            text = Held(Literal(str(value)), default.place)
            return Parameter(name, Held(Type.INTEGER, default.place), text)
        case Literal(str() | int() | float() as value):
            return Parameter(name, Held(_TYPES[type(value)], default.place), default)
    return Parameter(name, None, default)


def _data_path(program: Program, call: ast.Call) -> tuple[Held[Value], Held[Value]]:
    given = arguments(call, "datastore", "path_on_datastore")
    datastore = _datastore(program, given.get("datastore", call))
    if "path_on_datastore" not in given:
        return datastore, Held(Literal(""), program.source.place(call.func))
    return datastore, fold(program, given["path_on_datastore"])


def _datastore(program: Program, node: ast.expr) -> Held[Value]:
    """The name of a datastore: text, or what it is looked up by."""
    node = program.definition(node)
    if isinstance(node, ast.Call):
        for origin in program.origins(node.func) & _DATASTORES.keys():
            given = arguments(node, "workspace", _DATASTORES[origin])
            return fold(program, given.get(_DATASTORES[origin], node))
    return fold(program, node)


def _is_dataset(program: Program, node: ast.expr) -> bool:
    """Whether an expression makes a dataset, by one call or a chain of them."""
    calls = [part for part in program.chain(node) if isinstance(part, ast.Call)]
    origins = (origin for call in calls for origin in program.origins(call.func))
    return node in calls and any(origin.startswith(_DATASETS) for origin in origins)


def _slot(
    program: Program,
    call: ast.Call,
    name: Held[Value],
    role: Role,
    datastore: Held[Value],
    path: Held[Value],
) -> Data:
    place = program.source.place(call.func)
    return Data(name, Held(role, place), Held("folder", place), datastore, path)


def _unknown(program: Program, node: ast.expr) -> Held[Value]:
    return Held(computed_by(program, node), program.source.place(node))
