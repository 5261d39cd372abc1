"""Putting the lock together from the texts of its shares."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.workspace.files import FileFault, utf8
from generator.workspace.lock.careful import Newer, read_carefully
from generator.workspace.lock.conflicts import in_conflict
from generator.workspace.lock.first import is_object, read_first
from generator.workspace.lock.forms import shown
from generator.workspace.lock.later import Later
from generator.workspace.lock.model import Entry, Files, Lock, Row, Share, entry_of
from generator.workspace.lock.quick import read_quickly

_TOLD = 3
"""How many damaged parts of one share are told one by one."""
_WHOLE = "take it back from git, or remove it: then every file is looked at as if it were yours"
_PART = "this part is ignored, and such a file is looked at as if it were yours"


class Collector:
    """Collects what is read, and what is wrong with it."""

    def __init__(self) -> None:
        self._shares: dict[str, Share] = {}
        self._files: dict[str, str] = {}
        self._faults: list[Diagnostic] = []
        self._fatal: list[Diagnostic] = []
        self._notes: list[Diagnostic] = []

    def lock(self) -> Lock:
        """All that was collected."""
        self._leave_out_clashes()
        shares = dict(self._shares)
        return Lock(
            shares=shares,
            candidates=Later(partial(_candidates, shares)),
            jobs=Later(partial(_jobs, shares)),
            sealed=frozenset(job for job, share in shares.items() if share.sealed),
            faults=sort(self._faults),
            fatal=sort(self._fatal),
            notes=sort(self._notes),
        )

    def fault(self, file: str, message: str, hint: str, place: Place | None = None) -> None:
        """Tell of something that is ignored."""
        where = place or Place(PurePosixPath(file))
        self._faults.append(Diagnostic(Code.BAD_RECORD, message, where, hint))

    def fatal(self, file: str, message: str, hint: str) -> None:
        """Tell of something with which nothing may be written."""
        self.fault(file, message, hint)
        self._fatal.append(self._faults[-1])

    def damaged(self, file: str, why: str, place: Place | None = None) -> None:
        """Tell of a share that is no good at all."""
        self.fault(file, f"the lock is damaged: {why}", _WHOLE, place)

    def data(self, file: str, job: str, data: bytes) -> None:
        """Take what a share says; its lines end as on Unix."""
        share = read_quickly(data, job) or self._read(file, job, data)
        if share is not None:
            self._shares[job], self._files[job] = share, file

    def _read(self, file: str, job: str, data: bytes) -> Share | None:
        """Read a share that git or somebody has changed, or that is of another version."""
        parts = _Parts(self, file)
        try:
            text = utf8(data, file)
        except FileFault as fault:
            self.damaged(file, fault.diagnostic.message, fault.diagnostic.place)
            return None
        try:
            share = (read_first if is_object(text) else read_carefully)(text, job, parts.tell)
        except Newer as newer:
            self._newer(file, str(newer))
            return None
        except json.JSONDecodeError as error:
            place = Place(PurePosixPath(file), error.lineno, error.colno, error.colno + 1)
            self.damaged(file, error.msg, place)
            return None
        except ValueError as error:
            self.damaged(file, str(error))
            return None
        parts.end()
        if in_conflict(text):
            self._note(file)
        return share

    def _newer(self, file: str, version: str) -> None:
        message = f"a newer Scorewright wrote the lock{f': {version}' if version else ''}"
        hint = f"install Scorewright {version or '(the newest)'}; until then nothing is written"
        self.fatal(file, message, hint)

    def _note(self, file: str) -> None:
        message = "git could not merge the lock: what either side generated counts"
        hint = "next: scorewright generate, which puts it in order; then `git add` it"
        place = Place(PurePosixPath(file))
        self._notes.append(Diagnostic(Code.BAD_RECORD, message, place, hint, severity="note"))

    def _leave_out_clashes(self) -> None:
        """Leave out paths that are one file with others where letter case does not count."""
        paths = {row[0] for share in self._shares.values() for row in share.rows()}
        if len(paths) == len({*"\n".join(paths).lower().split("\n")}) or not paths:
            return
        spelled: dict[str, str] = {}
        for job, share in self._shares.items():
            self._shares[job] = self._without_clashes(share, self._files[job], spelled)

    def _without_clashes(self, share: Share, file: str, spelled: dict[str, str]) -> Share:
        parts, rows = _Parts(self, file), list[Row]()
        for row in share.rows():
            path = row[0]
            other = spelled.setdefault(path.lower(), path)
            if other == path:
                rows.append(row)
            else:
                told = f"{shown(path)} and {shown(other)} are one file where case counts not"
                parts.tell(told, 0)
        parts.end()
        if len(rows) == len(share.rows()):
            return share
        return replace(share, files=Files(rows), sealed=False)


def _candidates(shares: Mapping[str, Share]) -> Mapping[PurePosixPath, tuple[Entry, ...]]:
    found: dict[str, dict[Row, Entry]] = {}
    for share in shares.values():
        for row in share.rows():
            found.setdefault(row[0], {})[row] = entry_of(row)
    return {PurePosixPath(path): (*entries.values(),) for path, entries in found.items()}


def _jobs(shares: Mapping[str, Share]) -> Mapping[PurePosixPath, str]:
    return {path: job for job in reversed([*shares]) for path in shares[job].files}


class _Parts:
    """The damaged parts of one share: of hundreds only the first ones are told."""

    def __init__(self, collector: Collector, file: str) -> None:
        self._collector, self._file = collector, file
        self._count = 0

    def tell(self, why: str, line: int) -> None:
        """Tell of a part; 0 if its line is not known."""
        self._count += 1
        if self._count <= _TOLD:
            file = PurePosixPath(self._file)
            place = Place(file, line, 1, 2) if line else Place(file)
            self._collector.fault(self._file, f"the lock is damaged: {why}", _PART, place)

    def end(self) -> None:
        """Tell how many parts were not told."""
        more = self._count - _TOLD
        if more > 0:
            why = f"in {more} more part{'s' if more > 1 else ''}"
            self._collector.fault(self._file, f"the lock is damaged {why}", _PART)
