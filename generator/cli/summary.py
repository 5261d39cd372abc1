"""What happened to files, or would: one line for each, and a summary."""

from collections.abc import Iterator, Mapping

from generator.cli.report import counted
from generator.workspace.decide import Outcome
from generator.workspace.plan import Action, Plan

DONE: Mapping[Outcome, str] = {
    Outcome.CREATE: "created",
    Outcome.RECREATE: "created",
    Outcome.UPDATE: "updated",
    Outcome.MERGE: "merged",
    Outcome.SETTLE: "settled",
    Outcome.MARK: "marked",
    Outcome.REMOVE: "removed",
    Outcome.KEEP: "kept",
}
WOULD: Mapping[Outcome, str] = {
    Outcome.CREATE: "create",
    Outcome.RECREATE: "create",
    Outcome.UPDATE: "update",
    Outcome.MERGE: "merge",
    Outcome.REMOVE: "remove",
    Outcome.KEEP: "keep",
}
_NOTES: Mapping[Outcome, str] = {
    Outcome.RECREATE: "it was missing",
    Outcome.MERGE: "your edits kept",
    Outcome.KEEP: "no spec asks for it any more, but it was edited",
}


def lines(plan: Plan, *, done: bool = True) -> Iterator[str]:
    """A line for every file that changes, and for those that stay though nothing asks for them."""
    words, moved = (DONE, "moved") if done else (WOULD, "move")
    for action in plan.actions:
        if action.changes or action.outcome is Outcome.KEEP:
            word = moved if action.moves else words[action.outcome]
            note = f" ({told})" if (told := _note(action, plan)) else ""
            yield f"  {word:8} {plan.output / action.path}{note}"


def written(plan: Plan) -> str:
    """How many files change: "3 files written, 1 removed"."""
    removed = sum(action.outcome is Outcome.REMOVE for action in plan.changes)
    changed = len(plan.changes) - removed
    parts = [f"{counted(changed, 'file')} written"] if changed else []
    parts += [f"{counted(removed, 'file') if not parts else removed} removed"] if removed else []
    if not parts and not plan.in_step:
        return "the lock written"
    return ", ".join(parts) or "nothing changed"


def would_be_written(plan: Plan) -> str:
    """How many files would change."""
    if not plan.changes:
        return "The lock would be written"
    return f"{counted(len(plan.changes), 'file')} would change"


def _note(action: Action, plan: Plan) -> str:
    conflicts = len(action.decision.conflicts)
    if action.outcome is Outcome.MARK:
        return f"{counted(conflicts or 1, 'conflict')} to resolve"
    if action.outcome is Outcome.SETTLE:
        return counted(conflicts or 1, "conflict")
    notes = [f"from {plan.output / action.was}"] if action.was and action.moves else []
    kept = action.outcome is Outcome.EDITED and action.moves
    notes += [_NOTES[Outcome.MERGE]] if kept else []
    notes += [_NOTES[action.outcome]] if action.outcome in _NOTES else []
    return "; ".join(notes)
