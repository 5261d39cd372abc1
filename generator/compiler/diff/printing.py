"""Changes for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.compiler.diff.model import Change, JobChanges

SHARED = "project"
"""The heading of what the jobs share; no job can have this name."""


def printed(found: Sequence[JobChanges]) -> str:
    """What changed, each job under its name; "" if nothing did."""
    return "".join(f"{line}\n" for each in found for line in _job(each))


def _job(found: JobChanges) -> Iterator[str]:
    notes = {"renamed": f" (was {found.was})", "new": " (new)", "removed": " (removed)"}
    yield f"{found.job or SHARED}{notes.get(found.kind, '')}"
    # what shows at the same places, and breaks the same, has it said once
    for _, same in groupby(found.changes, lambda each: (each.factory, each.aml, each.breaking)):
        group = list(same)
        yield from (f"  {each.sign} {each.what}" for each in group)
        yield from _about(group[0])


def _about(change: Change) -> Iterator[str]:
    if change.factory:
        yield f"      factory   {', '.join(change.factory)}"
    if change.aml:
        yield f"      aml       {', '.join(change.aml)}"
    if change.breaking:
        yield f"      breaking: {change.breaking}"
