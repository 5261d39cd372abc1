"""A new trigger of a job, from what somebody types."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from msgspec import Struct, field

from generator.scaffold.additions import Entry
from generator.scaffold.editing import with_entry
from generator.scaffold.meaning import data_of, entries, text_at
from generator.scaffold.refusal import Refused
from generator.scaffold.spelling import Data
from generator.scaffold.taken import check_free
from generator.scaffold.values import typed
from generator.spec.language.triggers import WeekDay

BY_THE_CLOCK = ("schedule", "tumbling_window")


class Trigger(Struct, frozen=True):
    """A trigger. `settings` are keys of the language with their values, None where not given.

    `at` are times of a day, `on` days of a week or of a month: of a schedule. `parameters` are the
    values that it sets, as they were typed.
    """

    name: str
    type: str
    settings: Mapping[str, Data]
    at: Sequence[str] = ()
    on: Sequence[str] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)


def with_trigger(spec: str, trigger: Trigger, today: date) -> Entry:
    """Add a trigger to the text of a spec.

    One by the clock that is given no start first fires at the midnight after `today`: it runs
    nothing of the past.

    Raises:
        Refused: there is such a trigger, or its times are none.
    """
    way = ("factory", "triggers", trigger.name)
    check_free(spec, way, "trigger")
    given: dict[str, Data] = {"type": trigger.type}
    if trigger.type in BY_THE_CLOCK:
        given |= {"frequency": "Day", "start": _start(trigger, today)}
    given |= {key: value for key, value in trigger.settings.items() if value is not None}
    if times := _times(trigger):
        given["times"] = times
    if trigger.parameters:
        given["parameters"] = _parameters(spec, trigger.parameters)
    return Entry(with_entry(spec, way, given), way, f"trigger {trigger.name}")


def _start(trigger: Trigger, today: date) -> str:
    """The midnight after a day: of the time zone if there is one, else in UTC."""
    moment = f"{today + timedelta(days=1)}T00:00:00"
    return moment if trigger.settings.get("time_zone") else f"{moment}Z"


def _parameters(spec: str, given: Mapping[str, str]) -> Data:
    """Values of parameters, of the types that these have; expressions stay text."""
    declared = entries(data_of(spec), "parameters")
    return {name: typed(text, text_at(declared, name, "type")) for name, text in given.items()}


def _times(trigger: Trigger) -> dict[str, Data]:
    hours, minutes = _clock(trigger.at)
    week, month = _days(trigger.on)
    given: dict[str, Data] = {
        "minutes": minutes,
        "hours": hours,
        "week_days": week,
        "month_days": month,
    }
    return {key: value for key, value in given.items() if value}


def _clock(at: Sequence[str]) -> tuple[list[int], list[int]]:
    """The hours and the minutes of times: a schedule fires in each hour at each of the minutes."""
    times = {_time(text) for text in at}
    hours, minutes = sorted({hour for hour, _ in times}), sorted({minute for _, minute in times})
    if more := set(product(hours, minutes)) - times:
        hour, minute = min(more)
        message = f"--at: a schedule that fires so would fire at {hour:02}:{minute:02}, too"
        raise Refused(message, "give it the same minutes in each hour, or add two triggers")
    return hours, minutes


def _time(text: str) -> tuple[int, int]:
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise Refused(f"--at: no time of a day: {text!r}", "write it as 06:30")
    if int(hour) > 23 or int(minute) > 59:
        raise Refused(f"--at: no time of a day: {text!r}", "a day has 00:00 to 23:59")
    return int(hour), int(minute)


def _days(on: Sequence[str]) -> tuple[list[str], list[int]]:
    """Days of the week by their names, and of the month by their numbers."""
    week, month = list[str](), list[int]()
    for text in on:
        if text.removeprefix("-").isdecimal():
            month.append(int(text))
        elif text.capitalize() in [*WeekDay]:
            week.append(text.capitalize())
        else:
            hint = "write Monday, or 1 for the first of a month, or -1 for its last"
            raise Refused(f"--on: no day: {text!r}", hint)
    return week, month
