"""Which folders are there, and where their links lead."""

import os
import stat

from generator.diagnostics import Code
from generator.workspace.files import fault
from generator.workspace.transaction.changes import parent
from generator.workspace.transaction.staging import Run


class Folders:
    """What stands where a path below the output folder has its folders; each is looked at once."""

    __slots__ = ("_known", "_run")

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[str, int] = {"": stat.S_IFDIR}

    def mode(self, folder: str) -> int:
        """The mode of a folder, of the file that stands in its way, or 0 if nothing is there.

        Raises:
            FileFault: a link leads out of the output folder, or nowhere.
            OSError: it cannot be looked at.
        """
        known = self._known.get(folder)
        if known is None:
            above = self.mode(parent(folder))
            known = self._known[folder] = self._look(folder) if stat.S_ISDIR(above) else above
        return known

    def _look(self, folder: str) -> int:
        try:
            mode = os.lstat(self._run.at(folder)).st_mode
        except FileNotFoundError:
            return 0
        return self._followed(folder) if stat.S_ISLNK(mode) else mode

    def _followed(self, folder: str) -> int:
        real = os.path.realpath(self._run.at(folder))
        message = ""
        if not real.startswith(self._run.root.rstrip("/") + "/"):
            message = "a link leads out of the output folder"
        elif not os.path.isdir(real):
            message = "a link stands where a folder has to be"
        if message:
            raise fault(Code.IN_THE_WAY, message, self._run.output / folder, "remove the link")
        return os.stat(real).st_mode
