"""Judging a contract: is each half what the spec says, and do the calls fit the offer?"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.contract.differences import differences
from generator.contract.fit import fit
from generator.contract.mismatch import Mismatch
from generator.contract.model import Calls, Offer, Read
from generator.contract.runs import fit_runs

__all__ = ["Factory", "Mismatch", "compare", "differences", "fit", "fit_runs"]


class Factory(Struct, frozen=True):
    """A half of the contract in one factory pipeline: as the spec has it, and as it was read."""

    expected: Calls
    calls: Read[Calls]


def compare(factory: Sequence[Factory], expected: Offer, offer: Read[Offer]) -> Iterator[Mismatch]:
    """Everything that is wrong with a contract, each fault once.

    What does not fit has its cause where a half is not what the spec says. There it is told, with
    both sides; what else follows from the same cause is not told.

    Args:
        factory: the job's pipelines in the factory.
        expected: what the spec says that the AML pipeline accepts.
        offer: what its code says.
    """
    causes = [*differences(expected, offer)]
    for pipeline in factory:
        causes = [*differences(pipeline.expected, pipeline.calls), *causes]
    told: set[Mismatch] = set()
    for broken in _broken(factory, offer):
        found = [cause for cause in causes if _explains(cause, broken)]
        if not found:
            yield broken
        elif told.isdisjoint(found):
            cause = _nearest(broken, found)
            yield _joined(broken, cause)
            told.update(other for other in found if _side(other) == _side(cause))
    yield from (cause for cause in causes if cause not in told)


def _broken(factory: Sequence[Factory], offer: Read[Offer]) -> Iterator[Mismatch]:
    for each in factory:
        yield from fit(each.calls, offer, each.expected.pipeline)
    yield from fit_runs({each.expected.pipeline: each.calls for each in factory})


def _explains(cause: Mismatch, broken: Mismatch) -> bool:
    """Whether something is broken in what differs, or in something around it."""
    return any(thing[: len(around)] == around for around in cause.about for thing in broken.about)


def _nearest(broken: Mismatch, causes: Iterable[Mismatch]) -> Mismatch:
    """The cause that stands where something is broken, if one does."""
    first, *rest = causes
    places = {place for _, place in broken.related}
    return next((cause for cause in (first, *rest) if cause.place in places), first)


def _side(cause: Mismatch) -> object:
    return next(iter(cause.about))[:2]


def _joined(broken: Mismatch, cause: Mismatch) -> Mismatch:
    return replace(
        broken,
        place=cause.place,
        hint=f"{cause.message}: {cause.hint}",
        pipeline=cause.pipeline,
        origin=cause.origin,
    )
