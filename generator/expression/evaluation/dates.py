"""The functions of dates and times. Each is given first what time it is."""

from collections.abc import Callable
from datetime import datetime

from generator.expression.evaluation.arguments import integer, string, wrapped
from generator.expression.evaluation.date_formats import ROUND_TRIP, formatted
from generator.expression.evaluation.date_texts import parsed
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.moment import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Kind,
    Moment,
    moment_of,
)
from generator.expression.evaluation.zones import from_utc, is_utc, to_utc, zone
from generator.expression.values import Json

Now = Callable[[], datetime]

_LENGTHS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_MONTHS = {"month": 1, "year": 12}


def add_days(now: Now, time: Json, number: Json, form: Json = ROUND_TRIP) -> str:
    return _later(now, time, number, DAY, form)


def add_hours(now: Now, time: Json, number: Json, form: Json = ROUND_TRIP) -> str:
    return _later(now, time, number, HOUR, form)


def add_minutes(now: Now, time: Json, number: Json, form: Json = ROUND_TRIP) -> str:
    return _later(now, time, number, MINUTE, form)


def add_seconds(now: Now, time: Json, number: Json, form: Json = ROUND_TRIP) -> str:
    return _later(now, time, number, SECOND, form)


def add_to_time(now: Now, time: Json, number: Json, unit: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_moved(_read(now, time), integer(number, "the interval"), unit), form)


def subtract_from_time(
    now: Now, time: Json, number: Json, unit: Json, form: Json = ROUND_TRIP
) -> str:
    return _written(_moved(_read(now, time), -integer(number, "the interval"), unit), form)


def get_future_time(now: Now, number: Json, unit: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_moved(moment_of(now()), integer(number, "the interval"), unit), form)


def get_past_time(now: Now, number: Json, unit: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_moved(moment_of(now()), -integer(number, "the interval"), unit), form)


def convert_from_utc(now: Now, time: Json, target: Json, form: Json = ROUND_TRIP) -> str:
    moment, name = _read(now, time), string(target, "the time zone")
    if moment.kind is not Kind.UTC:
        raise Refused("the time must be one in UTC, with a 'Z' at its end")
    return _written(_shown_in(name, moment.ticks), form)


def convert_to_utc(now: Now, time: Json, source: Json, form: Json = ROUND_TRIP) -> str:
    moment, name = _read(now, time), string(source, "the time zone")
    zone(name)
    if moment.kind is Kind.LOCAL or (moment.kind is Kind.UTC and not is_utc(name)):
        raise Refused(f"the time tells its zone itself, and not as '{name}'")
    return _written(Moment(_in_utc(moment, name), Kind.UTC), form)


def convert_time_zone(
    now: Now, time: Json, source: Json, target: Json, form: Json = ROUND_TRIP
) -> str:
    moment = _read(now, time)
    here, there = string(source, "the source zone"), string(target, "the target zone")
    zone(here)
    return _written(_shown_in(there, _in_utc(moment, here)), form)


def day_of_month(now: Now, time: Json) -> int:
    return _read(now, time).date.day


def day_of_week(now: Now, time: Json) -> int:
    return _read(now, time).weekday


def day_of_year(now: Now, time: Json) -> int:
    return _read(now, time).date.timetuple().tm_yday


def format_date_time(now: Now, time: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_read(now, time), form)


def start_of_day(now: Now, time: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_read(now, time).start_of(DAY), form)


def start_of_hour(now: Now, time: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_read(now, time).start_of(HOUR), form)


def start_of_month(now: Now, time: Json, form: Json = ROUND_TRIP) -> str:
    return _written(_read(now, time).start_of_month(), form)


def ticks(now: Now, time: Json) -> int:
    return _read(now, time).ticks


def utc_now(now: Now, form: Json = ROUND_TRIP) -> str:
    return _written(moment_of(now()), form)


def _read(now: Now, time: Json) -> Moment:
    return parsed(string(time, "the time"), lambda: moment_of(now()).date)


def _written(moment: Moment, form: Json) -> str:
    return formatted(moment, string(form, "the format"))


def _later(now: Now, time: Json, number: Json, unit: int, form: Json) -> str:
    return _written(_read(now, time).plus(integer(number, "the number") * unit), form)


def _moved(moment: Moment, number: int, unit: Json) -> Moment:
    """A time moved by units. The engine cuts their number to 32 bits."""
    name, count = string(unit, "the unit").strip().lower(), wrapped(number)
    if name in _LENGTHS:
        return moment.plus(count * _LENGTHS[name])
    if name in _MONTHS:
        return moment.plus_months(count * _MONTHS[name])
    known = ", ".join(each.capitalize() for each in (*_LENGTHS, *_MONTHS))
    raise Refused(f"'{unit}' is no unit of time", f"units are {known}")


def _in_utc(moment: Moment, source: str) -> int:
    """The ticks in UTC of a time that clocks in a zone show, unless it tells its own zone."""
    if moment.kind is not Kind.UNSPECIFIED or is_utc(source):
        return moment.ticks
    return to_utc(moment.ticks, zone(source))


def _shown_in(target: str, ticks_in_utc: int) -> Moment:
    if is_utc(target):
        return Moment(ticks_in_utc, Kind.UTC)
    return Moment(from_utc(ticks_in_utc, zone(target)), Kind.UNSPECIFIED)
