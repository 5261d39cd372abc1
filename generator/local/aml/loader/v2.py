"""Pipelines of SDK v2: built and validated by the SDK itself, offline."""

from collections.abc import Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, cast

from azure.ai.ml import Input

from generator.contract.values import Json
from generator.local.aml import graph
from generator.local.aml.loader.component import read_component
from generator.local.aml.loader.user_code import Refused, own_functions

SAMPLES: Mapping[str, object] = {"string": "any", "integer": 1, "number": 1.0, "boolean": True}
"""Values for what has to be given, so that the SDK can judge all the rest."""

Job = Any
"""azure.ai.ml.entities.PipelineJob, of which only what its own tests use is used here."""


def load(module: ModuleType, file: Path) -> graph.Loaded:
    """The graph of the pipeline function of a module.

    Raises:
        Refused: There is none, or the SDK or the own checks find faults in what it builds.
    """
    function = _function(module, file)
    declared = {name: one._to_dict() for name, one in function().component.inputs.items()}
    job = function(**{name: _sample(one) for name, one in declared.items() if _required(one)})
    faults = job._validate().error_messages
    if faults:
        raise Refused(*(graph.Fault(f"{at}: {why}", str(file)) for at, why in faults.items()))
    document = cast("dict[str, Json]", job._to_dict())
    return graph.Loaded(read_component(function.__name__, document, declared, file))


def _function(module: ModuleType, file: Path) -> Any:
    """The pipeline function: the one that no other one calls, or that is called as the folder."""
    known = {
        name: one for name, one in own_functions(module).items() if hasattr(one, "_is_dsl_func")
    }
    called = {name for one in known.values() for name in _code_names(one)}
    free = [one for name, one in known.items() if name not in called]
    if len(free) != 1:
        free = [one for name, one in known.items() if name == file.parent.name]
    if len(free) == 1:
        return free[0]
    found = ", ".join(known) or "none"
    raise Refused(
        graph.Fault(f"one function with @pipeline was expected, found: {found}", str(file))
    )


def _code_names(function: FunctionType) -> tuple[str, ...]:
    inner = getattr(function, "__wrapped__", function)
    return cast("tuple[str, ...]", inner.__code__.co_names)


def _required(declared: Mapping[str, object]) -> bool:
    return not declared.get("optional") and declared.get("default") is None


def _sample(declared: Mapping[str, object]) -> object:
    kind = str(declared["type"])
    if "enum" in declared:
        return cast("list[object]", declared["enum"])[0]
    if kind in ("integer", "number"):
        return declared.get("min", declared.get("max", SAMPLES[kind]))
    if kind in SAMPLES:
        return SAMPLES[kind]
    return Input(type=kind, path="azureml://datastores/any/paths/any")
