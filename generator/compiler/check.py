"""Is what stands on disk in step: would `generate` write nothing, and does the contract hold?"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.compiler.causes import Causes
from generator.compiler.contracts import Contracts
from generator.compiler.formats import format_at, unreadable_as
from generator.compiler.obstacles import obstacles
from generator.compiler.sync import Sync
from generator.compiler.view import View, afterwards
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.diagnostics.diagnostic import Severity
from generator.merge import Edit
from generator.workspace.artifacts import Owner
from generator.workspace.decide import EDITS, STOPS, Outcome
from generator.workspace.lock import lock_path
from generator.workspace.plan import Action

_NEXT = "next: scorewright generate"
_BY_HAND = "edited by hand since it was generated"
_UNREADABLE = (Code.UNREADABLE, Code.UNREADABLE_SIDE)
_SHOWN = 3
"""How many edits of a file are named."""


def check(sync: Sync, *, edits_allowed: bool = True) -> tuple[Diagnostic, ...]:
    """Check a folder against what the specs compiled to.

    Args:
        sync: what was compiled, and the plan to bring the folder in step with it.
        edits_allowed: whether an edit that is merged is a note, and no error.

    Raises:
        FileFault: a file cannot be read.
    """
    assert sync.compiled.loaded.project is not None
    jobs = [job for job in sync.compiled.loaded.project.jobs if job not in unreadable(sync)]
    contracts = Contracts(sync.compiled.loaded, afterwards(sync.plan)).check(jobs)
    broken = tuple(_with_causes(contracts, sync))
    unread = {each.place.file for each in broken if each.code in _UNREADABLE}
    files = (each for each in _files(sync, edits_allowed) if each.place.file not in unread)
    return sort([*files, *_lock(sync), *broken])


def check_edited(sync: Sync) -> tuple[Diagnostic, ...]:
    """What edits break of the contracts, as the files will be.

    Raises:
        FileFault: a file cannot be read.
    """
    jobs = sorted(edited_jobs(sync) - unreadable(sync))
    contracts = Contracts(sync.compiled.loaded, afterwards(sync.plan)).check(jobs)
    return sort(_with_causes(contracts, sync))


def stopped(sync: Sync) -> Iterator[Diagnostic]:
    """What is in the way of writing."""
    causes, view = Causes(sync), View(sync.plan.output)
    for action in sync.plan.stops:
        yield from obstacles(action, PurePosixPath(view.output), causes.of(action))


def unreadable(sync: Sync) -> frozenset[str]:
    """The jobs with conflicts, or something in the way: that is told, and enough."""
    found = STOPS | {Outcome.MARK}
    return frozenset(action.job for action in sync.plan.actions if action.outcome in found)


def edited_jobs(sync: Sync) -> frozenset[str]:
    """The jobs of which a file is, or will be, something else than what was generated for it."""
    return frozenset(
        action.job
        for action in sync.plan.actions
        if action.job and action.job in sync.ledger.specs and action.outcome in EDITS
    )


def _with_causes(found: Iterator[Diagnostic], sync: Sync) -> Iterator[Diagnostic]:
    """What is wrong with contracts, each with the file of it that somebody edited."""
    view = View(sync.plan.output)
    edited = {view.place(action.path) for action in sync.plan.actions if action.outcome in EDITS}
    for each in found:
        files = dict.fromkeys([each.place.file, *(place.file for _, place in each.related)])
        by_hand = [file for file in files if file in edited]
        others = " and ".join(str(file) for file in by_hand if file != each.place.file)
        cause = f"{_BY_HAND}: {others}" if others else _BY_HAND
        hint = each.hint
        if each.code in _UNREADABLE and by_hand:
            hint = f"{each.hint or 'mend it'}, or {_restore(each.place)}"
        yield replace(each, cause=cause if by_hand else "", hint=hint)


def _files(sync: Sync, edits_allowed: bool) -> Iterator[Diagnostic]:
    causes, view = Causes(sync), View(sync.plan.output)
    for action in sync.plan.actions:
        place = Place(view.place(action.path))
        if action.outcome in STOPS:
            yield from obstacles(action, PurePosixPath(view.output), causes.of(action))
        elif action.changes:
            words = _MOVES if action.moves else _WORDS[action.outcome]
            yield Diagnostic(Code.OUT_OF_DATE, words, place, _NEXT, cause=causes.of(action))
        elif action.outcome is Outcome.KEEP:
            message = "no spec asks for the file any more; it was edited, so it stays"
            cause, hint = causes.of(action), "delete it once you need it no more"
            yield Diagnostic(Code.KEPT, message, place, hint, severity="note", cause=cause)
        elif action.outcome is Outcome.EDITED and action.owner is not Owner.SCAFFOLD:
            yield from _edited(sync, action, place, "note" if edits_allowed else "error")


_WORDS = {
    Outcome.CREATE: "the file is missing",
    Outcome.RECREATE: "the file is missing",
    Outcome.UPDATE: "the file is not what its spec compiles to",
    Outcome.MERGE: "the file is not what its spec compiles to, and it carries an edit",
    Outcome.REMOVE: "no spec asks for the file any more",
}
_MOVES = "the file is still where the job's former name put it"


def _edited(sync: Sync, action: Action, place: Place, severity: Severity) -> Iterator[Diagnostic]:
    """The edits that a file carries, if they mean anything."""
    if words := unreadable_as(action.path, action.decision.text):
        hint = f"mend it, or {_restore(place)}"
        yield Diagnostic(Code.UNREADABLE_SIDE, words, place, hint, cause=_BY_HAND)
        return
    if edits := format_at(action.path).edits(action.decision.base or "", action.decision.text):
        spec = sync.compiled.loaded.places[action.job].file
        hint = f"to own it, put it into {spec}; to drop it, {_restore(place)}"
        yield Diagnostic(Code.EDITED, _carried(edits), place, hint, severity=severity)


def _restore(place: Place) -> str:
    return f"scorewright restore {place.file}"


def _carried(edits: Sequence[Edit]) -> str:
    told = "; ".join(f"at {edit.where}: {edit.change}" for edit in edits[:_SHOWN])
    more = f"; and {len(edits) - _SHOWN} more" if len(edits) > _SHOWN else ""
    count = "an edit" if len(edits) == 1 else f"{len(edits)} edits,"
    return f"the file carries {count} {told}{more}"


def _lock(sync: Sync) -> Iterator[Diagnostic]:
    """What is wrong with the lock, and what of it is out of date though no file is."""
    lock, view = sync.plan.lock, View(sync.plan.output)
    yield from lock.faults
    yield from (replace(each, severity="error") for each in lock.notes)
    actions = sync.plan.actions
    told = {action.job for action in actions if action.changes or action.outcome in STOPS}
    told.update(sync.renamed.values())
    files = {each.place.file for each in (*lock.faults, *lock.notes)}
    for name in (*sync.plan.new_shares, *sync.plan.old_shares):
        place = Place(view.place(lock_path(name)))
        if name not in told and place.file not in files:
            message = "this part of the lock is not as `generate` leaves it"
            cause = _cause_of_lock(sync, name)
            yield Diagnostic(Code.OUT_OF_DATE, message, place, _NEXT, cause=cause)


def _cause_of_lock(sync: Sync, name: str) -> str:
    share = sync.plan.lock.shares.get(name)
    if share is None:
        return "it is missing"
    if name not in sync.plan.shares:
        return f"there is no spec {name} any more"
    if not share.made.scorewright:
        return "an older Scorewright wrote it"
    return "" if share.sealed else "it was edited or merged since it was written"
