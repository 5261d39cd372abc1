"""What the lock holds, as data."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field

from generator.diagnostics import Diagnostic
from generator.workspace.artifacts import Owner, Text
from generator.workspace.files import digest
from generator.workspace.lock.later import Later
from generator.workspace.packing import LIMIT, inflated, printable, unpack


class LockFault(Exception):
    """A text that the lock does not hold, or holds damaged. The message says which, and why."""


class Made(Struct, frozen=True):
    """What generated the files: the versions of Scorewright and black, the sha256 of templates."""

    scorewright: str
    black: str
    templates: str


class Kept(Struct, frozen=True, eq=False):
    """A text as it was generated, or a spec as it was read.

    `sha256` is that of the text in UTF-8. `held` is the text in little room, as the lock prints it
    or before that; "" if only the sha256 is known.
    """

    sha256: str
    held: str | bytes

    @classmethod
    def of(cls, text: str | Text) -> "Kept":
        """Keep a text. Of one that is longer than any file of a factory, only the sha256 is."""
        content = Text.of(text) if isinstance(text, str) else text
        return cls(content.sha256, content.deflated if content.size <= LIMIT else "")

    @property
    def packed(self) -> str:
        """The text as the lock prints it; "" if it was not kept."""
        return self.held if isinstance(self.held, str) else printable(self.held)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Kept):
            return NotImplemented
        return (self.sha256, self.packed) == (other.sha256, other.packed)

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def has_text(self) -> bool:
        """Whether more than the sha256 is kept. The text may still turn out to be damaged."""
        return bool(self.held)

    def text(self) -> str:
        """The text, unpacked and checked.

        Raises:
            LockFault: it was not kept, cannot be unpacked, or is not what was generated.
        """
        if isinstance(self.held, bytes):
            return b"".join(inflated(self.held)).decode("utf-8")
        if not self.held:
            raise LockFault("its text was not kept, only its sha256")
        try:
            text = unpack(self.held).decode("utf-8")
        except ValueError as error:
            raise LockFault(f"its text is damaged: {_said(error)}") from None
        if digest(text) != self.sha256:
            raise LockFault("its text is damaged: it has another sha256 than it should")
        return text


def _said(error: ValueError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


class Entry(Struct, frozen=True):
    """One generated file.

    Without `kept` there is nothing to compare it with: the file was there before Scorewright and is
    never merged.
    """

    owner: Owner
    kept: Kept | None


Row = tuple[str, str, str, str]
"""An entry as plain text: path, owner, sha256 and packed text, the last two "" if there is none.

It is the quick way through those of a thousand jobs.
"""


def row_of(path: PurePosixPath, entry: Entry) -> Row:
    """The row of an entry."""
    kept = entry.kept or Kept("", "")
    return str(path), entry.owner.value, kept.sha256, kept.packed


def entry_of(row: Row) -> Entry:
    """The entry of a row."""
    _, owner, sha256, packed = row
    return Entry(Owner(owner), Kept(sha256, packed) if sha256 else None)


class Files(Later[PurePosixPath, Entry]):
    """The entries of a share that was read; of several for a path, the first."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(lambda: {PurePosixPath(row[0]): entry_of(row) for row in reversed(rows)})
        self.rows = rows


class Share(Struct, frozen=True):
    """One file of the lock: what was generated for one job, or ("") for none.

    `inputs` are the sha256 of all specs that were read to generate it, by file name; `spec` is the
    job's own. `sealed` tells of one that was read whether it is exactly what was written once.
    """

    job: str
    made: Made
    inputs: Mapping[str, str]
    spec: Kept | None
    files: Mapping[PurePosixPath, Entry]
    sealed: bool = True

    def rows(self) -> Sequence[Row]:
        """All entries; of one that was read also those that git put beside others of their path."""
        if isinstance(self.files, Files):
            return self.files.rows
        return [row_of(path, entry) for path, entry in self.files.items()]


class Lock(Struct, frozen=True):
    """The whole lock as it was read.

    Attributes:
        shares: by job.
        candidates: every entry that any share holds for a path; several after a git merge. What is
            on disk is unedited if it is the text of one of them.
        jobs: the share that holds a path.
        sealed: the shares whose `inputs` may be believed. The others were merged or edited.
        faults: what is damaged and was ignored.
        fatal: those of the faults with which nothing may be written.
        notes: what else is worth telling.
    """

    shares: Mapping[str, Share] = field(default_factory=dict)
    candidates: Mapping[PurePosixPath, tuple[Entry, ...]] = field(default_factory=dict)
    jobs: Mapping[PurePosixPath, str] = field(default_factory=dict)
    sealed: frozenset[str] = frozenset()
    faults: tuple[Diagnostic, ...] = ()
    fatal: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    def job_of(self, path: PurePosixPath) -> str | None:
        """The share that holds a path; None if none does."""
        return self.jobs.get(path)

    def rows(self) -> Iterator[Row]:
        """All entries of all shares."""
        return (row for share in self.shares.values() for row in share.rows())
