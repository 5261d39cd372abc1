"""Judging a contract: is each half what the spec says, and do the calls fit the offer?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.contract.differences import differences
from generator.contract.fit import fit
from generator.contract.mismatch import Mismatch
from generator.contract.model import Calls, Offer, Read

__all__ = ["Mismatch", "compare", "differences", "fit"]


def compare(
    expected: tuple[Calls, Offer], calls: Read[Calls], offer: Read[Offer]
) -> Iterator[Mismatch]:
    """Everything that is wrong with a contract, each fault once.

    What does not fit has its cause where a half is not what the spec says. There it is told, with
    both sides; what else follows from the same cause is not told.
    """
    causes = [*differences(expected[0], calls), *differences(expected[1], offer)]
    told: set[Mismatch] = set()
    for broken in fit(calls, offer):
        found = [cause for cause in causes if _explains(cause, broken)]
        if not found:
            yield broken
        elif told.isdisjoint(found):
            cause = _nearest(broken, found)
            yield _joined(broken, cause)
            told.update(other for other in found if _side(other) == _side(cause))
    yield from (cause for cause in causes if cause not in told)


def _explains(cause: Mismatch, broken: Mismatch) -> bool:
    """Whether something is broken in what differs, or in something around it."""
    return any(thing[: len(around)] == around for around in cause.about for thing in broken.about)


def _nearest(broken: Mismatch, causes: Iterable[Mismatch]) -> Mismatch:
    """The cause that stands where something is broken, if one does."""
    first, *rest = causes
    places = {place for _, place in broken.related}
    return next((cause for cause in (first, *rest) if cause.place in places), first)


def _side(cause: Mismatch) -> object:
    return next(iter(cause.about))[0]


def _joined(broken: Mismatch, cause: Mismatch) -> Mismatch:
    return replace(
        broken,
        place=cause.place,
        hint=f"{cause.message}: {cause.hint}",
        origin=cause.origin,
    )
