"""Tumbling windows: their length and times, what they wait for, and what they hand on.

Sources: pages how-to-create-tumbling-window-trigger, tumbling-window-trigger-dependency.
"""

from collections.abc import Iterator

from generator.contract.names import trigger_name
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.language.triggers import (
    DependencySpec,
    TumblingWindowSpec,
    WindowFrequency,
)
from generator.spec.lower.triggers import SELF

MOST_DEPENDENCIES = 5
LEAST_MINUTES = 5
_HANDED_ON = "window"
"""Begins the names of what a trigger offers of its window; a wrong one is told elsewhere."""


def check(
    context: Context, name: str, trigger: TumblingWindowSpec, path: Path
) -> Iterator[Finding]:
    """Check a tumbling window trigger."""
    yield from _times(context, trigger, path)
    yield from _handed_on(context, trigger, path)
    if len(trigger.depends_on) > MOST_DEPENDENCIES:
        message = f"{len(trigger.depends_on)} dependencies; {MOST_DEPENDENCIES} are allowed"
        yield Finding(Code.LIMIT, (*path, "depends_on"), message, at="key")
    for i, each in context.broken.numbered(trigger.depends_on, *path, "depends_on"):
        yield from _dependency(context, name, each, (*path, "depends_on", i))


def _times(context: Context, trigger: TumblingWindowSpec, path: Path) -> Iterator[Finding]:
    for key in ("start", "end"):
        moment = getattr(trigger, key)
        if moment and not moment.utc:
            message = "windows are reckoned in UTC"
            yield Finding(Code.OUT_OF_RANGE, (*path, key), message, "write Z behind the time")
    if trigger.end and not trigger.start.before(trigger.end):
        related = (("start", (*path, "start")),)
        message = "the last window ends before the first begins"
        yield Finding(Code.EMPTY_SPAN, (*path, "end"), message, related=related)
    if trigger.frequency is WindowFrequency.MINUTE and trigger.interval < LEAST_MINUTES:
        message = f"a window of {trigger.interval} minutes is too short"
        hint = f"{LEAST_MINUTES} minutes are the least"
        yield Finding(Code.LIMIT, (*path, "interval"), message, hint)
    yield from _past(context, trigger, path)


def _past(context: Context, trigger: TumblingWindowSpec, path: Path) -> Iterator[Finding]:
    """Every window since the start is run, however long ago it was."""
    days = trigger.start.ago(context.today) if context.today else 0
    if days < 1:
        return
    number = _windows(trigger, days)
    if number < 1:
        return
    at_once = f", {trigger.max_concurrency} at a time" if number > 1 else ""
    ago, windows = _counted(days, "day"), _counted(number, "window")
    message = f"the start is {ago} ago: about {windows} since then will be run"
    hint = f"let it start in the future, or silence this: {Code.BACKFILLS}"
    yield Finding(Code.BACKFILLS, (*path, "start"), message + at_once, hint, severity="warning")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _windows(trigger: TumblingWindowSpec, days: int) -> int:
    lengths = {
        WindowFrequency.MINUTE: 1 / 1_440,
        WindowFrequency.HOUR: 1 / 24,
        WindowFrequency.DAY: 1.0,
        WindowFrequency.MONTH: 30.4,
    }
    return int(days / (lengths[trigger.frequency] * trigger.interval))


def _handed_on(context: Context, trigger: TumblingWindowSpec, path: Path) -> Iterator[Finding]:
    """A job that is not told its window does the same in each."""
    texts = [raw.text for raw in trigger.parameters.values()]
    if context.broken.touches(*path, "parameters"):
        return
    if not any(_HANDED_ON in text for text in texts):
        message = "the job is told neither its window's start nor its end, so all windows are alike"
        hint = "set a parameter to trigger().outputs.windowStartTime or .windowEndTime"
        yield Finding(Code.SAME_EVERY_WINDOW, path, message, hint, "key", severity="warning")


# what a window waits for --------------------------------------------------------------------------


def _dependency(
    context: Context, name: str, dependency: DependencySpec, path: Path
) -> Iterator[Finding]:
    wanted, where = dependency.trigger, (*path, "trigger")
    own = context.spec.factory.triggers
    if wanted in (SELF, name):
        yield from _on_itself(wanted, dependency, path)
    elif wanted in own:
        if not isinstance(own[wanted], TumblingWindowSpec):
            message = f"{wanted!r} is no tumbling window, and only these can be waited for"
            related = (("the other", ("factory", "triggers", wanted)),)
            yield Finding(Code.WRONG_TYPE, where, message, related=related)
        elif name in _waited_for(context, wanted):
            yield Finding(Code.CIRCLE, where, f"{name!r} and {wanted!r} wait for each other")
    elif wanted not in _others(context):
        known = [each for each, it in own.items() if isinstance(it, TumblingWindowSpec)]
        hint = advice(wanted, [*known, *_others(context), SELF], "tumbling windows")
        message = f"there is no tumbling window {wanted!r}"
        yield Finding(Code.UNKNOWN_TRIGGER, where, message, f"{hint}; see `existing.triggers`")


def _on_itself(wanted: str, dependency: DependencySpec, path: Path) -> Iterator[Finding]:
    if wanted != SELF:
        message = f"{wanted!r} is this trigger itself"
        yield Finding(Code.CIRCLE, (*path, "trigger"), message, f"write `trigger: {SELF}`")
    if dependency.offset is None or dependency.offset.seconds >= 0:
        message = "only earlier windows of the same trigger can be waited for"
        where = (*path, "offset") if dependency.offset else (*path, "trigger")
        yield Finding(Code.OUT_OF_RANGE, where, message, "write a negative `offset`, such as -1d")


def _waited_for(context: Context, name: str) -> set[str]:
    """The job's windows that one waits for, and those that these wait for."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        trigger = context.spec.factory.triggers.get(waiting.pop())
        if isinstance(trigger, TumblingWindowSpec):
            new = {each.trigger for each in trigger.depends_on} - found
            found |= new
            waiting += new
    return found


def _others(context: Context) -> set[str]:
    """The windows of other jobs on the same service, and those that are there already."""
    return {*context.windows, *context.project.existing.triggers}


def own_windows(job: str, context: Context) -> Iterator[str]:
    """The tumbling windows of a job by their names in the factory."""
    for name, trigger in context.spec.factory.triggers.items():
        if isinstance(trigger, TumblingWindowSpec):
            yield trigger_name(job, name)
