"""What a merge gives, and what each kind of file has to offer to be merged."""

from typing import Literal, Protocol

from msgspec import Struct

Side = Literal["ours", "theirs"]
"""`ours` is what is on disk, `theirs` what is newly generated."""

NOTHING = "nothing"
"""What is said of a side on which there is nothing."""

WHOLE = "the whole file"
"""The place of a conflict or an edit that is nowhere in particular."""

_WIDTH = 60


class Conflict(Struct, frozen=True):
    """Both sides changed one thing, and not to the same.

    `where` is a way by names in JSON ("activities/Score/policy/retry"), lines of ours in text
    ("line 12", "lines 12-14"). The three values are short; "nothing" says that there is none.
    `line` is where it stands in the text of ours, from 1; 0 if it stands nowhere there.
    """

    where: str
    base: str
    ours: str
    theirs: str
    line: int = 0


class Merge(Struct, frozen=True):
    """Everything of both sides; where they are in conflict, it has what the preferred side has."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


class Edit(Struct, frozen=True):
    """One thing that a person changed: where (as in a conflict), and what, in a few words."""

    where: str
    change: str


class Format(Protocol):
    """How files of one kind are merged. Lines end as on Unix. Nothing raises."""

    def merge(self, base: str, ours: str, theirs: str, prefer: Side = "ours") -> Merge:
        """Merge two texts that both came from a third.

        If one of them is the base, the result is the other, byte for byte.

        Args:
            base: the text that was generated last.
            ours: what is on disk.
            theirs: what is newly generated.
            prefer: whose version stands in the text where the two are in conflict.
        """

    def edits(self, base: str, ours: str) -> tuple[Edit, ...]:
        """What a person changed; nothing if it means the same."""


def short(text: str) -> str:
    """A text in one line that is not too long to be told."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 3]}..."
