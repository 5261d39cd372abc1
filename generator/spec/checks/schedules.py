"""Schedules: their times, and whether these fit their frequency."""

from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.expression.time_zones import WINDOWS
from generator.spec import words
from generator.spec.checks.context import Context
from generator.spec.language.triggers import Frequency, ScheduleSpec, TimesSpec

_DAYS = frozenset({Frequency.DAY, Frequency.WEEK, Frequency.MONTH})
FITS: Mapping[str, frozenset[Frequency]] = {
    "minutes": _DAYS | {Frequency.HOUR},
    "hours": _DAYS,
    "week_days": frozenset({Frequency.WEEK}),
    "month_days": frozenset({Frequency.MONTH}),
    "month_occurrences": frozenset({Frequency.MONTH}),
}
"""The frequencies that each kind of time belongs to.

Source: page how-to-create-schedule-trigger, section "schedule property".
"""


def check(context: Context, trigger: ScheduleSpec, path: Path) -> Iterator[Finding]:
    """Check a schedule."""
    if not context.broken.hides(*path, "time_zone"):
        yield from _zone(trigger.time_zone, (*path, "time_zone"))
        yield from _times(trigger, path)
    if trigger.times == TimesSpec() and not context.broken.touches(*path, "times"):
        hint = f"add one of {', '.join(FITS)}, or drop the key"
        yield Finding(Code.OUT_OF_RANGE, (*path, "times"), "these are no times", hint, "key")
    elif trigger.times is not None:
        yield from _fit(context, trigger, trigger.times, (*path, "times"))


def _zone(zone: str, path: Path) -> Iterator[Finding]:
    """Data Factory knows time zones by the names that Windows has for them."""
    if zone not in WINDOWS:
        message = f"Windows has no time zone {zone!r}"
        meant = [name for name, iana in WINDOWS.items() if iana.casefold() == zone.casefold()]
        near = meant[0] if meant else nearest(zone, WINDOWS)
        hint = f"did you mean {near!r}?" if near else "such as 'W. Europe Standard Time'"
        yield Finding(Code.NOT_A_CHOICE, path, message, hint)


def _times(trigger: ScheduleSpec, path: Path) -> Iterator[Finding]:
    """A time with Z is UTC, and no other zone's; a time without Z belongs to a zone."""
    utc = trigger.time_zone == "UTC"
    for key in ("start", "end"):
        moment = getattr(trigger, key)
        if moment and moment.utc and not utc:
            message = f"a time with Z is UTC, and the trigger's time zone is {trigger.time_zone}"
            related = (("time zone", (*path, "time_zone")),)
            hint = "drop the Z, or the time zone"
            yield Finding(Code.OUT_OF_RANGE, (*path, key), message, hint, related=related)
        if moment and utc and not moment.utc:
            message = "a time without Z is a time zone's own, and the trigger names none"
            hint = "write Z behind it for UTC, or add `time_zone: ...`"
            yield Finding(Code.OUT_OF_RANGE, (*path, key), message, hint)
    if trigger.end and not trigger.start.before(trigger.end):
        related = (("start", (*path, "start")),)
        message = "the trigger ends before it begins"
        hint = "write an end that is later than the start"
        yield Finding(Code.EMPTY_SPAN, (*path, "end"), message, hint, related=related)


def _fit(
    context: Context, trigger: ScheduleSpec, times: TimesSpec, path: Path
) -> Iterator[Finding]:
    for key, frequencies in FITS.items():
        given: Sequence[object] = getattr(times, key)
        if given and trigger.frequency not in frequencies:
            allowed = words.one_of([each.value for each in Frequency if each in frequencies])
            message = f"`{key}` do not fit a schedule of frequency {trigger.frequency}"
            related = (("frequency", (*path[:-1], "frequency")),)
            hint = f"their frequency is {allowed}"
            where = (*path, key)
            yield Finding(Code.OUT_OF_RANGE, where, message, hint, "key", related=related)
        for i in _repeated(context, given, (*path, key)):
            yield Finding(Code.NAME_CLASH, (*path, key, i), "this stands twice", "keep one")
    yield from _zeros(context, times, path)


def _repeated(context: Context, given: Sequence[object], path: Path) -> Iterator[int]:
    seen: list[object] = []
    for i, each in context.broken.numbered(given, *path):
        if each in seen:
            yield i
        seen.append(each)


def _zeros(context: Context, times: TimesSpec, path: Path) -> Iterator[Finding]:
    """Days of a month are counted from 1, or back from -1."""
    hint = "the first is 1, the last is -1"
    for i, day in context.broken.numbered(times.month_days, *path, "month_days"):
        if day == 0:
            yield Finding(Code.OUT_OF_RANGE, (*path, "month_days", i), "a month has no day 0", hint)
    where = (*path, "month_occurrences")
    for i, each in context.broken.numbered(times.month_occurrences, *where):
        if each.occurrence == 0:
            message = f"no {each.day} is number 0 of its month"
            yield Finding(Code.OUT_OF_RANGE, (*where, i, "occurrence"), message, hint)
