"""What changed since the files were generated, as far as the lock still knows from what."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from generator.compiler.causes import Causes, old_specs
from generator.compiler.diff.changes import changes
from generator.compiler.diff.model import JobChanges
from generator.compiler.sync import Sync
from generator.contract.job import Project
from generator.workspace.artifacts import Owner
from generator.workspace.decide import STOPS, Outcome

_BY_FILES = "so only files are told"


class Since(Struct, frozen=True):
    """What changed, and in sentences what cannot be told of it."""

    changes: tuple[JobChanges, ...]
    unknown: tuple[str, ...]


def since_generated(sync: Sync) -> Since:
    """Compare the specs with those that the files were generated from."""
    new = sync.compiled.loaded.project
    assert new is not None
    if is_first(sync):
        return Since(changes(None, new), ())
    old, why = _before(sync)
    if old is None:
        return Since((), (f"{why}, {_BY_FILES}.",))
    found = changes(old, new, sync.renamed, touched(sync))
    lost = _lost(sync, new)
    told = tuple(each for each in found if each.job not in lost)
    return Since(told, tuple(_of_jobs(lost)))


def is_first(sync: Sync) -> bool:
    """Whether nothing was ever generated here: there is no lock, and no file as it would be."""
    return not sync.plan.lock.shares and not _made_before(sync)


def touched(sync: Sync) -> Mapping[str, Sequence[PurePosixPath]]:
    """The files that change, or would but for what is in the way, by job."""
    found: dict[str, list[PurePosixPath]] = {}
    for action in sync.plan.actions:
        if action.changes or action.outcome in STOPS:
            found.setdefault(action.job, []).append(action.path)
    return found


# what is not known any more -----------------------------------------------------------------------


def _before(sync: Sync) -> tuple[Project | None, str]:
    """The project as it was, or why it is not known."""
    lock = sync.plan.lock
    known = [job for job, share in lock.shares.items() if share.spec]
    if "" not in known or old_specs(lock) is None:
        return None, "The lock does not hold the specs that the files were generated from"
    before = Causes(sync).before
    if before is None:
        return None, "The specs that the files were generated from do not compile any more"
    return before.loaded.project, ""


def _lost(sync: Sync, new: Project) -> list[str]:
    """The jobs that were generated from a spec that the lock does not hold."""
    there = _made_before(sync)
    shares = {job: sync.plan.lock.shares.get(sync.renamed.get(job, job)) for job in new.jobs}
    return [
        job
        for job, share in sorted(shares.items())
        if (share.spec is None if share else job in there)
    ]


def _made_before(sync: Sync) -> set[str]:
    """The jobs of which a file stands there just as it is generated, whatever the lock says."""
    return {
        action.job
        for action in sync.plan.actions
        if action.outcome is Outcome.SAME and action.owner is Owner.GENERATED
    }


def _of_jobs(lost: Sequence[str]) -> Iterator[str]:
    if lost:
        which = lost[0] if len(lost) == 1 else f"{len(lost)} jobs"
        yield f"The lock does not hold the spec that {which} was generated from, {_BY_FILES}."
