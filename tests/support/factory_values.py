"""What Data Factory makes of the strings in its documents, told without the generator's encoders.

A string that begins with @ is an expression, @@ stands for @ there; in other text @{...} is an
expression, and @@{ stands for @{. An object of exactly `value` and `type: Expression` is an
expression. (Page "Expressions and functions in Azure Data Factory".)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from generator.expression import Call, Constant, Member, Node, Text, Whole, parse

_EVALUATED = {"typeProperties", "userProperties", "parameters", "variables"}
"""Only below these keys of a document is text looked into."""
_ACTIVITIES = {
    "activities",
    "ifTrueActivities",
    "ifFalseActivities",
    "defaultActivities",
    "cases",
}
"""Below these keys are activities again, and the values of cases, which are text."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A string that the factory evaluates when it runs."""

    text: str


def data(document: Any, evaluated: bool = False) -> Any:
    """A document with each text as the factory takes it, and with each expression as one."""
    if isinstance(document, dict):
        if evaluated and document.keys() == {"value", "type"} and document["type"] == "Expression":
            return Computed(document["value"])
        return {
            name: data(value, name not in _ACTIVITIES and (evaluated or name in _EVALUATED))
            for name, value in document.items()
        }
    if isinstance(document, list):
        return [data(item, evaluated) for item in document]
    return taken(document) if evaluated and isinstance(document, str) else document


def taken(text: str) -> str | Computed:
    """A string of a document: the text that it stands for, or an expression."""
    if text.startswith("@@"):
        return text[1:]
    if text.startswith("@") and text != "@":
        return Computed(text)
    pieces = text.split("@@{")
    return Computed(text) if any("@{" in piece for piece in pieces) else "@{".join(pieces)


# running ------------------------------------------------------------------------------------------

Run = Mapping[str, Any]
"""The values of a run's parameters."""


def run(value: Any, parameters: Run) -> Any:
    """What a run makes of a value of a document, as far as the generator's own expressions go."""
    taken_as = data(value, evaluated=True)
    if not isinstance(taken_as, Computed):
        return taken_as
    tree = parse(taken_as.text)
    assert not isinstance(tree, Text)
    assert isinstance(tree, Whole), f"{taken_as.text} is put together of several"
    return _value(tree.expression, parameters)


def _value(node: Node, parameters: Run) -> Any:
    if isinstance(node, Constant):
        return node.value
    if node.name == "pipeline":
        return _member(node, parameters)
    assert not node.steps
    return _called(node.name, [_value(argument, parameters) for argument in node.arguments])


def _member(node: Call, parameters: Run) -> Any:
    names = [step.name for step in node.steps if isinstance(step, Member)]
    assert len(names) == len(node.steps)
    if names == ["RunId"]:
        return "run-1"
    kind, name = names
    assert kind == "parameters"
    return parameters[name]


def _called(function: str, values: Sequence[Any]) -> Any:
    if function == "concat":
        return "".join(map(text_of, values))
    (value,) = values
    match function:
        case "string":
            return text_of(value)
        case "toLower":
            return str(value).lower()
        case "uriComponent":
            return quote(value, safe="-_.~")
    raise AssertionError(f"{function} is none of the generator's own functions")


def text_of(value: Any) -> str:
    """How the factory spells a value as text: True, 1 for 1.0, 1E-07."""
    if not isinstance(value, float):
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).upper()
