"""What the lock holds, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic
from generator.workspace.artifacts import Owner
from generator.workspace.files import digest
from generator.workspace.lock.later import Later
from generator.workspace.lock.packing import LIMIT, pack, unpack


class LockFault(Exception):
    """A text that the lock does not hold, or holds damaged. The message says which, and why."""


@dataclass(frozen=True, slots=True)
class Made:
    """What generated the files: the versions of Scorewright and black, the sha256 of templates."""

    scorewright: str
    black: str
    templates: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A text as it was generated, or a spec as it was read.

    `sha256` is that of the text in UTF-8. `packed` is what `packing` made of it; "" if only the
    sha256 is known.
    """

    sha256: str
    packed: str

    @classmethod
    def of(cls, text: str) -> "Kept":
        """Keep a text. Of one that is longer than any file of a factory, only the sha256 is."""
        data = text.encode("utf-8")
        return cls(digest(text), pack(data) if len(data) <= LIMIT else "")

    @classmethod
    def hashed(cls, text: str) -> "Kept":
        """Keep no more than the sha256: for texts that can be made again and are never merged."""
        return cls(digest(text), "")

    @property
    def has_text(self) -> bool:
        """Whether more than the sha256 is kept. The text may still turn out to be damaged."""
        return bool(self.packed)

    def text(self) -> str:
        """The text, unpacked and checked.

        Raises:
            LockFault: it was not kept, cannot be unpacked, or is not what was generated.
        """
        if not self.packed:
            raise LockFault("its text was not kept, only its sha256")
        try:
            text = unpack(self.packed).decode("utf-8")
        except ValueError as error:
            raise LockFault(f"its text is damaged: {_said(error)}") from None
        if digest(text) != self.sha256:
            raise LockFault("its text is damaged: it has another sha256 than it should")
        return text

    def again(self, old: "Kept | None") -> "Kept":
        """This text as it was packed before, if it was.

        Another version of zlib packs the same text to other bytes, and a lock is not to change when
        nothing else does. What was damaged is not taken over.
        """
        if old is None or not self.packed or old.sha256 != self.sha256:
            return self
        try:
            old.text()
        except LockFault:
            return self
        return old


def _said(error: ValueError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


@dataclass(frozen=True, slots=True)
class Entry:
    """One generated file.

    Without `kept` there is nothing to compare it with: the file was there before Scorewright and is
    never merged, or it is derived and made again.
    """

    owner: Owner
    kept: Kept | None

    def again(self, old: "Entry | None") -> "Entry":
        """This entry with its text as it was packed before, if it was."""
        if self.kept is None or old is None:
            return self
        return replace(self, kept=self.kept.again(old.kept))


Row = tuple[str, str, str]
"""An entry as plain text: the owner, the sha256 and the packed text, each "" if there is none."""


class Files(Later[PurePosixPath, Entry]):
    """The entries of a share that was read. They are 15,000 in a large project."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        super().__init__(partial(_entries, rows))
        self.rows = rows


def _entries(rows: Mapping[str, Row]) -> Mapping[PurePosixPath, Entry]:
    return {
        PurePosixPath(path): Entry(Owner(owner), Kept(sha256, packed) if sha256 else None)
        for path, (owner, sha256, packed) in rows.items()
    }


def _row(entry: Entry) -> Row:
    kept = entry.kept or Kept("", "")
    return entry.owner.value, kept.sha256, kept.packed


@dataclass(frozen=True, slots=True)
class Share:
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

    def rows(self) -> Mapping[str, Row]:
        """The entries as plain text: the quick way through those of a thousand shares."""
        if isinstance(self.files, Files):
            return self.files.rows
        return {str(path): _row(entry) for path, entry in self.files.items()}

    def updated(self, old: "Share | None") -> "Share":
        """This share, with every text that has not changed packed as it was in an old share."""
        if old is None:
            return self
        files = {path: entry.again(old.files.get(path)) for path, entry in self.files.items()}
        spec = self.spec.again(old.spec) if self.spec else None
        return replace(self, files=files, spec=spec)


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole lock as it was read.

    Attributes:
        shares: by job; of a share in conflict after a git merge, its first side.
        candidates: every entry that any side of any share holds for a path. What is on disk is
            unedited if it is the text of one of them.
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
