"""A v2 pipeline read from the SDK's own dictionary of it, and what the SDK does not check."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.contract.model import Type
from generator.contract.values import Json
from generator.local.aml import graph
from generator.local.aml.data_ref import KINDS, DataRef
from generator.local.aml.loader.nodes import Faults, Node, mapping
from generator.local.aml.loader.user_code import Refused

LITERALS = {str(kind): kind for kind in Type}
RUNNABLE = ("command", "parallel")


def read_component(
    name: str, document: Mapping[str, Json], declared: Mapping[str, Mapping[str, Json]], file: Path
) -> graph.Graph:
    """The graph of a pipeline job.

    Args:
        name: the function's name.
        document: the job as a dictionary, its required inputs given.
        declared: the inputs of its component as dictionaries.
        file: where the code stands, for what is said of it.

    Raises:
        Refused: each fault that the SDK lets pass.
    """
    faults = Faults(file)
    inputs = {key: _data(one) for key, one in declared.items() if one["type"] in KINDS}
    parameters = {key: _parameter(one) for key, one in declared.items() if one["type"] not in KINDS}
    for key, one in parameters.items():
        faults.add(_out_of_bounds(key, one), f"{key}:")
    steps = _steps(document, inputs, parameters, faults)
    if faults.found:
        raise Refused(*faults.found)
    settings = mapping(document.get("settings"))
    return graph.Graph(
        "v2",
        name,
        parameters,
        inputs,
        {key: _output(one) for key, one in mapping(document.get("outputs")).items()},
        tuple(_in_order(steps)),
        settings.get("continue_on_step_failure") is True,
    )


def _steps(
    document: Mapping[str, Json],
    inputs: Mapping[str, graph.DataInput],
    parameters: Mapping[str, graph.Parameter],
    faults: Faults,
) -> list[graph.Step]:
    settings = mapping(document.get("settings"))
    jobs = {key: mapping(one) for key, one in mapping(document["jobs"]).items()}
    found: list[graph.Step] = []
    for key, one in jobs.items():
        if one.get("type") not in RUNNABLE or not isinstance(one.get("component"), dict):
            kind = one.get("type") if one.get("type") not in RUNNABLE else "registered component"
            faults.add(f"step {key!r} is a {kind}: only command and parallel steps run here", key)
            continue
        node = Node(key, one, jobs, inputs, parameters, faults)
        found.append(node.step(str(settings.get("default_compute") or "")))
    return found


def _data(declared: Mapping[str, Json]) -> graph.DataInput:
    return graph.DataInput(
        KINDS[str(declared["type"])], None, optional=declared.get("optional") is True
    )


def _parameter(declared: Mapping[str, Json]) -> graph.Parameter:
    choices = declared.get("enum")
    return graph.Parameter(
        LITERALS.get(str(declared["type"])),
        _scalar(declared.get("default")),
        declared.get("optional") is True,
        _number(declared.get("min")),
        _number(declared.get("max")),
        (
            tuple(one for one in map(_scalar, choices) if one is not None)
            if isinstance(choices, list)
            else ()
        ),
    )


def _scalar(value: Json) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool) else None


def _number(value: Json) -> float | None:
    return value if isinstance(value, int | float) else None


def _out_of_bounds(name: str, one: graph.Parameter) -> str:
    """The SDK stores bounds, and never asks whether a default is within."""
    if isinstance(one.default, str | bool | None):
        return ""
    low, high = one.minimum, one.maximum
    if low is not None and one.default < low:
        return f"the default of input {name!r}, {one.default}, is below its min, {low}"
    if high is not None and one.default > high:
        return f"the default of input {name!r}, {one.default}, is above its max, {high}"
    return ""


def _output(declared: Json) -> graph.DataOutput:
    own = mapping(declared)
    path = own.get("path")
    kind = KINDS.get(str(own.get("type")), "folder")
    return graph.DataOutput(kind, DataRef.of_uri(path, kind) if isinstance(path, str) else None)


def _in_order(steps: list[graph.Step]) -> Iterator[graph.Step]:
    """Each step after those whose data it reads. The SDK refuses circles."""
    left = {step.name: step for step in steps}
    while left:
        ready = [one for one in left.values() if not left.keys() & set(one.after)]
        assert ready, f"a circle among {sorted(left)}"
        yield from ready
        left = {name: one for name, one in left.items() if one not in ready}
