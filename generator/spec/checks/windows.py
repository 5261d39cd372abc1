"""Tumbling windows: their length and times, and what they hand on.

Source: page how-to-create-tumbling-window-trigger.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from generator import expression
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression.tree import Call, calls, members
from generator.spec.checks import dependencies
from generator.spec.checks.context import Context
from generator.spec.language.triggers import TumblingWindowSpec, WindowFrequency

LEAST_MINUTES = 5
_MINUTES: Mapping[WindowFrequency, int] = {
    WindowFrequency.MINUTE: 1,
    WindowFrequency.HOUR: 60,
    WindowFrequency.DAY: 1_440,
    WindowFrequency.MONTH: 43_800,
}
"""How many minutes a window of interval 1 is long; a month as it is on average."""


def check(
    context: Context, name: str, trigger: TumblingWindowSpec, path: Path
) -> Iterator[Finding]:
    """Check a tumbling window trigger."""
    yield from _times(context, trigger, path)
    if not context.broken.touches(*path):
        yield from _past(trigger, context.today, path)
    yield from _handed_on(context, trigger, path)
    yield from dependencies.check(context, name, trigger, (*path, "depends_on"))


def _times(context: Context, trigger: TumblingWindowSpec, path: Path) -> Iterator[Finding]:
    for key in ("start", "end"):
        moment = getattr(trigger, key)
        if moment and not moment.utc:
            message = "windows are reckoned in UTC"
            yield Finding(Code.OUT_OF_RANGE, (*path, key), message, "write Z behind the time")
    if trigger.end and not trigger.start.before(trigger.end):
        related = (("start", (*path, "start")),)
        message = "the last window ends before the first begins"
        hint = "write an end that is later than the start"
        yield Finding(Code.EMPTY_SPAN, (*path, "end"), message, hint, related=related)
    short = trigger.frequency is WindowFrequency.MINUTE and trigger.interval < LEAST_MINUTES
    if short and not context.broken.touches(*path, "interval"):
        message = f"a window of {_counted(trigger.interval, 'minute')} is too short"
        hint = f"{LEAST_MINUTES} minutes are the least"
        yield Finding(Code.LIMIT, (*path, "interval"), message, hint)


def _past(trigger: TumblingWindowSpec, today: date | None, path: Path) -> Iterator[Finding]:
    """Every window since the start is run, however long ago it was."""
    if today is None:
        return
    ago = trigger.start.ago(today)
    days = min(ago, ago - trigger.end.ago(today)) if trigger.end else ago
    number = days * 1_440 // (_MINUTES[trigger.frequency] * trigger.interval)
    if number < 1:
        return
    at_once = f", {trigger.max_concurrency} at a time" if number > 1 else ""
    windows = _counted(number, "window")
    message = f"the start is {_counted(ago, 'day')} ago: about {windows} will be run{at_once}"
    hint = f"start in the future, or give the reason: `silence: {{{Code.BACKFILLS}: ...}}`"
    yield Finding(Code.BACKFILLS, (*path, "start"), message, hint, severity="warning")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _handed_on(context: Context, trigger: TumblingWindowSpec, path: Path) -> Iterator[Finding]:
    """A job that is not told its window does the same in each."""
    if context.broken.touches(*path, "parameters"):
        return
    if not any(_reads_window(raw.text) for raw in trigger.parameters.values()):
        message = "the job is told neither its window's start nor its end, so all windows are alike"
        hint = "set a parameter to trigger().outputs.windowStartTime or .windowEndTime"
        yield Finding(Code.SAME_EVERY_WINDOW, path, message, hint, "key", severity="warning")


def _reads_window(text: str) -> bool:
    """Whether a value is made of the window, or is wrong in a way that is told elsewhere."""
    try:
        parsed = expression.parse(text)
    except expression.SyntaxFault:
        return True
    return any(_of_window(call) for call in calls(parsed))


def _of_window(call: Call) -> bool:
    read = members(call)
    return call.name == "trigger" and (not read or read[0].name.casefold() == "outputs")
