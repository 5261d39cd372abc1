"""Taking back what a run did, as its journal tells. It may be killed, and done again."""

import os
import stat
from contextlib import suppress

from generator.workspace.transaction.changes import folders_above, parent
from generator.workspace.transaction.folders import Folders
from generator.workspace.transaction.ground import read
from generator.workspace.transaction.journal import Journal, Step, damaged
from generator.workspace.transaction.making import drop
from generator.workspace.transaction.staging import Run, interruption, there, unwritable

_FOLDER = "a folder"
_OTHER = "neither a file nor a folder"


class Undo:
    """Puts the old state back: files first that were written, then those that were removed.

    After `all`, `files` is how many were put back or taken away, and `left` are those that
    somebody else has changed since, which stay as they are.
    """

    def __init__(self, run: Run, journal: Journal) -> None:
        self.run, self.journal = run, journal
        self.files = 0
        self.left: list[str] = []
        self._spared: set[tuple[int, int]] = set()

    def all(self) -> None:
        """Take everything back; then the journal goes, and the old state it is.

        Raises:
            FileFault: a link leads out of the output folder, or a file cannot be put back. The
                journal still stands, so that it can be tried again.
        """
        self._refuse_links()
        self._spared = self._put_back_before()
        for number, step in enumerate(self.journal.steps):
            if step.new is not None:
                self._step(number, step)
        drop(self.run.at(folder) for folder in self.journal.made)
        for number, step in enumerate(self.journal.steps):
            if step.new is None:
                self._step(number, step)
        self._end()

    def _end(self) -> None:
        try:
            os.unlink(self.run.journal)
        except OSError as error:
            raise unwritable(self.run.output, error, "the folder") from None
        with suppress(OSError):
            self.run.clear()

    def _refuse_links(self) -> None:
        folders = Folders(self.run)
        for step in self.journal.steps:
            with suppress(OSError):
                folders.mode(parent(step.path))
        for folder in self.journal.made:
            with suppress(OSError):
                folders.mode(folder)

    def _put_back_before(self) -> set[tuple[int, int]]:
        """What stands where a file was removed, and is that very file: not moved, or back again.

        Where letter case does not count, a new file can have its name: it must not be taken for it.
        """
        found = set()
        for number, step in enumerate(self.journal.steps):
            if step.new is not None:
                continue
            try:
                if not there(self.run.backup(number)) and there(self.run.at(step.path)):
                    stood = os.lstat(self.run.at(step.path))
                    found.add((stood.st_dev, stood.st_ino))
            except OSError as error:
                raise unwritable(self.run.output / step.path, error) from None
        return found

    def _step(self, number: int, step: Step) -> None:
        try:
            now = _now(self.run.at(step.path))
            if now is None:
                self._bring_back(number, step)
            elif now == step.old or (now == _FOLDER and step.old is None):
                return
            elif now == step.new:
                self._unwrite(number, step)
            else:
                self.left.append(step.path)
        except OSError as error:
            raise unwritable(self.run.output / step.path, error) from None

    def _unwrite(self, number: int, step: Step) -> None:
        full = self.run.at(step.path)
        if step.old is not None:
            self._bring_back(number, step)
            return
        found = os.lstat(full)
        if (found.st_dev, found.st_ino) not in self._spared:
            os.unlink(full)
            self.files += 1

    def _bring_back(self, number: int, step: Step) -> None:
        backup = self.run.backup(number)
        kept = _now(backup)
        if kept is None:
            return
        if kept != step.old:
            message = f"the old file of an interrupted run is damaged: {step.path}"
            raise interruption(self.run, message, damaged(self.run))
        try:
            self._folders(step.path)
            os.replace(backup, self.run.at(step.path))
        except NotADirectoryError:  # somebody put a file where its folder was
            self.left.append(step.path)
        else:
            self.files += 1

    def _folders(self, path: str) -> None:
        mask = os.umask(0)  # so that a folder has its permissions from its first moment on
        try:
            for folder in folders_above(path):
                with suppress(FileExistsError):
                    os.mkdir(self.run.at(folder), self.journal.modes.get(folder, 0o777 & ~mask))
        finally:
            os.umask(mask)


def _now(path: str) -> str | None:
    """The sha256 of the file that stands there; else what does, or None. Raises OSError."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISREG(mode):
        return read(path)[0]
    return _FOLDER if stat.S_ISDIR(mode) else _OTHER
