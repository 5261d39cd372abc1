"""What stops a run, in words: each file that is in the way, and what can be done about it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Place
from generator.merge import Conflict, first_marker
from generator.workspace.decide import Outcome
from generator.workspace.plan import Action

_CHOOSE = (
    "scorewright generate --conflict=markers writes both into the file, =ours keeps the edit, "
    "=theirs drops it"
)


def obstacles(action: Action, output: PurePosixPath, cause: str) -> Iterator[Diagnostic]:
    """The diagnostics of an action that stops everything, with their places below the output."""
    place = Place(output / action.path)
    match action.outcome:
        case Outcome.CONFLICT:
            for conflict in action.decision.conflicts:
                yield _conflict(conflict, _line(conflict, action, place), cause)
        case Outcome.UNRESOLVED:
            yield _unresolved(action, place)
        case Outcome.NO_BASE:
            message = "the file was edited, and the lock does not hold the text it was made from"
            yield Diagnostic(Code.CONFLICT, message, place, _CHOOSE, cause=cause)
        case Outcome.FINAL:
            yield _final(place, cause)
        case _:
            yield _foreign(action, output, cause)


def _conflict(conflict: Conflict, place: Place, cause: str) -> Diagnostic:
    message = (
        f"{conflict.where} was edited, and is generated anew: it was {conflict.base}, on disk it "
        f"is {conflict.ours}, generated is {conflict.theirs}"
    )
    return Diagnostic(Code.CONFLICT, message, place, _CHOOSE, cause=cause)


def _line(conflict: Conflict, action: Action, place: Place) -> Place:
    """Where a conflict stands: what is written in its line, if it has one."""
    if not conflict.line:
        return place
    line = action.decision.text.split("\n")[conflict.line - 1]
    start = len(line) - len(line.lstrip()) + 1
    return replace(place, line=conflict.line, column=start, end_column=max(start, len(line)) + 1)


def _unresolved(action: Action, place: Place) -> Diagnostic:
    hint = f"keep what is right and remove the markers; or scorewright restore {place.file}"
    if line := first_marker(action.decision.text):
        place = replace(place, line=line, column=1, end_column=8)
    return Diagnostic(Code.MARKERS, "the file holds conflict markers", place, hint)


def _final(place: Place, cause: str) -> Diagnostic:
    message = "the file was edited, and it is made from other files: edits of it are not merged"
    hint = f"change the spec instead; to drop the edit, scorewright restore {place.file}"
    return Diagnostic(Code.CONFLICT, message, place, hint, cause=cause)


def _foreign(action: Action, output: PurePosixPath, cause: str) -> Diagnostic:
    if action.obstacle is None:
        place = Place(output / action.path)
        message = "a file that Scorewright did not write is in the way"
        hint = f"move it away{'; if it did, take the lock back from git' if cause else ''}"
        return Diagnostic(Code.IN_THE_WAY, message, place, hint, cause=cause)
    place = Place(output / action.obstacle.at)
    return Diagnostic(Code.IN_THE_WAY, action.obstacle.words, place, "move it away")
