"""The recurrence of a trigger, as its document has it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from generator.diagnostics import Code, Diagnostic, nearest
from generator.expression.time_zones import WINDOWS
from generator.factory.read.documents import Node
from generator.local.factory.documents import Documents
from generator.local.factory.durations import seconds
from generator.local.factory.faults import Refused
from generator.local.factory.recurrence import (
    CALENDAR,
    DAYS,
    MONTH,
    STEPS,
    Recurrence,
    Times,
    Windows,
)

_LISTS = ("minutes", "hours", "monthDays")


class Reading:
    """Reads a trigger's type properties."""

    def __init__(self, documents: Documents, trigger: Node) -> None:
        self._documents, self._trigger = documents, trigger

    def schedule(self) -> Recurrence:
        """The recurrence of a schedule trigger.

        Raises:
            Refused: it is none.
        """
        recurrence = self._needed("properties", "typeProperties", "recurrence")
        frequency = self._word(recurrence, "frequency", (*STEPS, *CALENDAR))
        zone = self._zone(recurrence.member("timeZone"))
        start = self._moment(recurrence, "startTime", zone)
        if start is None:
            raise self._wrong(recurrence, "the recurrence has no startTime")
        end = self._moment(recurrence, "endTime", zone)
        times = recurrence.member("schedule")
        interval = self._interval(recurrence)
        return Recurrence(frequency, interval, start, end, self._times(times) if times else Times())

    def windows(self) -> Windows:
        """The windows of a tumbling window trigger.

        Raises:
            Refused: it has none.
        """
        properties = self._needed("properties", "typeProperties")
        frequency = self._word(properties, "frequency", (*STEPS, MONTH))
        start = self._moment(properties, "startTime", UTC)
        if start is None:
            raise self._wrong(properties, "the trigger has no startTime")
        end = self._moment(properties, "endTime", UTC)
        node = properties.member("delay")
        delay = seconds(node.text or "") if node else 0
        if delay is None:
            raise self._wrong(node or properties, "delay is no duration", "such as 00:15:00")
        interval, wait = self._interval(properties), timedelta(seconds=delay)
        if frequency == MONTH:
            return Windows(start, end, timedelta(), wait, months=interval)
        return Windows(start, end, STEPS[frequency] * interval, wait)

    def _needed(self, *names: str) -> Node:
        node = self._trigger.member(*names)
        if node is None:
            raise self._wrong(self._trigger, f"the trigger has no {names[-1]}")
        return node

    def _wrong(self, node: Node, message: str, hint: str = "") -> Refused:
        return Refused([Diagnostic(Code.OUT_OF_RANGE, message, self._documents.place(node), hint)])

    def _word(self, node: Node, name: str, known: tuple[str, ...]) -> str:
        member = node.member(name)
        word = ((member and member.text) or "").casefold()
        if word not in known:
            listed = ", ".join(each.capitalize() for each in known)
            raise self._wrong(
                member or node, f"{name} is not one that is known", f"known: {listed}"
            )
        return word

    def _interval(self, node: Node) -> int:
        member = node.member("interval")
        try:
            interval = int(str(member.content)) if member else 1
        except ValueError:
            interval = 0
        if interval < 1:
            raise self._wrong(member or node, "interval is no number from 1 on")
        return interval

    def _zone(self, node: Node | None) -> tzinfo:
        name = (node and node.text) or "UTC"
        folded = {each.casefold(): iana for each, iana in WINDOWS.items()}
        if name.casefold() not in folded:
            near = nearest(name, WINDOWS)
            hint = f"did you mean '{near}'?" if near else "such as 'W. Europe Standard Time'"
            message = f"Windows has no time zone '{name}'"
            raise self._wrong(node or self._trigger, message, hint)
        return UTC if name == "UTC" else ZoneInfo(folded[name.casefold()])

    def _moment(self, node: Node, name: str, zone: tzinfo) -> datetime | None:
        member = node.member(name)
        if member is None:
            return None
        try:
            moment = datetime.fromisoformat(member.text or "").replace(microsecond=0)
        except ValueError:
            raise self._wrong(
                member, f"{name} is no time", "such as 2026-01-01T06:00:00Z"
            ) from None
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)

    def _times(self, node: Node) -> Times:
        minutes, hours, month_days = (tuple(self._numbers(node, name)) for name in _LISTS)
        days, occurrences = node.member("weekDays"), node.member("monthlyOccurrences")
        return Times(
            minutes,
            hours,
            tuple(self._day(day) for day in _each(days)),
            month_days,
            tuple(self._occurrence(each) for each in _each(occurrences)),
        )

    def _numbers(self, node: Node, name: str) -> Iterator[int]:
        for each in _each(node.member(name)):
            if not isinstance(each.content, int) or isinstance(each.content, bool):
                raise self._wrong(each, f"{name}: expected a number")
            yield each.content

    def _day(self, node: Node | None) -> int:
        word = ((node and node.text) or "").casefold()
        if word not in DAYS:
            known = ", ".join(each.capitalize() for each in DAYS)
            raise self._wrong(node or self._trigger, "no day of the week", f"known: {known}")
        return DAYS.index(word)

    def _occurrence(self, node: Node) -> tuple[int, int | None]:
        number = node.member("occurrence")
        content = number.content if number else None
        return self._day(node.member("day")), content if isinstance(content, int) else None


def _each(node: Node | None) -> Iterator[Node]:
    """The items of a list, or a lone value; nothing if there is none."""
    if node is not None:
        yield from node.items() if node.is_list else (node,)
