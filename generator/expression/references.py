"""What an expression refers to by name."""

from collections.abc import Iterator

from msgspec import Struct

from generator.expression.parser import parse
from generator.expression.problem import SyntaxFault
from generator.expression.tree import Call, Constant, calls, members


class Reference(Struct, frozen=True):
    """A name as it is spelt, and where."""

    name: str
    start: int
    end: int


def parameters(text: str) -> frozenset[str]:
    """The names read as `pipeline().parameters.x`, as they are spelt; none if it does not parse."""
    return frozenset(found.name for call in _calls(text) if (found := parameter(call)))


def variables(text: str) -> frozenset[str]:
    """The names read as `variables('x')`, as they are spelt; none if it does not parse."""
    return frozenset(found.name for call in _calls(text) if (found := named(call, "variables")))


def parameter(call: Call) -> Reference | None:
    """The pipeline parameter that a call reads, if it is one."""
    read = members(call)
    if call.name != "pipeline" or len(read) < 2 or read[0].name.lower() != "parameters":
        return None
    return Reference(read[1].name, read[1].start, read[1].end)


def own_parameter(call: Call, function: str) -> Reference | None:
    """The parameter that `dataset().x` or `linkedService().x` reads, if the call is that."""
    read = members(call)
    if call.name != function or not read:
        return None
    return Reference(read[0].name, read[0].start, read[0].end)


def named(call: Call, function: str) -> Reference | None:
    """What a call of `function` names by its only argument, if that is a string."""
    match call.arguments:
        case (Constant(str() as name, start, end),) if call.name == function:
            return Reference(name, start, end)
    return None


def _calls(text: str) -> Iterator[Call]:
    try:
        yield from calls(parse(text))
    except SyntaxFault:
        return
