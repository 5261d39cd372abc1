"""The folder that holds what belongs to a run alone, on the file system of the output folder."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Code
from generator.workspace.files import FileFault, fault
from generator.workspace.home import HOME, RUN
from generator.workspace.transaction.making import drop

_OURS = re.compile(r"[nb]\d+|journal\.(?:json|new)")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Run:
    """The names in that folder, and the names of targets, as the operating system wants them."""

    __slots__ = ("folder", "home", "journal", "output", "root")

    def __init__(self, output: Path) -> None:
        self.output = output
        self.root = os.path.realpath(output)
        self.home = f"{self.root}/{HOME}"
        self.folder = f"{self.home}/{RUN}"
        self.journal = f"{self.folder}/journal.json"

    def at(self, path: str) -> str:
        """A target."""
        return f"{self.root}/{path}"

    def staged(self, number: int) -> str:
        """Where the new file of a step lies until it gets its place."""
        return f"{self.folder}/n{number}"

    def backup(self, number: int) -> str:
        """Where the old file of a step lies as long as it may be wanted back."""
        return f"{self.folder}/b{number}"

    def exists(self) -> bool:
        """Whether the folder, or something in its place, is there. Raises FileFault."""
        return self._there(self.folder)

    def has_journal(self) -> bool:
        """Whether what happened can, and must, be taken back. Raises FileFault."""
        return self._there(self.journal)

    def _there(self, path: str) -> bool:
        try:
            return there(path)
        except OSError as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: OSError) -> FileFault:
        message = f"cannot read the folder: {error.strerror}"
        return fault(Code.UNREADABLE, message, self.output / HOME)

    def refuse_links(self) -> None:
        """Never follow a link to a folder in which we would delete files.

        Raises:
            FileFault: the run's folder is a link or a file, or lies in one.
        """
        for folder in (self.home, self.folder):
            try:
                real = stat.S_ISDIR(os.lstat(folder).st_mode)
            except FileNotFoundError:
                return
            except OSError as error:
                raise self._unreadable(error) from None
            if not real:
                message = "something that is no folder stands where Scorewright keeps its files"
                place = self.output / os.path.relpath(folder, self.root)
                raise fault(Code.IN_THE_WAY, message, place, "move it away")

    def open(self) -> None:
        """Make the folder, empty.

        Raises:
            FileFault: it cannot be made, or an interrupted run has to be taken back first.
        """
        self.refuse_links()
        if self.has_journal():
            raise interruption(self, "an earlier run was interrupted", "run the command again")
        try:
            if self.exists():
                self.clear()
            with suppress(FileExistsError):
                os.mkdir(self.home)
            os.mkdir(self.folder)
        except OSError as error:
            drop([self.home])
            raise unwritable(self.output / HOME / RUN, error, "the folder") from None

    def clear(self) -> None:
        """Remove the folder, and the one it lies in if nothing else is there. Raises OSError."""
        for name in os.listdir(self.folder):
            if _OURS.fullmatch(name):
                os.unlink(f"{self.folder}/{name}")
        os.rmdir(self.folder)
        drop([self.home])


_ROOM = "make room there, and run the command again"
_RIGHT = "get the right to write there, and run the command again"
_HINTS = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EACCES: _RIGHT,
    errno.EPERM: _RIGHT,
    errno.EROFS: "make the file system writable, and run the command again",
}


def there(path: str) -> bool:
    """Whether anything stands there; unlike `os.path.lexists`, never no by mistake: OSError."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def write(path: str, pieces: Iterable[bytes], mode: int) -> str:
    """Make a file with these bytes, its mode as the umask allows; gives their sha256.

    Raises:
        OSError: it cannot be written, or something stands there.
    """
    digest, file = hashlib.sha256(), os.open(path, _NEW, mode)
    try:
        for piece in pieces:
            digest.update(piece)
            written = os.write(file, piece)
            while written < len(piece):
                written += os.write(file, piece[written:])
    finally:
        os.close(file)
    return digest.hexdigest()


def unwritable(path: Path, error: OSError, what: str = "the file") -> FileFault:
    """What the system said when something was to be written."""
    hint = _HINTS.get(error.errno or 0, "")
    return fault(Code.UNWRITABLE, f"cannot write {what}: {error.strerror}", path, hint)


def interruption(run: Run, message: str, hint: str) -> FileFault:
    """A fault of what an interrupted run left behind."""
    return fault(Code.INTERRUPTED, message, run.output / HOME / RUN / "journal.json", hint)
