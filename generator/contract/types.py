"""The one type table: how a parameter of each type is spelled at every hop.

Sources: ParameterSpecification of azure-mgmt-datafactory, PipelineParameter of
azureml-pipeline-core, Input of azure-ai-ml, and what these made of each value when they ran.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from msgspec import Struct

from generator import expression
from generator.contract.model import Sdk, Type
from generator.contract.values import Expression, Literal, Scalar

CARRIED = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:/+-]*")
"""Text that every hop carries as it is; other text has to travel encoded."""


class Row(Struct, frozen=True):
    """One type at every hop.

    `factory` is the type of a pipeline parameter in Data Factory. `sent_v1` wraps the parameter's
    value in an activity that can send only text. `offered_v1` is the type that SDK v1 publishes,
    `default_v1` spells a default for it. `python` is the type that a script gets.
    """

    factory: str
    sent_v1: str
    offered_v1: Type
    default_v1: Callable[[Scalar], Scalar]
    python: str


def _same(value: Scalar) -> Scalar:
    return value


TYPES: Mapping[Type, Row] = MappingProxyType(
    {
        Type.STRING: Row("string", "{}", Type.STRING, _same, "str"),
        Type.INTEGER: Row("int", "string({})", Type.INTEGER, _same, "int"),
        Type.NUMBER: Row("float", "string({})", Type.NUMBER, lambda v: float(v), "float"),
        # SDK v1 takes True for an integer (isinstance(True, int)), so a boolean is offered as text.
        Type.BOOLEAN: Row(
            "bool", "toLower(string({}))", Type.STRING, lambda v: str(v).lower(), "bool"
        ),
    }
)


def factory_type(word: str) -> Type | None:
    """The type that a factory's own word stands for, or None ("object", "securestring")."""
    return next((kind for kind, row in TYPES.items() if row.factory == word.lower()), None)


def offered_type(kind: Type, sdk: Sdk) -> Type:
    """The type that an AML pipeline of this SDK can declare for a parameter of the job."""
    return TYPES[kind].offered_v1 if sdk == "v1" else kind


def offered_default(kind: Type, value: Scalar, sdk: Sdk, *, encoded: bool = False) -> Scalar:
    """A parameter's default as the AML pipeline of this SDK declares it."""
    if encoded:
        return encode(str(value))
    if sdk == "v1":
        return TYPES[kind].default_v1(value)
    return float(value) if kind is Type.NUMBER else value


def sent(body: str, kind: Type, sdk: Sdk, *, encoded: bool = False) -> Expression:
    """What an activity sends for a parameter, of an expression for its value (without its @)."""
    if encoded:
        body = f"concat('=',uriComponent({body}))"
    elif sdk == "v1":
        body = TYPES[kind].sent_v1.format(body)
    return Expression(expression.canonical("@" + body))


def stated(value: Scalar, sdk: Sdk, *, encoded: bool = False) -> Literal:
    """What an activity sends for a parameter whose value it knows; v1 is sent only text."""
    if encoded:
        return Literal(encode(str(value)))
    if sdk == "v2":
        return Literal(value)
    return Literal(str(value).lower() if isinstance(value, bool) else str(value))


def in_path(body: str, kind: Type) -> str:
    """An expression for the text that a value is in a path."""
    return body if kind is Type.STRING else TYPES[kind].sent_v1.format(body)


def encode(text: str) -> str:
    """Text as `concat('=',uriComponent(text))` makes it: any text, and it survives every hop."""
    return "=" + quote(text, safe="-_.~")


def carried(text: str) -> bool:
    """Whether text survives every hop as it is."""
    return CARRIED.fullmatch(text) is not None
