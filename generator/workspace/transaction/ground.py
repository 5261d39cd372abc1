"""The last look at the targets before a run touches them."""

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from generator.diagnostics import Code
from generator.workspace.files import FileFault, fault
from generator.workspace.transaction.changes import Remove, Write, folders_above, parent
from generator.workspace.transaction.folders import Folders
from generator.workspace.transaction.staging import Run, there

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_AGAIN = "run the command again"
_CHUNK = 2**20
"""The most bytes of a file that are read at a time."""

Identity = tuple[int, int, int, int]
"""Device, inode, size and time of change: another one means that somebody was at the file."""


class Ground(Struct, frozen=True):
    """How the targets are, in the order of the changes; None where nothing is.

    `made` and `modes` are those of the journal.
    """

    standing: tuple[os.stat_result | None, ...]
    made: tuple[str, ...]
    modes: dict[str, int]


def survey(run: Run, changes: Sequence[Write | Remove]) -> Ground:
    """Look at all targets.

    Raises:
        FileFault: one is not as it was expected, or cannot be replaced.
    """
    surveyor = _Surveyor(run, [change for change in changes if isinstance(change, Remove)])
    standing = []
    for change in changes:
        try:
            standing.append(surveyor.change(change))
        except OSError as error:
            message = f"cannot read the file: {error.strerror}"
            raise fault(Code.UNREADABLE, message, run.output / change.path) from None
    return Ground(tuple(standing), tuple(surveyor.made), surveyor.modes)


def read(path: str) -> tuple[str, os.stat_result]:
    """The sha256 of a file, and what it is. Raises OSError, also if it is a link."""
    file = os.open(path, _READ)
    try:
        found = os.fstat(file)
        digest = hashlib.sha256()
        while chunk := os.read(file, min(max(found.st_size + 1, 65536), _CHUNK)):
            digest.update(chunk)
        return digest.hexdigest(), found
    finally:
        os.close(file)


def identity(found: os.stat_result) -> Identity:
    """By what a file is known again without reading it."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def changed(run: Run, path: PurePosixPath | str) -> FileFault:
    """Somebody was at a target meanwhile."""
    message = "the file changed while Scorewright was at work"
    return fault(Code.CHANGED_MEANWHILE, message, run.output / path, _AGAIN)


class _Surveyor:
    def __init__(self, run: Run, removes: Sequence[Remove]) -> None:
        self.run, self.folders = run, Folders(run)
        self.made: dict[str, None] = {}
        self.modes: dict[str, int] = {}
        # Removing comes first, so what goes is in nobody's way.
        self.going = {str(change.path) for change in removes}
        self.emptied = {folder for path in self.going for folder in folders_above(path)}
        self.identities: set[Identity] | None = None

    def change(self, change: Write | Remove) -> os.stat_result | None:
        path = str(change.path)
        self.folders_of(path, change)
        if change.expected is not None:
            return self.expected(path, change.expected)
        if parent(path) not in self.made:  # in a folder to be made there is nothing
            self.nothing(path)
        return None

    def folders_of(self, path: str, change: Write | Remove) -> None:
        """Note which have to be made and which may vanish."""
        above = parent(path)
        mode = self.folders.mode(above)
        if isinstance(change, Remove):
            for folder in folders_above(path):
                self.modes[folder] = stat.S_IMODE(self.folders.mode(folder))
        elif above not in self.made and not stat.S_ISDIR(mode):
            for folder in folders_above(path):
                self.missing(folder)

    def missing(self, folder: str) -> None:
        mode = self.folders.mode(folder)
        if stat.S_ISDIR(mode):
            return
        if mode and not any(file in self.going for file in (folder, *folders_above(folder))):
            message = "a file stands where a folder has to be"
            raise fault(Code.IN_THE_WAY, message, self.run.output / folder, "move it away")
        self.made[folder] = None

    def expected(self, path: str, sha256: str) -> os.stat_result:
        full = self.run.at(path)
        try:
            self.regular(path, os.lstat(full).st_mode)
            digest, found = read(full)
        except (FileNotFoundError, NotADirectoryError):
            raise changed(self.run, path) from None
        if digest != sha256:
            raise changed(self.run, path)
        if not found.st_mode & 0o222 or not os.access(full, os.W_OK):
            hint = "make it writable if Scorewright may change it"
            place = self.run.output / path
            raise fault(Code.UNWRITABLE, "the file is read-only", place, hint)
        return found

    def nothing(self, path: str) -> None:
        try:
            found = os.lstat(self.run.at(path))
        except (FileNotFoundError, NotADirectoryError):
            return
        if stat.S_ISDIR(found.st_mode) and path in self.emptied:
            return
        self.regular(path, found.st_mode)
        if identity(found) not in self.removed():
            raise changed(self.run, path)

    def regular(self, path: str, mode: int) -> None:
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else ""
            message = f"{what or 'something that is no file'} is in the way"
            raise fault(Code.IN_THE_WAY, message, self.run.output / path, "move it away")

    def removed(self) -> set[Identity]:
        """The files that go. Where letter case does not count, one may have the new file's name."""
        if self.identities is None:
            paths = (self.run.at(path) for path in self.going)
            self.identities = {identity(os.lstat(path)) for path in paths if there(path)}
        return self.identities
