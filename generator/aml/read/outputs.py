"""Reads the outputs of a v2 pipeline function from the dict that it returns.

Source: `azure.ai.ml.dsl._pipeline_component_builder`: the keys are the names, the values outputs of
steps (azure-ai-ml 1.35).
"""

import ast
from collections.abc import Iterator

from generator.aml.read.constants import computed_by, fold
from generator.aml.read.draft import Data, Draft, Kind, Role
from generator.aml.read.inputs import folder_or_file
from generator.aml.read.program import Function, Program, arguments
from generator.aml.read.source import Held
from generator.contract.values import Literal, Value

_STEPS = frozenset(
    {"azure.ai.ml.command", "azure.ai.ml.spark", "azure.ai.ml.parallel.parallel_run_function"}
)
_OUTPUT = frozenset({"azure.ai.ml.Output"})
_DICT = frozenset({"builtins.dict"})

Nodes = frozenset[ast.expr]

Entry = tuple[Held[Value], ast.expr | None]
"""A name in a dict, and what the dict holds under it where that is written."""


def read_outputs(program: Program, draft: Draft, function: Function) -> None:
    """Add what a pipeline function returns to its offer.

    What comes from anything but a dict that is written out is one output of an undecided name.
    """
    for result in _returned(function):
        for name, value in _entries(program, result):
            kind = _kind(program, value) if value is not None else None
            role: Held[Role] = Held("output", name.place)
            draft.data(Data(name, role, kind or Held("folder", name.place)))


def _returned(function: Function) -> Iterator[ast.expr]:
    """What the `return` statements of a function itself return."""
    waiting: list[ast.AST] = [*reversed(function.body)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(reversed([*ast.iter_child_nodes(node)]))


def _entries(program: Program, node: ast.expr, passed: Nodes = frozenset()) -> Iterator[Entry]:
    """What is in a dict: in a display or a call of `dict`, and what a variable of it gets later."""
    made = program.definition(node)
    if made in passed:
        return
    passed |= {made}
    if isinstance(made, ast.Dict):
        for key, value in zip(made.keys, made.values, strict=True):
            if key is None:
                yield from _entries(program, value, passed)
            else:
                yield fold(program, key), value
    elif isinstance(made, ast.Call) and program.comes_from(made.func, _DICT):
        yield from _arguments(program, made, passed)
    elif fold(program, made).value != Literal(None):
        yield Held(computed_by(program, made), program.source.place(made)), None
    if isinstance(node, ast.Name):
        yield from _filled(program, node, passed)


def _arguments(program: Program, call: ast.Call, passed: Nodes) -> Iterator[Entry]:
    """What `dict` makes of its arguments."""
    for node in call.args:
        yield from _entries(program, node, passed)
    for keyword in call.keywords:
        if keyword.arg is None:
            yield from _entries(program, keyword.value, passed)
        else:
            yield Held(Literal(keyword.arg), program.source.name(keyword)), keyword.value


def _filled(program: Program, variable: ast.Name, passed: Nodes) -> Iterator[Entry]:
    """What `outputs["scores"] = ...` and `outputs.update(...)` add to the dict of a variable."""
    parents = program.scopes.parent_of
    for load in program.loads(variable):
        parent = parents[load]
        if isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store):
            yield fold(program, parent.slice), program.scopes.assigned(parent)
        elif isinstance(parent, ast.Attribute) and parent.attr == "update":
            call = parents[parent]
            if isinstance(call, ast.Call):
                yield from _arguments(program, call, passed)


def _kind(program: Program, value: ast.expr) -> Held[Kind] | None:
    """The kind of `step.outputs.name`, where the file says how the step's output is declared."""
    match program.definition(value):
        case ast.Attribute(value=ast.Attribute(value=step, attr="outputs"), attr=port):
            return _declared(program, step, port)
        case ast.Subscript(
            value=ast.Attribute(value=step, attr="outputs"), slice=ast.Constant(value=str(port))
        ):
            return _declared(program, step, port)
    return None


def _declared(program: Program, step: ast.expr, port: str) -> Held[Kind] | None:
    declared = _declared_outputs(program, step)
    for name, value in _entries(program, declared) if declared is not None else ():
        output = program.definition(value) if value is not None else None
        if name.value == Literal(port) and isinstance(output, ast.Call):
            given = arguments(output).get("type")
            if given is not None and program.comes_from(output.func, _OUTPUT):
                return folder_or_file(fold(program, given))
    return None


def _declared_outputs(program: Program, step: ast.expr) -> ast.expr | None:
    """The `outputs` of the `command` that a step is, or is a call of."""
    for made in program.chain(step):
        if isinstance(made, ast.Call) and program.comes_from(made.func, _STEPS):
            return arguments(made).get("outputs")
    return None
