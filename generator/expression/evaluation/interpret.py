"""From a syntax tree and a run to a value."""

from generator.diagnostics import Code
from generator.expression.check import wrong_call
from generator.expression.context import Context
from generator.expression.evaluation.arguments import boolean
from generator.expression.evaluation.faults import EvaluationFault, Refused
from generator.expression.evaluation.names import READERS
from generator.expression.evaluation.steps import of_null, read
from generator.expression.evaluation.table import FUNCTIONS, TIMED
from generator.expression.evaluation.text_form import text_form
from generator.expression.problem import Problem
from generator.expression.tree import Call, Constant, Embedded, Member, Node, Parsed, Text, Whole
from generator.expression.values import Json


def evaluate(parsed: Parsed, context: Context) -> Json:
    """What the factory makes of a string during a run.

    Text and interpolations give a string, a whole expression a value of any type. What it reads is
    handed on as it is, so the value may be part of the context; it is not to be changed.

    Raises:
        EvaluationFault: The factory would fail; the fault's problem tells why, and at which place.
    """
    match parsed:
        case Text(value):
            return value
        case Whole(expression):
            return _value(expression, context)
    return "".join(_part(part, context) for part in parsed.parts)


def _part(part: Text | Embedded, context: Context) -> str:
    if isinstance(part, Text):
        return part.value
    value = _value(part.expression, context)
    try:
        return text_form(value)
    except Refused as refused:
        raise _fault(part.start, part.end, f"the value has no text: {refused}", refused) from None


def _value(node: Node, context: Context) -> Json:
    if isinstance(node, Constant):
        return node.value
    value = _called(node, context)
    return _read(node, value, context) if node.steps else value


def _read(call: Call, value: Json, context: Context) -> Json:
    """What the steps behind a call lead to; null, once one with a `?` meets null."""
    for step in call.steps:
        key = step.name if isinstance(step, Member) else _value(step.expression, context)
        if value is None:
            if step.optional and key is not None:
                return None
            raise of_null(step, key)
        value = read(value, step, key)
    return value


def _called(call: Call, context: Context) -> Json:
    if problem := wrong_call(call):
        raise EvaluationFault(problem)
    try:
        if call.name in _LAZY:
            return _LAZY[call.name](call, context)
        given = tuple([_value(argument, context) for argument in call.arguments])
        if function := FUNCTIONS.get(call.name):
            return function(*given)
        if timed := TIMED.get(call.name):
            return timed(context.now, *given)
        return READERS[call.name](call, given, context)
    except Refused as refused:
        end = call.start + len(call.name)
        raise _fault(call.start, end, f"{call.name}(): {refused}", refused) from None


def _fault(start: int, end: int, message: str, refused: Refused) -> EvaluationFault:
    return EvaluationFault(Problem(Code.NO_VALUE, start, end, message, refused.hint))


def _if(call: Call, context: Context) -> Json:
    condition, yes, no = call.arguments
    holds = boolean(_value(condition, context), "the condition")
    return _value(yes if holds else no, context)


def _and(call: Call, context: Context) -> Json:
    return all(boolean(_value(each, context), "each value") for each in call.arguments)


def _or(call: Call, context: Context) -> Json:
    return any(boolean(_value(each, context), "each value") for each in call.arguments)


def _coalesce(call: Call, context: Context) -> Json:
    values = (_value(each, context) for each in call.arguments)
    return next((value for value in values if value is not None), None)


_LAZY = {"and": _and, "coalesce": _coalesce, "if": _if, "or": _or}
"""The functions that leave arguments unread, as soon as they know."""
