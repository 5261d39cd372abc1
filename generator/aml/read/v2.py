"""Reads what the pipeline functions of SDK v2 take and return.

Source: `azure.ai.ml.dsl.pipeline` and its `PipelineComponentBuilder` (azure-ai-ml 1.35).
"""

import ast
from collections.abc import Iterator

from generator.aml.read.constants import fold
from generator.aml.read.docstrings import descriptions
from generator.aml.read.draft import Draft
from generator.aml.read.inputs import read_input
from generator.aml.read.outputs import read_outputs
from generator.aml.read.program import Function, Program, arguments
from generator.aml.read.source import Held
from generator.contract.model import Offer, Read
from generator.contract.values import Literal, Value

_PIPELINE = frozenset({"azure.ai.ml.dsl.pipeline"})
_NOT_INPUTS = ("non_pipeline_inputs", "non_pipeline_parameters")


def read_v2(program: Program) -> tuple[Read[Offer], ...]:
    """What each pipeline function of a file accepts, in the order of the file."""
    return tuple(
        _offer(program, function, decorator)
        for function in program.functions()
        for decorator in function.decorator_list
        if program.comes_from(_callee(decorator), _PIPELINE)
    )


def _offer(program: Program, function: Function, decorator: ast.expr) -> Read[Offer]:
    given = arguments(decorator) if isinstance(decorator, ast.Call) else {}
    draft = Draft("v2", program.source.place(_callee(decorator)))
    draft.pipeline(_name(program, function, given))
    described = descriptions(program.source, function)
    left_out = _texts(program, [given[name] for name in _NOT_INPUTS if name in given])
    for argument, default in _arguments(function.args):
        if argument.arg not in left_out:
            read_input(program, draft, argument, default, described.get(argument.arg))
    read_outputs(program, draft, function)
    return draft.finish()


def _callee(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _name(program: Program, function: Function, given: dict[str, ast.expr]) -> Held[Value]:
    if "name" in given:
        name = fold(program, given["name"])
        if name.value != Literal(None):
            return name
    return Held(Literal(function.name), program.source.name(function))


def _texts(program: Program, lists: list[ast.expr]) -> set[str]:
    """The texts in some lists that are written out."""
    nodes = (program.definition(node) for node in lists)
    items = (item for node in nodes if isinstance(node, ast.List) for item in node.elts)
    values = (fold(program, item).value for item in items)
    return {
        value.value
        for value in values
        if isinstance(value, Literal) and isinstance(value.value, str)
    }


def _arguments(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """The parameters of a function with their defaults. Inputs cannot be `*args` or `**kwargs`."""
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    yield from zip(positional, [*[None] * missing, *arguments.defaults], strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
