"""The functions that read the run: pipeline(), activity(), variables(), item() ..."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from generator.diagnostics import Code, nearest
from generator.expression.context import ABSENT, Absent, Context
from generator.expression.evaluation.arguments import kind
from generator.expression.evaluation.faults import EvaluationFault, fault
from generator.expression.tree import Call
from generator.expression.values import Json

_T = TypeVar("_T")
SystemFunction = Callable[[Call, tuple[Json, ...], Context], Json]


def looked_up(names: Mapping[str, _T], name: str) -> _T | Absent:
    """The value of a name, best in its own letter case, else in any."""
    if name in names:
        return names[name]
    lower = name.lower()
    return next((value for each, value in names.items() if each.lower() == lower), ABSENT)


def offered(name: str, names: Mapping[str, object]) -> str:
    """A hint for a name that is none of these."""
    if near := nearest(name, names):
        return f"did you mean '{near}'?"
    return "available: " + (", ".join(names) or "none")


def _pipeline(_: Call, __: tuple[Json, ...], context: Context) -> Json:
    return {
        **context.system,
        "parameters": _object(context.parameters),
        "globalParameters": _object(context.global_parameters),
    }


def _object(names: Mapping[str, Json]) -> dict[str, Json]:
    return names if isinstance(names, dict) else {**names}


def _variable(call: Call, given: tuple[Json, ...], context: Context) -> Json:
    return _named(call, given[0], context.variables, "variable", Code.UNKNOWN_VARIABLE)


def _activity(call: Call, given: tuple[Json, ...], context: Context) -> Json:
    return {**_named(call, given[0], context.activities, "activity", Code.UNKNOWN_ACTIVITY)}


def _item(call: Call, _: tuple[Json, ...], context: Context) -> Json:
    if isinstance(context.item, Absent):
        raise _not_here(call, "item() has no meaning outside a loop")
    return context.item


def _trigger(call: Call, _: tuple[Json, ...], context: Context) -> Json:
    if context.trigger is None:
        raise _not_here(call, "trigger() is available in triggers only")
    return {**context.trigger}


def _trigger_body(call: Call, _: tuple[Json, ...], context: Context) -> Json:
    if isinstance(context.trigger_body, Absent):
        raise _not_here(call, "triggerBody() is available in triggers of events only")
    return context.trigger_body


def _elsewhere(call: Call, _: tuple[Json, ...], __: Context) -> Json:
    raise _not_here(call, f"{call.name}() is not available where pipelines run")


def _named(call: Call, name: Json, known: Mapping[str, _T], what: str, code: Code) -> _T:
    place = call.arguments[0]
    if not isinstance(name, str):
        message = f"{call.name}() takes the name of {_article(what)} as a string, not {kind(name)}"
        raise fault(Code.NO_VALUE, place.start, place.end, message)
    value = looked_up(known, name)
    if isinstance(value, Absent):
        message = f"there is no {what} '{name}'"
        raise fault(code, place.start, place.end, message, offered(name, known))
    return value


def _article(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _not_here(call: Call, message: str) -> EvaluationFault:
    return fault(Code.NOT_AVAILABLE_HERE, call.start, call.start + len(call.name), message)


READERS: Mapping[str, SystemFunction] = {
    "activity": _activity,
    "dataset": _elsewhere,
    "item": _item,
    "linkedService": _elsewhere,
    "pipeline": _pipeline,
    "trigger": _trigger,
    "triggerBody": _trigger_body,
    "variables": _variable,
}
"""What each of the system's functions does, given its call, its arguments and the run."""
