"""Times from text, as .NET's DateTime.Parse takes it in the culture of the service, en-US.

A time with an offset is turned to UTC; without one, nothing is known of its zone. Without a date it
is today, without a time midnight. (.NET, class DateTimeParse.)
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from generator.expression.evaluation.date_formats import MONTHS, WEEKDAYS
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.moment import (
    HOUR,
    LAST,
    MINUTE,
    SECOND,
    Kind,
    Moment,
    midnight,
)

Today = Callable[[], date]

_FRACTION = r"(?:[.,](?P<fraction>[0-9]+))?"
_OFFSET = r"[+-][0-9]{1,4}(?::[0-9]{1,2})?"
_DATE_T_TIME = re.compile(
    r"(?P<year>[0-9]{3,4})\s*[-/.]\s*(?P<month>[0-9]{1,2})\s*[-/.]\s*(?P<day>[0-9]{1,2})\s*T"
    r"\s*(?P<hour>[0-9]{2})\s*:\s*(?P<minute>[0-9]{2})"
    rf"(?:\s*:\s*(?P<second>[0-9]{{2}}){_FRACTION})?\s*(?P<zone>Z|{_OFFSET})?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\w:.])(?P<hour>[0-9]{1,2})(?:\s*:\s*(?P<minute>[0-9]{1,2})"
    rf"(?:\s*:\s*(?P<second>[0-9]{{1,2}}){_FRACTION})?(?:\s*(?P<half>[AP]M))?|\s*(?P<only>[AP]M))"
    rf"(?![\w:.])(?:\s*(?P<offset>{_OFFSET})$)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?<![A-Z])\s*(?P<zone>Z|GMT|\+[0-9]{1,4}(?::[0-9]{1,2})?|-[0-9]{1,2}:[0-9]{1,2})$",
    re.IGNORECASE,
)
_ERA = re.compile(r"\bA\.?D\b\.?", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}|{'|'.join(day[:3] for day in WEEKDAYS)})\b[,.]?", re.IGNORECASE
)
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_PARTS = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[-/.,]?\s*")
_PIVOT = 50
_FARTHEST = 14 * HOUR


def parsed(text: str, today: Today) -> Moment:
    """The time that a text tells.

    Raises:
        Refused: it tells none.
    """
    return _absolute(text) or _parsed(text, today)


@lru_cache(maxsize=1024)  # a run asks for its own few times again and again
def _absolute(text: str) -> Moment | None:
    """The time of a text that does not depend on today; None where it does."""
    try:
        return _parsed(text, _unknown)
    except LookupError:
        return None


def _unknown() -> date:
    raise LookupError("today counts")


def _parsed(text: str, today: Today) -> Moment:
    stripped = text.strip(" \t\n\v\f\r#")
    try:
        if found := _DATE_T_TIME.fullmatch(stripped):
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            return _moment(day, _of_day(found), found["zone"])
        return _from_parts(stripped, today)
    except ValueError:
        raise Refused(f"'{text}' is no date that the service takes") from None


def _from_parts(text: str, today: Today) -> Moment:
    """The time of a text with weekday, time and date in any order, and the zone at its end."""
    text, zone = _without(_ZONE, text)
    text, weekday = _without(_WEEKDAY, text)
    text, _ = _without(_ERA, text)
    rest, time = _without(_TIME, text)
    written = rest.strip(" ,.")
    if time and text[: time.start()].strip() and text[time.end() :].strip():
        raise ValueError("a time stands in the middle of a date")
    if not written and not time:
        raise ValueError("there is neither a date nor a time")
    if _is_short(written) and (_is_utc(zone) or (time and text[: time.start()].strip())):
        raise ValueError("neither UTC nor a time follow half a date")
    day = _date(written, today) if written else today()
    if weekday and not WEEKDAYS[day.isoweekday() % 7].lower().startswith(weekday[1].lower()):
        raise ValueError("it is another day of the week")
    offset = zone["zone"] if zone else time["offset"] if time else None
    return _moment(day, _of_day(time) if time else 0, offset)


def _is_short(written: str) -> bool:
    """Whether a date lacks its day or its year."""
    return 0 < len(_PARTS.findall(written)) < 3


def _is_utc(zone: re.Match[str] | None) -> bool:
    return zone is not None and zone["zone"][0].isalpha()


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """A text without what a pattern finds in it, and what it found."""
    found = pattern.search(text)
    return (text[: found.start()] + " " + text[found.end() :], found) if found else (text, None)


def _date(text: str, today: Today) -> date:
    """A date of numbers and perhaps the name of a month, with one separator between each two."""
    parts = _PARTS.findall(text)
    separators = _PARTS.split(text)
    if any(separators[:: len(parts)]) or not all(map(_BETWEEN.fullmatch, separators)):
        raise ValueError("what separates the parts of a date")
    match parts:
        case (first, second) if first.isdigit() and second.isdigit():
            return _two_numbers(first, second, today)
        case (month, number) if not month.isdigit():
            name = _month(month)
            return (
                date(_year(number), name, 1) if len(number) > 2 else _this_year(today, name, number)
            )
        case (year, month):
            return date(_year(year), _month(month), 1)
        case (year, month, day) if len(year) > 2 and year.isdigit():
            return date(_year(year), _month(month), _day(day))
        case (day, month, year) if not month.isdigit():
            return date(_year(year), _month(month), _day(day))
        case (month, day, year):
            return date(_year(year), _month(month), _day(day))
    raise ValueError("too few or too many parts")


def _two_numbers(first: str, second: str, today: Today) -> date:
    if len(first) > 2:
        return date(_year(first), _day(second), 1)
    if len(second) > 2:
        return date(_year(second), _day(first), 1)
    return _this_year(today, int(first), second)


def _this_year(today: Today, month: int, day: str) -> date:
    return date(today().year, month, int(day))


def _month(text: str) -> int:
    return _day(text) if text.isdigit() else _MONTHS.get(text.lower(), 0)


def _day(text: str) -> int:
    return int(text) if len(text) < 3 else 0


def _year(text: str) -> int:
    """A year; of two digits, one from 1950 up to 2049."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _of_day(found: re.Match[str]) -> int:
    """The ticks from midnight to a time of day."""
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    half = found.groupdict().get("half") or found.groupdict().get("only")
    if (half and half.upper() == "AM" and hour > 12) or hour > 23 or minute > 59 or second > 59:
        raise ValueError("no time of day")
    if half:
        hour = hour % 12 + 12 * (half.upper() == "PM") if hour <= 12 else hour
    return hour * HOUR + minute * MINUTE + second * SECOND + _fraction(found["fraction"] or "")


def _fraction(digits: str) -> int:
    """Ticks of a part of a second, added up in floats digit by digit, as .NET does it."""
    total, unit = 0.0, 0.1
    for digit in digits:
        total += int(digit) * unit
        unit *= 0.1
    return round(total * SECOND)


def _moment(day: date, of_day: int, zone: str | None) -> Moment:
    ticks = midnight(day) + of_day
    if not zone:
        return Moment(ticks, Kind.UNSPECIFIED)
    if zone.upper() in ("Z", "GMT"):
        return Moment(ticks, Kind.UTC)
    ticks -= _offset(zone)
    if not 0 <= ticks <= LAST:
        raise ValueError("the time in UTC is not between the years 1 and 9999")
    return Moment(ticks, Kind.LOCAL)


def _offset(text: str) -> int:
    """The ticks of +2, +02, +0200 or +02:00."""
    hours, colon, minutes = text[1:].partition(":")
    if not colon and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    ticks = int(hours) * HOUR + int(minutes or 0) * MINUTE
    if len(hours) > 2 or int(minutes or 0) > 59 or ticks > _FARTHEST:
        raise ValueError("no offset")
    return -ticks if text[0] == "-" else ticks
