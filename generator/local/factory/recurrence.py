"""When a schedule fires and which windows a tumbling window has.

Sources: pages concepts-pipeline-execution-triggers ("Schedule trigger", "Examples of trigger
recurrence schedules") and how-to-create-tumbling-window-trigger.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from msgspec import Struct

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STEPS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
MONTH = "month"
CALENDAR = ("day", "week", MONTH)
_FAR = 366 * 5
"""So many days are searched for the next time."""


class Times(Struct, frozen=True):
    """The times within a frequency, empty where they are not given; days of the week from 0 on.

    `occurrences` are days of the week with their number in the month, which is None for each of
    them; numbers below 0 count from the month's end, as those of `month_days` do.
    """

    minutes: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    week_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    occurrences: tuple[tuple[int, int | None], ...] = ()


class Recurrence(Struct, frozen=True):
    """A schedule. `start` and `end` are in its time zone; `frequency` is in lower case."""

    frequency: str
    interval: int
    start: datetime
    end: datetime | None
    times: Times

    def hits(self, moment: datetime) -> bool:
        """Whether it fires at a moment."""
        return moment in self._near(moment, 1)

    def nearest(self, moment: datetime) -> tuple[datetime | None, datetime | None]:
        """The last time before a moment and the first after it, in UTC, as far as there are."""
        if self.frequency in STEPS:
            inside = min(max(moment, self.start), self.end or datetime.max.replace(tzinfo=UTC))
            found = self._near(inside, 2)
            before = max((each for each in found if each < moment), default=None)
            return before, min((each for each in found if each > moment), default=None)
        return self._search(moment, -1), self._search(moment, 1)

    def from_on(self, moment: datetime) -> Iterator[datetime]:
        """The times from a moment on, that moment too if it is one; in UTC."""
        return _each_after(moment, lambda at: self.nearest(at)[1])

    def _search(self, moment: datetime, direction: int) -> datetime | None:
        begin = max(moment, self.start) if direction > 0 else moment
        today = begin.astimezone(self.zone).date()
        for days in range(_FAR):
            found = self._on(today + timedelta(days=direction * days))
            there = [
                each for each in found if (each > moment) == (direction > 0) and each != moment
            ]
            if there:
                return min(there) if direction > 0 else max(there)
        return None

    @property
    def zone(self) -> tzinfo:
        """The time zone whose clock it follows."""
        assert self.start.tzinfo is not None
        return self.start.tzinfo

    def _near(self, moment: datetime, reach: int) -> list[datetime]:
        """The times round a moment."""
        if self.frequency in STEPS:
            return [each for each in self._steps(moment, reach) if self._within(each)]
        day = moment.astimezone(self.zone).date()
        return [*self._on(day)]

    def _steps(self, moment: datetime, reach: int) -> Iterator[datetime]:
        """The grid of minutes or hours; in an hour, the minutes that are given."""
        step = STEPS[self.frequency] * self.interval
        first = self.start.astimezone(UTC)
        number = (moment - first) // step
        for n in range(number - reach, number + reach + 1):
            at = first + n * step
            if self.frequency == "hour" and self.times.minutes:
                yield from (at.replace(minute=minute) for minute in self.times.minutes)
            else:
                yield at

    def _on(self, day: date) -> list[datetime]:
        """The times of a day, in UTC."""
        if not self._is_day(day):
            return []
        every_hour = tuple(range(24)) if self.times.minutes else (self.start.hour,)
        return [
            at
            for hour in self.times.hours or every_hour
            for minute in self.times.minutes or (self.start.minute,)
            if self._within(at := self._at(day, time(hour, minute, self.start.second)))
        ]

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def _within(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment <= self.end)

    def _is_day(self, day: date) -> bool:
        first = self.start.date()
        if self.frequency == "day":
            return (day - first).days % self.interval == 0
        if self.frequency == "week":
            monday = first - timedelta(days=first.weekday())
            weeks = (day - monday).days // 7
            wanted = self.times.week_days or (first.weekday(),)
            return weeks % self.interval == 0 and day.weekday() in wanted
        months = (day.year - first.year) * 12 + day.month - first.month
        return months % self.interval == 0 and self._is_day_of_month(day)

    def _is_day_of_month(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        if not self.times.month_days and not self.times.occurrences:
            return day.day == self.start.day
        numbers = {number if number > 0 else last + 1 + number for number in self.times.month_days}
        number, from_end = (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)
        return day.day in numbers or any(
            day.weekday() == week_day and wanted in (None, number, from_end)
            for week_day, wanted in self.times.occurrences
        )


class Windows(Struct, frozen=True):
    """A tumbling window: each is run `delay` after its end. All times are in UTC.

    A window is `size` long or, where `months` are given, as many months. No source says what
    becomes of a start on the 31st: here it is the last day of shorter months.
    """

    start: datetime
    end: datetime | None
    size: timedelta
    delay: timedelta
    months: int = 0

    def run_at(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The window that is run at a moment: its start and its end."""
        for window in self._round(moment):
            if window[1] + self.delay == moment:
                return window
        return None

    def nearest(self, moment: datetime) -> tuple[datetime, ...]:
        """The times around a moment at which windows are run."""
        return tuple(end + self.delay for _, end in islice(self._round(moment), 2))

    def from_on(self, moment: datetime) -> Iterator[datetime]:
        """The times from a moment on at which windows are run, that moment too if it is one."""
        return _each_after(moment, self._next)

    def _next(self, moment: datetime) -> datetime | None:
        return next((each for each in self.nearest(moment) if each > moment), None)

    def _round(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        number = max(0, self._number(moment - self.delay) - 1)
        for n in range(number, number + 3):
            window = self._begin(n), self._begin(n + 1)
            if self.end is None or window[1] <= self.end:
                yield window

    def _number(self, moment: datetime) -> int:
        """The number of the window that a moment is in."""
        if not self.months:
            return (moment - self.start) // self.size
        months = (moment.year - self.start.year) * 12 + moment.month - self.start.month
        number = months // self.months
        return number if self._begin(number) <= moment else number - 1

    def _begin(self, number: int) -> datetime:
        """When a window begins."""
        if not self.months:
            return self.start + number * self.size
        years, month = divmod(self.start.month - 1 + number * self.months, 12)
        year = self.start.year + years
        day = min(self.start.day, monthrange(year, month + 1)[1])
        return self.start.replace(year=year, month=month + 1, day=day)


def _each_after(
    moment: datetime, after: Callable[[datetime], datetime | None]
) -> Iterator[datetime]:
    """The times that follow each other, the first of them at a moment or later."""
    at = after(moment - timedelta.resolution)
    while at is not None:
        yield at
        at = after(at)
