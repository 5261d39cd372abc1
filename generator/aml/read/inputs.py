"""Reads one input of a v2 pipeline function from its annotation and its default.

Source: `azure.ai.ml.Input` and `azure.ai.ml.entities._inputs_outputs.utils`, which make inputs of
the parameters of a function (azure-ai-ml 1.35).
"""

import ast
import math

from generator.aml.read.constants import computed_by, fold
from generator.aml.read.draft import Data, Draft, Kind, Parameter
from generator.aml.read.program import Program, arguments
from generator.aml.read.source import Held
from generator.contract.model import Type
from generator.contract.values import Literal, Scalar, Undecided, Value

_INPUT = frozenset({"azure.ai.ml.Input"})
_FIELDS = ("type", "default", "optional", "min", "max", "description")
_TYPES = {"str": Type.STRING, "int": Type.INTEGER, "float": Type.NUMBER, "bool": Type.BOOLEAN}
"""What the SDK makes of a Python type, be it an annotation or the type of a default."""

Given = dict[str, Held[Value]]
"""What the code says of an input, by the names of the parameters of `azure.ai.ml.Input`."""


def read_input(
    program: Program,
    draft: Draft,
    argument: ast.arg,
    default: ast.expr | None,
    description: Held[str] | None,
) -> None:
    """Add one parameter of a pipeline function to an offer, as a parameter or as data.

    Args:
        program: The file.
        draft: The offer.
        argument: The parameter of the function.
        default: Its default in the function, which goes before that of an `Input`.
        description: Its description in the docstring, which goes before that of an `Input`.
    """
    given = _annotated(program, argument.annotation)
    if default is not None:
        given["default"] = fold(program, default)
        given.setdefault("type", _inferred(given["default"]))
    given = {field: held for field, held in given.items() if held.value != Literal(None)}
    name = Held(Literal(argument.arg), program.source.name(argument))
    kind = given.get("type")
    if kind is not None and isinstance(kind.value, Literal) and kind.value.value not in list(Type):
        draft.data(_data(name, kind, given))
    else:
        draft.parameter(_parameter(name, given, description))


def _annotated(program: Program, annotation: ast.expr | None) -> Given:
    """What an annotation says: an `Input`, or one of four Python types."""
    if annotation is None:
        return {}
    node = program.definition(annotation)
    if isinstance(node, ast.Call) and program.comes_from(node.func, _INPUT):
        given = arguments(node, *_FIELDS)
        folded = {field: fold(program, given[field]) for field in _FIELDS if field in given}
        return {"type": Held(Literal("uri_folder"), program.source.place(node.func))} | folded
    return {"type": Held(_type(program, node), program.source.place(node))}


def _type(program: Program, node: ast.expr) -> Value:
    if program.comes_from(node, _INPUT):
        return Literal("uri_folder")
    for word, kind in _TYPES.items():
        quoted = isinstance(node, ast.Constant) and node.value == word
        if quoted or program.comes_from(node, frozenset({f"builtins.{word}"})):
            return Literal(kind.value)
    return computed_by(program, node)


def _inferred(default: Held[Value]) -> Held[Value]:
    """The type of an input that has a default and no annotation; `Literal(None)` if not known."""
    value = default.value.value if isinstance(default.value, Literal) else None
    kind = _TYPES.get(type(value).__name__)
    return Held(Literal(kind and kind.value), default.place)


def _data(name: Held[Value], kind: Held[Value], given: Given) -> Data:
    """Data. A `path` in an `Input` is no default: Azure ML demands that data are sent."""
    left_out = _left_out(given)
    return Data(name, Held("input", name.place), folder_or_file(kind), left_out, left_out)


def folder_or_file(asset: Held[Value]) -> Held[Kind]:
    """What data of an asset type are: only "uri_file" is one file."""
    return Held("file" if asset.value == Literal("uri_file") else "folder", asset.place)


def _parameter(name: Held[Value], given: Given, description: Held[str] | None) -> Parameter:
    description = description or _text(given.get("description"))
    default = given.get("default") or _left_out(given)
    kind = given.get("type")
    if kind is None:
        return Parameter(name, default=default, description=description)
    if isinstance(kind.value, Undecided):
        unknown = Held(Undecided(f"its type is {kind.value.why}"), kind.place)
        return Parameter(name, default=unknown, description=description)
    word = Type(str(_scalar(kind)))
    return Parameter(
        name,
        Held(word, kind.place),
        _converted(word, default),
        _bound(word, given.get("min")),
        _bound(word, given.get("max")),
        description,
    )


def _left_out(given: Given) -> Held[Value] | None:
    """What is passed if nothing is sent; None if something must be."""
    optional = given.get("optional")
    if optional is None or isinstance(optional.value, Undecided):
        return optional
    known = str(_scalar(optional)).lower() == "true"
    return Held(Literal(None), optional.place) if known else None


def _converted(kind: Type, default: Held[Value] | None) -> Held[Value] | None:
    """A default as `Input` keeps it."""
    value = _scalar(default)
    if default is None or value is None:
        return default
    return Held(Literal(_as(kind, value)), default.place)


def _bound(kind: Type, bound: Held[Value] | None) -> Held[float] | None:
    """A bound as `Input` keeps it; None if it is none, or computed: a contract cannot hold that."""
    value = _scalar(bound)
    number = None if value is None else _as(kind, value)
    if bound is None or not isinstance(number, int | float):
        return None
    return Held(number, bound.place)


def _as(kind: Type, value: Scalar) -> Scalar:
    """A value in a type, by the rules of `Input`; as written if `Input` would refuse it."""
    try:
        match kind:
            case Type.STRING:
                return str(value)
            case Type.BOOLEAN:
                return {"true": True, "false": False}.get(str(value).lower(), value)
            case Type.INTEGER:
                return value if isinstance(value, int) else int(float(value))
            case Type.NUMBER:
                return float(value) if math.isfinite(float(value)) else value
    except (ValueError, OverflowError):
        return value


def _text(held: Held[Value] | None) -> Held[str] | None:
    value = _scalar(held)
    return Held(value, held.place) if held is not None and isinstance(value, str) else None


def _scalar(held: Held[Value] | None) -> Scalar | None:
    if held is not None and isinstance(held.value, Literal):
        value = held.value.value
        return value if isinstance(value, str | int | float | bool) else None
    return None
