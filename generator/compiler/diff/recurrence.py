"""When a trigger fires, in words."""

from generator.compiler.diff.spelling import span
from generator.contract.pipelines import (
    BlobEvents,
    CustomEvents,
    Schedule,
    Times,
    Trigger,
    TumblingWindow,
    WindowDependency,
)

_BLOB = "Microsoft.Storage.Blob"
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def every(trigger: Schedule) -> str:
    """How often a schedule fires: "every day", "every 2 weeks"."""
    return f"every {_units(trigger.frequency, trigger.interval)}"


def window(trigger: TumblingWindow) -> str:
    """How long a window is; what the factory calls 24 hours is a day."""
    frequency, interval = trigger.frequency, trigger.interval
    if frequency == "Hour" and interval % 24 == 0:
        frequency, interval = "Day", interval // 24
    return f"1 {frequency.lower()}" if interval == 1 else _units(frequency, interval)


def _units(frequency: str, interval: int) -> str:
    unit = frequency.lower()
    return unit if interval == 1 else f"{interval} {unit}s"


def month_days(days: tuple[int, ...]) -> tuple[str, ...]:
    """Days of the month; -1 is the last."""
    return tuple("last" if day == -1 else str(day) for day in days)


def occurrences(given: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Days such as the last Friday."""
    return tuple(f"{_ordinal(number)} {day}" for day, number in given)


def _ordinal(number: int) -> str:
    if number == -1:
        return "last"
    from_end = " from the end" if number < 0 else ""
    return f"{_ORDINALS.get(abs(number), abs(number))}{from_end}"


def blob_events(events: tuple[str, ...]) -> tuple[str, ...]:
    """The events of blobs as a spec writes them."""
    return tuple(event.removeprefix(_BLOB).lower() for event in events)


def blob_path(text: str) -> str:
    """The beginning of a blob's path, its container first, as people write it."""
    return text.removeprefix("/").replace("/blobs/", "/", 1)


def dependency(given: WindowDependency) -> str:
    """The windows that a window waits for."""
    about = {"offset": given.offset, "size": given.size}
    told = [f"{name} {span(text)}" for name, text in about.items() if text]
    return " ".join([given.trigger or "itself", *told])


def summary(trigger: Trigger) -> str:
    """What starts a run, in a few words: "schedule, last day of the month 06:00 UTC"."""
    match trigger:
        case Schedule():
            return f"schedule, {_schedule(trigger)}"
        case TumblingWindow():
            return f"tumbling window, {window(trigger)}"
        case BlobEvents():
            ends = f"*{trigger.path_ends}" if trigger.path_ends else ""
            what = " or ".join(blob_events(trigger.events))
            return f"blob {what}, {blob_path(trigger.path_begins)}{ends}"
        case CustomEvents():
            return f"event {' or '.join(trigger.events)}"


def _schedule(trigger: Schedule) -> str:
    if trigger.frequency in ("Minute", "Hour"):
        return every(trigger)
    times = trigger.times or Times()
    return f"{_days(times) or every(trigger)} {_clock(trigger, times)} {trigger.time_zone}"


def _days(times: Times) -> str:
    """The days, where they are given."""
    if times.week_days:
        return ", ".join(times.week_days)
    days = f"{', '.join(month_days(times.month_days))} day" if times.month_days else ""
    listed = ", ".join([*filter(None, [days]), *occurrences(times.month_occurrences)])
    return f"{listed} of the month" if listed else ""


def _clock(trigger: Schedule, times: Times) -> str:
    """The times of the day; what is not given of them is the start's."""
    start = trigger.start.partition("T")[2]
    hours = times.hours or (int(start[:2]),)
    minutes = times.minutes or (int(start[3:5]),)
    return ", ".join(f"{hour:02}:{minute:02}" for hour in hours for minute in minutes)
