"""The address that a Web activity posts to: whether batch endpoints take jobs there."""

from collections.abc import Mapping

from msgspec import Struct

from generator.contract.model import Declared
from generator.contract.values import Expression, Literal, Value
from generator.expression import Call, Constant, Embedded, Node, SyntaxFault, Whole, parse
from generator.expression.references import named, parameter
from generator.expression.tree import Interpolation, Parsed, Text


class Defaults(Struct, frozen=True):
    """What the parameters and variables of a pipeline hold until something sets them."""

    parameters: Mapping[str, Declared]
    variables: Mapping[str, Declared]


def is_job_address(url: Value, defaults: Defaults) -> bool:
    """Whether an address is known to end with "/jobs", as a batch endpoint's scoring URI does.

    Of an expression the end is known if it is constant text, or the default of a parameter or a
    variable (page how-to-use-batch-azure-data-factory passes the address as a parameter).
    """
    return _end(url, defaults).rstrip("/").casefold().endswith("/jobs")


def _end(url: Value, defaults: Defaults) -> str:
    match url:
        case Literal(str() as text):
            return text
        case Expression(text):
            try:
                return _end_of_parsed(parse(text), defaults)
            except SyntaxFault:
                return ""
    return ""


def _end_of_parsed(parsed: Parsed, defaults: Defaults) -> str:
    match parsed:
        case Text(text) | Interpolation((*_, Text(text))):
            return text
        case Whole(node) | Interpolation((*_, Embedded(node))):
            return _end_of_node(node, defaults)
    return ""


def _end_of_node(node: Node, defaults: Defaults) -> str:
    match node:
        case Constant(str() as text):
            return text
        case Call("concat", (*_, last), ()):
            return _end_of_node(last, defaults)
        case Call():
            if read := parameter(node):
                return _default(defaults.parameters, read.name)
            if read := named(node, "variables"):
                return _default(defaults.variables, read.name)
    return ""


def _default(declared: Mapping[str, Declared], name: str) -> str:
    for key, it in declared.items():
        if key.casefold() == name.casefold():
            match it.default:
                case Literal(str() as text):
                    return text
    return ""
