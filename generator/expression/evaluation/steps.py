"""Reading properties and elements: `.x`, `['x']`, `[0]`, and their forms with `?`."""

from generator.diagnostics import Code
from generator.expression.context import Absent
from generator.expression.evaluation.arguments import is_integer, kind, wrapped
from generator.expression.evaluation.faults import EvaluationFault, fault
from generator.expression.evaluation.names import looked_up, offered
from generator.expression.tree import Step
from generator.expression.values import Json

_LONGEST = 200
"""Characters of a hint; objects can have many properties."""


def read(value: Json, step: Step, key: Json) -> Json:
    """The property or the element of a value that is not null.

    Raises:
        EvaluationFault: it is not there, and the step has no `?`; or the value has none at all.
    """
    match value, key:
        case dict(), str():
            found = looked_up(value, key)
            if not isinstance(found, Absent):
                return found
            if step.optional:
                return None
            raise _refused(step, f"there is no property '{key}'", _instead(key, value))
        case list(), int() if is_integer(key):
            place = wrapped(key)
            if 0 <= place < len(value):
                return value[place]
            if step.optional:
                return None
            raise _refused(step, f"there is no element {place}; the array has {len(value)}")
    raise _refused(step, *_unfit(value, key))


def of_null(step: Step, key: Json) -> EvaluationFault:
    """The fault of reading something from null without a `?`."""
    what = f"'{key}'" if isinstance(key, str) else "an element"
    return _refused(step, f"{what} is read from null", "a '?' before it gives null instead")


def _unfit(value: Json, key: Json) -> tuple[str, str]:
    match value:
        case dict():
            return f"an object has properties by name, not by {kind(key)}", ""
        case list():
            hint = "elements are counted from 0: [0], first(...), last(...)"
            return f"an array has elements by number, not by {kind(key)}", hint
        case str():
            return "a string has no properties", "json(...) makes an object of its text"
    return f"{kind(value)} has no properties", ""


def _instead(name: str, value: dict[str, Json]) -> str:
    hint = offered(name, value)
    return hint if len(hint) < _LONGEST else f"{hint[:_LONGEST]} ..."


def _refused(step: Step, message: str, hint: str = "") -> EvaluationFault:
    return fault(Code.NO_VALUE, step.start, step.end, message, hint)
