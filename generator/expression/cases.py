"""Expressions with the results that they should have, as data: read, evaluated, compared.

The format is an object with `context`, what the expressions read, and `expressions`, one object for
each: `id`, `expression`, `ok`, and where that is true `value` and `type`. Other keys are notes.
"""

from collections.abc import Iterator, Mapping
from math import isfinite

from msgspec import Struct

from generator.expression.context import ABSENT, Context
from generator.expression.evaluation import EvaluationFault, evaluate
from generator.expression.evaluation.equality import same
from generator.expression.evaluation.text_form import float_text, json_text
from generator.expression.parser import parse
from generator.expression.problem import SyntaxFault
from generator.expression.values import Json

TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
_CONTEXT = ("parameters", "globalParameters", "system", "variables", "activities")


class ShapeFault(Exception):
    """Data of another shape; `path` leads to the place, by keys and indexes."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


class Result(Struct, frozen=True):
    """What an expression gives: a value with its type, or an error with its message."""

    value: Json = None
    type: str = ""
    error: str | None = None

    def __str__(self) -> str:
        if self.error is None:
            return f"{self.type} {json_text(self.value)}"
        return f"error: {self.error}" if self.error else "an error"

    def agrees(self, other: "Result") -> bool:
        """Whether both are errors, whatever they say, or one value of one type."""
        if self.error is not None or other.error is not None:
            return self.error is not None and other.error is not None
        return self.type == other.type and same(self.value, other.value)


class Case(Struct, frozen=True):
    """An expression and the result that it should have."""

    id: str
    expression: str
    expected: Result


def result(expression: str, context: Context) -> Result:
    """What an expression gives; floats that JSON has no number for become text."""
    try:
        value = _in_json(evaluate(parse(expression), context))
    except (SyntaxFault, EvaluationFault) as fault:
        return Result(error=fault.problem.message)
    return Result(value, type_of(value))


def type_of(value: Json) -> str:
    """The type of a value, in the words of the format."""
    match value:
        case str():
            return "string"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case None:
            return "null"
        case list():
            return "array"
        case dict():
            return "object"


def read_context(data: Json) -> Context:
    """The run that the expressions read.

    Raises:
        ShapeFault: `context` is missing, or something in it is no object.
    """
    given = _object(_key(_object(data, ()), "context", ()), ("context",))
    parts = {name: _object(given.get(name, {}), ("context", name)) for name in _CONTEXT}
    activities = {
        name: _object(each, ("context", "activities", name))
        for name, each in parts["activities"].items()
    }
    return Context(
        parameters=parts["parameters"],
        global_parameters=parts["globalParameters"],
        system=parts["system"],
        variables=parts["variables"],
        activities=activities,
        item=given.get("item", ABSENT),
        trigger=_object(given["trigger"], ("context", "trigger")) if "trigger" in given else None,
        trigger_body=given.get("triggerBody", ABSENT),
    )


def read_cases(data: Json) -> Iterator[Case]:
    """The expressions and their results, one after the other.

    Raises:
        ShapeFault: something is missing, or is of another type.
    """
    listed = _key(_object(data, ()), "expressions", ())
    if not isinstance(listed, list):
        raise ShapeFault(("expressions",), "an array of expressions is expected")
    for place, each in enumerate(listed):
        yield _case(_object(each, ("expressions", place)), ("expressions", place))


def _case(given: Mapping[str, Json], path: tuple[str | int, ...]) -> Case:
    name, text = _text(given, "id", path), _text(given, "expression", path)
    ok = _key(given, "ok", path)
    if not isinstance(ok, bool):
        raise ShapeFault((*path, "ok"), "true or false is expected")
    if not ok:
        return Case(name, text, Result(error=""))
    kind = _text(given, "type", path)
    if kind not in TYPES:
        raise ShapeFault((*path, "type"), f"'{kind}' is none of the types {', '.join(TYPES)}")
    return Case(name, text, Result(_key(given, "value", path), kind))


def _key(given: Mapping[str, Json], name: str, path: tuple[str | int, ...]) -> Json:
    if name not in given:
        raise ShapeFault(path, f"the key '{name}' is missing")
    return given[name]


def _text(given: Mapping[str, Json], name: str, path: tuple[str | int, ...]) -> str:
    value = _key(given, name, path)
    if isinstance(value, str):
        return value
    raise ShapeFault((*path, name), f"a string is expected, not {type_of(value)}")


def _object(value: Json, path: tuple[str | int, ...]) -> dict[str, Json]:
    if isinstance(value, dict):
        return value
    raise ShapeFault(path, f"an object is expected, not {type_of(value)}")


def _in_json(value: Json) -> Json:
    match value:
        case float() if not isfinite(value):
            return float_text(value)
        case list():
            return [*map(_in_json, value)]
        case dict():
            return {name: _in_json(each) for name, each in value.items()}
    return value
