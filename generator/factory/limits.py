"""Limits of Data Factory on single properties, which its SDK's types do not know.

Sources: the pages of the activities (control-flow-for-each-activity, control-flow-until-activity,
control-flow-wait-activity, control-flow-web-activity, control-flow-webhook-activity,
control-flow-validation-activity, transform-data-using-script).
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.pipelines import Activity
from generator.contract.values import Json, Literal
from generator.diagnostics import Code
from generator.diagnostics.finding import Finding

_TIMESPAN = re.compile(r"(?:(\d{1,4})\.)?(\d\d):([0-5]\d):([0-5]\d)")
_DAY = 86_400


class Number(Struct, frozen=True):
    """A whole number within bounds."""

    minimum: int
    maximum: int


class Timespan(Struct, frozen=True):
    """A span of time as d.hh:mm:ss, not longer than some seconds."""

    maximum: int
    minimum: int = 1


LIMITS: Mapping[tuple[str, str], Number | Timespan] = {
    ("ForEach", "batchCount"): Number(1, 50),
    ("Script", "scriptBlockExecutionTimeout"): Timespan(_DAY),
    ("Until", "timeout"): Timespan(90 * _DAY),
    ("Validation", "timeout"): Timespan(7 * _DAY),
    ("Validation", "sleep"): Number(1, 43_200),
    ("Wait", "waitTimeInSeconds"): Number(1, 2_147_483_647),
    ("WebActivity", "httpRequestTimeout"): Timespan(600, 60),
    ("WebHook", "timeout"): Timespan(7 * _DAY, 60),
}
"""What an activity's property can be, by its type and its name."""


def check_limits(activity: Activity) -> Iterator[Finding]:
    """Check the properties that have a limit; what an expression gives is never known here."""
    for name, value in activity.properties.items():
        limit = LIMITS.get((activity.type, name))
        if limit is not None and isinstance(value, Literal):
            for message, hint in _faults(value.value, limit):
                path = (*activity.at, "properties", name)
                yield Finding(Code.LIMIT, path, message, hint)


def _faults(value: Json, limit: Number | Timespan) -> Iterator[tuple[str, str]]:
    if isinstance(limit, Number):
        if isinstance(value, int) and not limit.minimum <= value <= limit.maximum:
            yield f"{value} is out of range", f"expected {limit.minimum:,} to {limit.maximum:,}"
        return
    found = _TIMESPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        yield f"{value!r} is no span of time", "expected d.hh:mm:ss, such as 0.12:00:00"
        return
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    if not limit.minimum <= length <= limit.maximum:
        hint = f"expected {_spelled(limit.minimum)} to {_spelled(limit.maximum)}"
        yield f"{value} is out of range", hint


def _spelled(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return f"{days}.{hours:02}:{minutes:02}:{seconds:02}"
