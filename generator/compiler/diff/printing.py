"""Changes for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.compiler.diff.model import Change, JobChanges

SHARED = "project"
"""The heading of what the jobs share; no job can have this name."""
MOST = 6
"""How many places are named; of more, only the number is told."""


def printed(found: Sequence[JobChanges]) -> str:
    """What changed, each job under its name; "" if nothing did."""
    return "".join(f"{line}\n" for each in found for line in _job(each))


def _job(found: JobChanges) -> Iterator[str]:
    notes = {"renamed": f" (was {found.was})", "new": " (new)", "removed": " (removed)"}
    yield f"{found.job or SHARED}{notes.get(found.kind, '')}"
    above = Change("~", "")
    # what shows at the same places, and breaks the same, has it said once
    for _, same in groupby(found.changes, lambda each: (each.factory, each.aml, each.breaking)):
        group = list(same)
        yield from (f"  {each.sign} {each.what}" for each in group)
        yield from _about(group[0], above)
        above = group[0]


def _about(change: Change, above: Change) -> Iterator[str]:
    """The places of a change, and what it breaks. Those of the one `above` it are on the screen."""
    if change.factory:
        yield f"      factory   {_listed(change.factory, above.factory)}"
    if change.aml:
        yield f"      aml       {_listed(change.aml, above.aml)}"
    if change.breaking:
        yield f"      breaking: {change.breaking}"


def _listed(places: tuple[str, ...], above: tuple[str, ...]) -> str:
    if len(places) > 1 and places == above:
        return "as above"
    return ", ".join(places) if len(places) <= MOST else f"{len(places)} files"
