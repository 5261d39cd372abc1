"""Which activities decide how a list of them ends."""

from collections.abc import Iterator, Mapping, Sequence

from generator.local.events import Status
from generator.local.factory.activity import Activity


def deciding(activities: Sequence[Activity], ended: Mapping[str, Status]) -> tuple[Activity, ...]:
    """The activities whose success is the whole list's, in their order.

    They are the leaves, which nothing waits for; in place of a leaf that was skipped those that it
    waits for, and so on. (Page tutorial-pipeline-failure-error-handling, section "How pipeline
    failure are determined".)

    Args:
        activities: a list without circles.
        ended: how each ended, by its key.
    """
    by_key = {each.key: each for each in activities}
    waited_for = {each.activity.casefold() for one in activities for each in one.depends_on}
    deciding: set[str] = set()
    looked_at: set[str] = set()
    waiting = [each.key for each in activities if each.key not in waited_for]
    while waiting:
        key = waiting.pop()
        if key in looked_at:
            continue
        looked_at.add(key)
        if ended[key] is Status.SKIPPED:
            waiting += (each.activity.casefold() for each in by_key[key].depends_on)
        else:
            deciding.add(key)
    return tuple(each for each in activities if each.key in deciding)


def circles(activities: Sequence[Activity]) -> Iterator[Activity]:
    """The activities that wait for themselves, by way of others or directly."""
    waits = {each.key: {one.activity.casefold() for one in each.depends_on} for each in activities}
    for each in activities:
        if each.key in earlier(each.key, waits):
            yield each


def earlier(key: str, waits: Mapping[str, set[str]]) -> set[str]:
    """Everything that has ended when an activity starts."""
    found: set[str] = set()
    waiting = [*waits.get(key, ())]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += waits.get(one, ())
    return found
