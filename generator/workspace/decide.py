"""What becomes of one file: from what is wanted, what stands there, and what was generated last.

The text that was generated last is the base of a three-way merge. After a git merge of two branches
there may be several: each branch's own.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from generator.merge import Conflict, Format, Merge, has_markers, is_mixture, marked, sides
from generator.workspace.artifacts import Owner, Text
from generator.workspace.files import digest
from generator.workspace.lock import Entry, LockFault

Policy = Literal["stop", "markers", "ours", "theirs"]
"""What is done about conflicts: nothing at all, markers, the file as it stands, or as generated."""
POLICIES: tuple[Policy, ...] = ("stop", "markers", "ours", "theirs")


class Outcome(StrEnum):
    """What becomes of a file."""

    SAME = "same"  # it is as it should be
    OWN = "own"  # a scaffold that is the user's alone, or that they deleted
    EDITED = "edited"  # it carries an edit, and nothing new is generated
    CREATE = "create"  # it was never there
    RECREATE = "recreate"  # it went missing
    UPDATE = "update"  # nobody edited it
    MERGE = "merge"  # the edit and the new text, together
    SETTLE = "settle"  # a conflict, settled as the user asked
    MARK = "mark"  # a conflict, written with markers
    REMOVE = "remove"  # no spec asks for it any more
    KEEP = "keep"  # no spec asks for it any more, but somebody edited it

    CONFLICT = "conflict"  # an edit and a new text at one place
    UNRESOLVED = "unresolved"  # it holds conflict markers
    NO_BASE = "no base"  # it was edited, and the text it was made from is lost
    FINAL = "final"  # somebody edited what is made again and never merged
    FOREIGN = "foreign"  # Scorewright did not write it


WRITES = frozenset(
    {
        Outcome.CREATE,
        Outcome.RECREATE,
        Outcome.UPDATE,
        Outcome.MERGE,
        Outcome.SETTLE,
        Outcome.MARK,
    }
)
"""The outcomes that put a text into a file."""

EDITS = frozenset({Outcome.EDITED, Outcome.MERGE, Outcome.SETTLE})
"""The outcomes of files that carry an edit, or will."""

STOPS = frozenset(
    {
        Outcome.CONFLICT,
        Outcome.UNRESOLVED,
        Outcome.NO_BASE,
        Outcome.FINAL,
        Outcome.FOREIGN,
    }
)
"""The outcomes that stop everything."""


class Decision(Struct, frozen=True):
    """What becomes of a file.

    `content` is what stands there afterwards. `base` is what its edits are measured against, where
    it carries any.
    """

    outcome: Outcome
    content: str | Text = ""
    base: str | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def text(self) -> str:
        """What stands there afterwards."""
        return str(self.content)


class Wanted(Struct, frozen=True):
    """A text that is to stand in a file, and how the file is merged."""

    content: Text
    owner: Owner
    form: Format

    @property
    def text(self) -> str:
        """The text."""
        return str(self.content)


def decide(
    wanted: Wanted, found: str | None, entries: Sequence[Entry], policy: Policy = "stop"
) -> Decision:
    """Decide for a file that is wanted.

    Args:
        wanted: what was generated now.
        found: the text that stands there; None if there is no file.
        entries: what was generated last; several after a git merge, none if it never was.
        policy: what to do about a conflict.
    """
    if found is None:
        return _missing(wanted, entries)
    if digest(found) == wanted.content.sha256:
        return Decision(Outcome.SAME, wanted.content)
    if wanted.owner is Owner.SCAFFOLD and not any(entry.kept for entry in entries):
        return Decision(Outcome.OWN, found)
    if not entries:
        return Decision(Outcome.FOREIGN, found)
    if nobody_edited(found, entries):
        return Decision(Outcome.UPDATE, wanted.content)
    if wanted.owner is Owner.DERIVED:
        return Decision(Outcome.UPDATE if policy == "theirs" else Outcome.FINAL, wanted.content)
    return _edited(wanted, found, entries, policy)


def decide_unwanted(found: str, entries: Sequence[Entry], form: Format) -> Decision:
    """Decide for a file that was generated and that no spec asks for any more."""
    bases = tuple(_bases(entries))
    if nobody_edited(found, entries) or any(not form.edits(base, found) for base in bases):
        return Decision(Outcome.REMOVE)
    return Decision(Outcome.KEEP, found, bases[0] if bases else None)


def nobody_edited(found: str, entries: Sequence[Entry]) -> bool:
    """Whether every bit of a text was generated: by one side of a git merge, or a part by each."""
    if was_generated(digest(found), entries):
        return True
    texts = tuple(_bases(entries))
    if len(texts) < 2:
        return False
    return all(is_mixture(side, texts) for side in sides(found) or (found,))


def was_generated(sha256: str, entries: Sequence[Entry]) -> bool:
    """Whether something with this digest is a text that was generated last."""
    return any(entry.kept and entry.kept.sha256 == sha256 for entry in entries)


def _missing(wanted: Wanted, entries: Sequence[Entry]) -> Decision:
    if not entries:
        return Decision(Outcome.CREATE, wanted.content)
    if wanted.owner is Owner.SCAFFOLD:
        return Decision(Outcome.OWN)
    return Decision(Outcome.RECREATE, wanted.content)


def _edited(wanted: Wanted, found: str, entries: Sequence[Entry], policy: Policy) -> Decision:
    bases = tuple(_bases(entries))
    if has_markers(found) and not any(map(has_markers, (wanted.text, *bases))):
        return _with_markers(wanted, found, bases)
    if {entry.kept.sha256 for entry in entries if entry.kept} == {wanted.content.sha256}:
        return Decision(Outcome.EDITED, found, wanted.text)
    if not bases:
        return _without_base(wanted, found, policy)
    base, merge = _best(wanted, found, bases)
    if merge.conflicts:
        return _conflict(wanted, found, base, policy)
    return _merged(wanted, found, merge.text)


def _best(wanted: Wanted, found: str, bases: Sequence[str]) -> tuple[str, Merge]:
    """The base that leaves the fewest conflicts, and then the fewest edits."""
    merges = [(base, wanted.form.merge(base, found, wanted.text)) for base in bases]
    if len(merges) == 1:
        return merges[0]

    def left(each: tuple[str, Merge]) -> tuple[int, int]:
        return len(each[1].conflicts), len(wanted.form.edits(wanted.text, each[1].text))

    return min(merges, key=left)


def _merged(wanted: Wanted, found: str, text: str) -> Decision:
    if text == found:
        return Decision(Outcome.EDITED, found, wanted.text)
    if text == wanted.text:
        return Decision(Outcome.UPDATE, text)
    return Decision(Outcome.MERGE, text, wanted.text)


def _conflict(wanted: Wanted, found: str, base: str, policy: Policy) -> Decision:
    ours = wanted.form.merge(base, found, wanted.text, "ours")
    if policy == "stop":
        return Decision(Outcome.CONFLICT, found, base, ours.conflicts)
    theirs = wanted.form.merge(base, found, wanted.text, "theirs").text
    if policy == "markers":
        return Decision(Outcome.MARK, marked(ours.text, theirs), base, ours.conflicts)
    text = ours.text if policy == "ours" else theirs
    return Decision(Outcome.SETTLE, text, wanted.text, ours.conflicts)


def _without_base(wanted: Wanted, found: str, policy: Policy) -> Decision:
    if policy == "stop":
        return Decision(Outcome.NO_BASE, found)
    texts = {"markers": marked(found, wanted.text), "ours": found, "theirs": wanted.text}
    outcome = Outcome.MARK if policy == "markers" else Outcome.SETTLE
    return Decision(outcome, texts[policy], wanted.text)


def _with_markers(wanted: Wanted, found: str, bases: Sequence[str]) -> Decision:
    """Git could not merge what two branches generated, and somebody's edit is in it."""
    both = sides(found)
    if both is None or len(bases) != len(both):
        return Decision(Outcome.UNRESOLVED, found)
    pairs = zip(bases, both, strict=True)
    merges = [wanted.form.merge(base, side, wanted.text) for base, side in pairs]
    if any(merge.conflicts for merge in merges) or len({merge.text for merge in merges}) > 1:
        return Decision(Outcome.UNRESOLVED, found)
    return _merged(wanted, found, merges[0].text)


def _bases(entries: Sequence[Entry]) -> Iterator[str]:
    """The texts that were generated last, as far as the lock still holds them; each once."""
    kept = {entry.kept.sha256: entry.kept for entry in entries if entry.kept}
    for each in kept.values():
        try:
            yield each.text()
        except LockFault:
            continue
