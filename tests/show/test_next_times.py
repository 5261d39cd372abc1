"""The next times of triggers: those that the engine of recurrences fires at, one by one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from generator.local.factory.recurrence import Recurrence, Times, Windows
from tests.local.factory.test_recurrences import EXAMPLES, START, at

GRID = timedelta(minutes=5)
"""All examples fire at whole five minutes."""
DAYS = 70


def ticks(begin: datetime) -> Iterator[datetime]:
    return (begin + n * GRID for n in range(DAYS * 24 * 12))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_schedule_is_told_to_fire_when_it_does(example: str) -> None:
    recurrence, _, _ = EXAMPLES[example]
    begin = START - timedelta(days=2)
    expected = [*islice(filter(recurrence.hits, ticks(begin)), 5)]
    assert len(expected) >= 2 or "quarter" in example or "31st" in example
    found = [*islice(recurrence.from_on(begin), len(expected))]
    assert found == expected
    assert [*islice(recurrence.from_on(expected[0]), 1)] == [expected[0]]


DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
WINDOWS = {
    "a day": (Windows(START, None, DAY, 3 * HOUR), HOUR),
    "twenty minutes": (Windows(START, None, 20 * MINUTE, timedelta()), 20 * MINUTE),
    "a month": (Windows(START, None, timedelta(), HOUR, months=1), HOUR),
    "two months": (Windows(START, None, timedelta(), timedelta(), months=2), DAY),
}
"""Windows, and a grid from their start on that all their times are of."""


@pytest.mark.parametrize("example", WINDOWS)
@pytest.mark.parametrize("begin", [-40, 0, 9, 130])
def test_a_window_is_told_to_run_when_it_does(example: str, begin: int) -> None:
    windows, step = WINDOWS[example]
    first = START + begin * DAY
    ticks = (first + n * step for n in range(130 * DAY // step))
    expected = [*islice((each for each in ticks if windows.run_at(each)), 5)]
    assert len(expected) >= 2 or (begin == -40 and example == "two months")
    assert [*islice(windows.from_on(first - MINUTE), len(expected))] == expected


def test_months_are_those_of_the_calendar() -> None:
    start, end = at("2026-01-31 00:00"), at("2026-05-31 00:00")
    windows = Windows(start, end, timedelta(), timedelta(), months=1)
    assert [f"{each:%m-%d}" for each in windows.from_on(start)] == [
        "02-28",
        "03-31",
        "04-30",
        "05-31",
    ]
    assert windows.run_at(at("2026-03-31 00:00")) == (
        at("2026-02-28 00:00"),
        at("2026-03-31 00:00"),
    )


def test_what_has_ended_fires_no_more() -> None:
    over = Recurrence("day", 1, START, START + timedelta(days=1), Times())
    assert [*over.from_on(START)] == [START, START + timedelta(days=1)]
    assert [*over.from_on(START + timedelta(days=2))] == []


def test_the_clock_of_the_zone_is_kept_through_summer() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 3, 28, 6, tzinfo=berlin)
    found = [*islice(Recurrence("day", 1, start, None, Times()).from_on(start), 2)]
    assert [f"{each:%H:%M}" for each in found] == ["05:00", "04:00"]
