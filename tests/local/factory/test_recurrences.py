"""When schedules and tumbling windows fire; the examples of the documentation among them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from generator.local.factory.recurrence import Recurrence, Times, Windows

BERLIN = ZoneInfo("Europe/Berlin")
# 2026-01-01 is a Thursday.
START = datetime(2026, 1, 1, 5, 25, tzinfo=UTC)
FRIDAY = 4


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def schedule(frequency: str, interval: int = 1, **times: object) -> Recurrence:
    return Recurrence(frequency, interval, START, None, Times(**times))  # type: ignore[arg-type]


# Page concepts-pipeline-execution-triggers, "Examples of trigger recurrence schedules", and what
# follows from "How the startTime property controls a trigger run".
EXAMPLES = {
    "5:25 every day": (schedule("day"), "2026-02-03 05:25", "2026-02-03 05:26"),
    "every other day": (schedule("day", 2), "2026-01-03 05:25", "2026-01-02 05:25"),
    "before the start": (schedule("day"), "2026-01-01 05:25", "2025-12-31 05:25"),
    "hours": (schedule("day", hours=(5,)), "2026-01-02 05:25", "2026-01-02 06:25"),
    "hours and minutes": (
        schedule("day", hours=(5, 17), minutes=(15, 45)),
        "2026-01-02 17:45",
        "2026-01-02 17:25",
    ),
    "minutes are of every hour": (
        schedule("day", minutes=(15,)),
        "2026-01-02 11:15",
        "2026-01-02 11:25",
    ),
    "every week": (schedule("week"), "2026-01-08 05:25", "2026-01-07 05:25"),
    "every other week": (schedule("week", 2), "2026-01-15 05:25", "2026-01-08 05:25"),
    "week days": (schedule("week", week_days=(1, 3)), "2026-01-06 05:25", "2026-01-07 05:25"),
    "every month": (schedule("month"), "2026-02-01 05:25", "2026-02-02 05:25"),
    "last day": (schedule("month", month_days=(-1,)), "2026-02-28 05:25", "2026-02-27 05:25"),
    "31st": (schedule("month", month_days=(31,)), "2026-03-31 05:25", "2026-04-30 05:25"),
    "first Friday": (
        schedule("month", occurrences=((FRIDAY, 1),)),
        "2026-02-06 05:25",
        "2026-02-13 05:25",
    ),
    "third Friday from the end": (
        schedule("month", occurrences=((FRIDAY, -3),)),
        "2026-02-13 05:25",
        "2026-02-20 05:25",
    ),
    "every Friday": (
        schedule("month", occurrences=((FRIDAY, None),)),
        "2026-02-20 05:25",
        "2026-02-21 05:25",
    ),
    "every quarter": (schedule("month", 3), "2026-04-01 05:25", "2026-02-01 05:25"),
    "every 15 minutes": (schedule("minute", 15), "2026-01-01 05:40", "2026-01-01 05:45"),
    "every 3 hours": (schedule("hour", 3), "2026-01-01 08:25", "2026-01-01 07:25"),
    "minutes of hours": (schedule("hour", minutes=(0, 30)), "2026-01-01 09:30", "2026-01-01 09:25"),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_schedule_fires_at_its_times_only(example: str) -> None:
    recurrence, hit, miss = EXAMPLES[example]
    assert recurrence.hits(at(hit))
    assert not recurrence.hits(at(miss))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_nearest_times_are_times(example: str) -> None:
    recurrence, _, miss = EXAMPLES[example]
    before, after = recurrence.nearest(at(miss))
    assert after is not None
    assert after > at(miss)
    assert recurrence.hits(after)
    assert before is None or (before < at(miss) and recurrence.hits(before))


def test_a_time_zone_keeps_its_clock_over_the_year() -> None:
    start = datetime(2026, 1, 1, 6, tzinfo=BERLIN)
    daily = Recurrence("day", 1, start, None, Times())
    assert daily.hits(at("2026-01-05 05:00"))
    assert daily.hits(at("2026-07-05 04:00"))
    assert not daily.hits(at("2026-07-05 05:00"))


def test_a_schedule_ends() -> None:
    over = Recurrence("day", 1, START, START + timedelta(days=2), Times())
    assert over.hits(at("2026-01-03 05:25"))
    assert not over.hits(at("2026-01-04 05:25"))
    assert over.nearest(at("2026-01-09 00:00")) == (at("2026-01-03 05:25"), None)


WINDOWS = Windows(START, None, timedelta(hours=24), timedelta(hours=3))


def test_a_window_is_run_its_delay_after_its_end() -> None:
    assert WINDOWS.run_at(at("2026-01-02 08:25")) == (START, at("2026-01-02 05:25"))
    assert WINDOWS.run_at(at("2026-01-02 05:25")) is None


def test_the_first_window_has_none_before_it() -> None:
    assert WINDOWS.run_at(START + timedelta(hours=3)) is None
    assert WINDOWS.nearest(START)[0] == at("2026-01-02 08:25")


def test_windows_end() -> None:
    over = Windows(START, at("2026-01-03 05:25"), timedelta(hours=24), timedelta())
    assert over.run_at(at("2026-01-03 05:25")) is not None
    assert over.run_at(at("2026-01-04 05:25")) is None
