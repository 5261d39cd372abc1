"""Folds constants: the value of an expression where the code fixes it, and where it is set."""

import ast
import math

from generator.aml.read.program import Program
from generator.aml.read.source import Held
from generator.contract.values import Literal, Scalar, Undecided, Value

_WORDS = frozenset(
    f"azure.ai.ml.constants.{name}" for name in ("AssetTypes", "InputTypes", "InputOutputModes")
)
"""Classes of azure-ai-ml whose members are their own names in lower case."""


class _Computed(Exception):
    """The value of an expression is not known."""


def fold(program: Program, node: ast.expr) -> Held[Value]:
    """The value of an expression: a `Literal`, or `Undecided` with the text of what computes it.

    Known are literals, names that are assigned once, signs, joined texts, f-strings of all these,
    and the constants of azure-ai-ml. The place is where the value is set: of a name, what is
    assigned to it.
    """
    node = program.definition(node)
    place = program.source.place(node)
    try:
        return Held(Literal(_value(program, node, frozenset())), place)
    except _Computed:
        return Held(computed_by(program, node), place)


def computed_by(program: Program, node: ast.expr) -> Undecided:
    """The value of an expression that nothing but running it would tell."""
    return Undecided(f"computed by {program.source.shown(node)}")


def _value(program: Program, node: ast.expr, passed: frozenset[ast.expr]) -> Scalar | None:
    node = program.definition(node)
    if node in passed:
        raise _Computed
    passed |= {node}
    match node:
        case ast.Constant(value=value):
            return _constant(value)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            number = _value(program, operand, passed)
            if isinstance(number, int | float) and not isinstance(number, bool):
                return -number if isinstance(node.op, ast.USub) else number
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            first, second = _value(program, left, passed), _value(program, right, passed)
            if isinstance(first, str) and isinstance(second, str):
                return first + second
        case ast.JoinedStr(values=parts):
            return "".join(_text(program, part, passed) for part in parts)
        case ast.Attribute(attr=attribute, value=owner):
            if program.comes_from(owner, _WORDS):
                return attribute.lower()
    raise _Computed


def _constant(value: object) -> Scalar | None:
    infinite = isinstance(value, float) and not math.isfinite(value)
    if value is None or (isinstance(value, str | int | float | bool) and not infinite):
        return value
    raise _Computed


def _text(program: Program, part: ast.expr, passed: frozenset[ast.expr]) -> str:
    """One part of an f-string. A format, or a conversion other than to text, is not followed."""
    if isinstance(part, ast.FormattedValue):
        if part.format_spec is not None or part.conversion not in (-1, ord("s")):
            raise _Computed
        part = part.value
    return str(_value(program, part, passed))
