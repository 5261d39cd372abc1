"""Putting the lock together from the texts of its shares."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.workspace.lock.conflicts import sides
from generator.workspace.lock.data import Newer, read_share
from generator.workspace.lock.forms import shown
from generator.workspace.lock.later import Later
from generator.workspace.lock.model import Entry, Files, Lock, Share

_TOLD = 10
"""How many damaged parts of one share are told one by one."""
_WHOLE = "take it back from git, or remove it: then every file is looked at as if it were yours"
_PART = "this part is ignored, and such a file is looked at as if it were yours"


class Collector:
    """Collects what is read, and what is wrong with it."""

    def __init__(self) -> None:
        self._sides: list[Share] = []
        self._spelled: dict[str, str] = {}
        self._faults: list[Diagnostic] = []
        self._fatal: list[Diagnostic] = []
        self._notes: list[Diagnostic] = []

    def lock(self) -> Lock:
        """All that was collected."""
        shares = {share.job: share for share in reversed(self._sides)}
        return Lock(
            shares=shares,
            candidates=Later(partial(_candidates, self._sides)),
            jobs=Later(partial(_jobs, self._sides)),
            sealed=frozenset(job for job, share in shares.items() if share.sealed),
            faults=sort(self._faults),
            fatal=sort(self._fatal),
            notes=sort(self._notes),
        )

    def fault(self, file: Path, message: str, hint: str, place: Place | None = None) -> None:
        """Tell of something that is ignored."""
        where = place or Place(PurePosixPath(file))
        self._faults.append(Diagnostic(Code.BAD_RECORD, message, where, hint))

    def fatal(self, file: Path, message: str, hint: str) -> None:
        """Tell of something with which nothing may be written."""
        self.fault(file, message, hint)
        self._fatal.append(self._faults[-1])

    def damaged(self, file: Path, why: str, place: Place | None = None) -> None:
        """Tell of a share, or of a side of one, that is no good at all."""
        self.fault(file, f"the lock is damaged: {why}", _WHOLE, place)

    def text(self, file: Path, job: str, text: str) -> None:
        """Take what the text of a share says, or what both sides of it say."""
        try:
            found = sides(text)
        except ValueError as error:
            self.damaged(file, str(error))
            return
        for side in found:
            self._side(_Side(self, file, side, alone=len(found) == 1), job)
        if len(found) > 1:
            message = "git could not merge the lock: what either side generated counts"
            hint = "next: scorewright generate, which puts it in order; then `git add` it"
            place = Place(PurePosixPath(file))
            self._notes.append(Diagnostic(Code.BAD_RECORD, message, place, hint, severity="note"))

    def _side(self, side: "_Side", job: str) -> None:
        try:
            share = self._without_clashes(read_share(side.text, job, side.part), side)
            self._sides.append(share if side.alone else replace(share, sealed=False))
            side.rest()
        except Newer as newer:
            self._newer(side.file, str(newer))
        except json.JSONDecodeError as error:
            side.whole(error.msg, error.lineno, error.colno)
        except ValueError as error:
            side.whole(str(error))

    def _without_clashes(self, share: Share, side: "_Side") -> Share:
        rows = share.rows()
        clashing = {path: other for path in rows if (other := self._other(path))}
        if not clashing:
            return share
        for path, other in clashing.items():
            side.part(f"{shown(path)} and {shown(other)} are one file where case counts not", path)
        files = Files({path: row for path, row in rows.items() if path not in clashing})
        return replace(share, files=files, sealed=False)

    def _other(self, path: str) -> str | None:
        """A path that was there before and is the same file where letter case does not count."""
        known = self._spelled.setdefault(path.lower(), path)
        return known if known != path else None

    def _newer(self, file: Path, version: str) -> None:
        message = f"a newer Scorewright wrote the lock{f': {version}' if version else ''}"
        hint = f"install Scorewright {version or '(the newest)'}; until then nothing is written"
        self.fatal(file, message, hint)


def _candidates(sides: list[Share]) -> Mapping[PurePosixPath, tuple[Entry, ...]]:
    found: dict[PurePosixPath, tuple[Entry, ...]] = {}
    for side in sides:
        for path, entry in side.files.items():
            before = found.get(path, ())
            if entry not in before:
                found[path] = (*before, entry)
    return found


def _jobs(sides: list[Share]) -> Mapping[PurePosixPath, str]:
    return {path: side.job for side in reversed(sides) for path in side.files}


class _Side:
    """One side of a share, which tells what is wrong with it."""

    def __init__(self, collector: Collector, file: Path, text: str, *, alone: bool) -> None:
        self.collector, self.file, self.text, self.alone = collector, file, text, alone
        self.parts = 0

    def whole(self, why: str, line: int = 0, column: int = 0) -> None:
        said = why if self.alone else f"on one side of git's conflict, {why}"
        self.collector.damaged(self.file, said, self._place(line, column))

    def part(self, why: str, key: str) -> None:
        """Tell of a part; of hundreds only the first ones."""
        self.parts += 1
        if self.parts <= _TOLD:
            place = self._place(*self._found(key))
            self.collector.fault(self.file, f"the lock is damaged: {why}", _PART, place)

    def rest(self) -> None:
        """Tell how many parts were not told."""
        if self.parts > _TOLD:
            why = f"it has {self.parts - _TOLD} more parts that are"
            self.collector.fault(self.file, f"the lock is damaged: {why}", _PART)

    def _place(self, line: int, column: int) -> Place:
        file = PurePosixPath(self.file)
        if not line or not self.alone:
            return Place(file)  # the lines of a side are not those of the file
        return Place(file, line, column, column + 1)

    def _found(self, key: str) -> tuple[int, int]:
        """The line and column of a key as the lock writes it; zeros if it is written otherwise."""
        at = self.text.find(f"{json.dumps(key)}: {{")
        if at < 0:
            return 0, 0
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
