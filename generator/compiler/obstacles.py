"""What stops a run, in words: each file that is in the way, and what can be done about it."""

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Code, Diagnostic, Place
from generator.merge import Conflict
from generator.workspace.decide import Outcome
from generator.workspace.plan import Action

_CHOOSE = (
    "`generate --conflict=markers` writes both into the file, `=ours` keeps the edit, `=theirs` "
    "drops it"
)


def obstacles(action: Action, place: Place, cause: str) -> Iterator[Diagnostic]:
    """The diagnostics of an action that stops everything; `place` is the file's."""
    if action.outcome is Outcome.CONFLICT:
        for conflict in action.decision.conflicts:
            yield _conflict(conflict, place, cause)
        return
    code, message, hint = _WORDS[action.outcome]
    yield Diagnostic(code, action.obstacle or message, place, hint, cause=cause)


_WORDS = {
    Outcome.UNRESOLVED: (
        Code.MARKERS,
        "the file holds conflict markers",
        "keep what is right between them, and remove them; or scorewright restore PATH",
    ),
    Outcome.NO_BASE: (
        Code.CONFLICT,
        "the file was edited, and the text that was generated then is not in the lock",
        _CHOOSE,
    ),
    Outcome.FINAL: (
        Code.CONFLICT,
        "the file was edited, and files of its kind are made again, never merged",
        "put the edit where it comes from, then scorewright restore PATH; or generate "
        "--conflict=theirs",
    ),
    Outcome.FOREIGN: (
        Code.IN_THE_WAY,
        "a file that Scorewright did not write is in the way",
        "move it away",
    ),
}


def _conflict(conflict: Conflict, place: Place, cause: str) -> Diagnostic:
    message = (
        f"{conflict.where} was edited, and is generated anew: it was {conflict.base}, on disk it "
        f"is {conflict.ours}, generated is {conflict.theirs}"
    )
    if conflict.line:
        place = replace(place, line=conflict.line, column=1, end_column=2)
    return Diagnostic(Code.CONFLICT, message, place, _CHOOSE, cause=cause)
