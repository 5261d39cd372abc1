"""Whether stubs promise what a module keeps: the same names, parameters and defaults.

(mypy's stubtest would do more, but it first checks a package's own code, and azure-ai-ml's fails.)
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

_UNKNOWN = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Promised:
    """A parameter as a stub declares it."""

    name: str
    by_keyword_only: bool
    default: object


def broken_promises(stub: str, module: ModuleType) -> list[str]:
    """What a stub's public classes and functions have that the module's have not.

    A stub may leave things out, and may be stricter: it need not repeat a default.

    Args:
        stub: the text of the `.pyi` file.
        module: the module that it describes.

    Returns:
        One line for each difference.
    """
    found: list[str] = []
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found += _class(node, getattr(module, node.name, None))
        elif isinstance(node, ast.FunctionDef):
            found += _function(node, getattr(module, node.name, None), node.name)
    return [f"{module.__name__}.{line}" for line in found]


def _class(stub: ast.ClassDef, real: object) -> Iterator[str]:
    if real is None:
        yield f"{stub.name} does not exist"
        return
    for node in stub.body:
        if isinstance(node, ast.FunctionDef) and not {"property", "setter"} & _decorators(node):
            yield from _function(node, getattr(real, node.name, None), f"{stub.name}.{node.name}")


def _decorators(node: ast.FunctionDef) -> set[str]:
    return {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}


def _function(stub: ast.FunctionDef, real: object, name: str) -> Iterator[str]:
    if not callable(real):
        yield f"{name} does not exist"
        return
    parameters = inspect.signature(real).parameters
    takes_any = any(one.kind is one.VAR_KEYWORD for one in parameters.values())
    promised = list(_promised(stub))
    for position, one in enumerate(promised):
        if one.name in parameters:
            in_place = [*parameters].index(one.name) == position
            reasons = _unlike(one, parameters[one.name], in_place)
            yield from (f"{name}({one.name}): {why}" for why in reasons)
        elif not takes_any:
            yield f"{name}({one.name}) does not exist"
    for missing in _required(parameters) - {one.name for one in promised}:
        yield f"{name}({missing}) is not in the stub"


def _promised(stub: ast.FunctionDef) -> Iterator[Promised]:
    """The parameters of a stub, without those that take whatever comes."""
    arguments = stub.args
    defaults = [_UNKNOWN] * (len(arguments.args) - len(arguments.defaults))
    values = [*defaults, *(ast.literal_eval(value) for value in arguments.defaults)]
    bound = "classmethod" in _decorators(stub)
    for argument, value in [*zip(arguments.args, values, strict=True)][bound:]:
        yield Promised(argument.arg, by_keyword_only=False, default=value)
    for argument, node in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        default = _UNKNOWN if node is None else ast.literal_eval(node)
        yield Promised(argument.arg, by_keyword_only=True, default=default)


def _unlike(one: Promised, real: inspect.Parameter, in_place: bool) -> Iterator[str]:
    if not one.by_keyword_only and (real.kind is real.KEYWORD_ONLY or not in_place):
        yield "it cannot be given at this position"
    if one.default is not _UNKNOWN and real.default is _UNKNOWN:
        yield "it has no default"
    elif one.default is not _UNKNOWN and real.default != one.default:
        yield f"its default is {real.default!r}"


def _required(parameters: Mapping[str, inspect.Parameter]) -> set[str]:
    return {
        name
        for name, one in parameters.items()
        if one.default is _UNKNOWN and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)
    }
