"""Dates and times as .NET has them: ticks of 100 nanoseconds, and what is known of the zone."""

from calendar import monthrange
from datetime import UTC, date, datetime
from enum import Enum

from msgspec import Struct

from generator.expression.evaluation.faults import Refused

SECOND = 10_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
"""Lengths in ticks."""

LAST = date.max.toordinal() * DAY - 1
"""The last tick there is, at the end of the year 9999."""


class Kind(Enum):
    """What is known of the zone of a time; the value is what ends its round-trip form."""

    UTC = "Z"
    LOCAL = "+00:00"  # the service's own zone, which is UTC: times with an offset are turned to it
    UNSPECIFIED = ""


class Moment(Struct, frozen=True):
    """A time of day on a day, `ticks` after midnight of 0001-01-01."""

    ticks: int
    kind: Kind

    @property
    def date(self) -> date:
        return date.fromordinal(self.ticks // DAY + 1)

    @property
    def of_day(self) -> int:
        """The ticks since midnight."""
        return self.ticks % DAY

    @property
    def weekday(self) -> int:
        """0 is Sunday."""
        return self.date.isoweekday() % 7

    def plus(self, ticks: int) -> "Moment":
        """The time so much later.

        Raises:
            Refused: it is before the year 1 or after the year 9999.
        """
        return Moment(_within(self.ticks + ticks), self.kind)

    def plus_months(self, months: int) -> "Moment":
        """The same day so many months later, or the last day of a shorter month.

        Raises:
            Refused: it is before the year 1 or after the year 9999.
        """
        day = self.date
        year, month = divmod(12 * day.year + day.month - 1 + months, 12)
        if not 1 <= year <= 9999:
            raise Refused("the result is not between the years 1 and 9999")
        shorter = min(day.day, monthrange(year, month + 1)[1])
        return Moment(midnight(date(year, month + 1, shorter)) + self.of_day, self.kind)

    def start_of(self, unit: int) -> "Moment":
        """The start of the day or of the hour, given its length."""
        return Moment(self.ticks // unit * unit, self.kind)

    def start_of_month(self) -> "Moment":
        return Moment(midnight(self.date.replace(day=1)), self.kind)


def midnight(day: date) -> int:
    """The ticks of the start of a day."""
    return (day.toordinal() - 1) * DAY


def moment_of(time: datetime) -> Moment:
    """The same time in UTC."""
    utc = time.astimezone(UTC)
    seconds = 3600 * utc.hour + 60 * utc.minute + utc.second
    return Moment(midnight(utc.date()) + seconds * SECOND + utc.microsecond * 10, Kind.UTC)


def _within(ticks: int) -> int:
    if 0 <= ticks <= LAST:
        return ticks
    raise Refused("the result is not between the years 1 and 9999")
