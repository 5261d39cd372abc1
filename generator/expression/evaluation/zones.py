"""Time zones by the names of Windows, and by those of the IANA, which the engine takes as well.

The offsets are those of the IANA's data, which Windows follows for the years that matter.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from generator.diagnostics import nearest
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.moment import LAST, MINUTE
from generator.expression.time_zones import WINDOWS

_EPOCH = datetime(1, 1, 1)
_EDGE = timedelta(days=2)


def is_utc(name: str) -> bool:
    """Whether a zone is UTC by its own name; other names of it are zones like others."""
    return name.lower() == "utc"


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """A time zone; letter case counts for nothing.

    Raises:
        Refused: there is none of this name.
    """
    if (known := _names().get(name.lower())) is None:
        near = nearest(name, WINDOWS)
        hint = f"did you mean '{near}'?" if near else "zones have the names that Windows gives them"
        raise Refused(f"there is no time zone '{name}'", hint)
    return ZoneInfo(WINDOWS.get(known, known))


def from_utc(ticks: int, target: ZoneInfo) -> int:
    """What clocks in a zone show at a time in UTC; the first or last time there is, beyond it."""
    local = _datetime(ticks).replace(tzinfo=UTC).astimezone(target)
    return _clamped(ticks + _offset(local))


def to_utc(ticks: int, source: ZoneInfo) -> int:
    """The time in UTC when clocks in a zone show a time.

    Raises:
        Refused: they never show it, or twice, because they are put forward or back.
    """
    shown = _datetime(ticks).replace(tzinfo=source)
    if shown.utcoffset() != shown.replace(fold=1).utcoffset():
        raise Refused("clocks in this zone do not show that time, or show it twice")
    return _clamped(ticks - _offset(shown))


@cache
def _names() -> dict[str, str]:
    return {**_lower(available_timezones()), **_lower(WINDOWS)}


def _lower(names: Iterable[str]) -> dict[str, str]:
    return {name.lower(): name for name in names}


def _datetime(ticks: int) -> datetime:
    """A time that Python can reckon with, two days off the ends of its calendar."""
    time = _EPOCH + timedelta(microseconds=ticks // 10)
    return min(max(time, _EPOCH + _EDGE), datetime.max - _EDGE)


def _offset(time: datetime) -> int:
    """The ticks by which clocks are before UTC; parts of a minute, of long ago, count as one."""
    seconds = int((time.utcoffset() or timedelta()).total_seconds())
    minutes = -(-abs(seconds) // 60)
    return minutes * MINUTE if seconds >= 0 else -minutes * MINUTE


def _clamped(ticks: int) -> int:
    return min(max(ticks, 0), LAST)
