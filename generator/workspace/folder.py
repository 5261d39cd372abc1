"""Looking into the output folder, which may hold anything: nothing outside of it is ever read."""

import os
import unicodedata
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct

from generator.diagnostics import Code
from generator.workspace.disk import OnDisk
from generator.workspace.files import fault


class Obstacle(Struct, frozen=True):
    """Something that is no file of the folder, in words; `at` is where it stands."""

    words: str
    at: PurePosixPath


class Folder:
    """The output folder."""

    def __init__(self, output: Path) -> None:
        self.path = output
        self._root = os.fspath(output)
        self._real = os.path.realpath(output)
        self._leads_out = cache(self._leads_out_uncached)

    def read(self, path: PurePosixPath) -> OnDisk | Obstacle | None:
        """What stands at a path below the folder; None if there is nothing.

        Raises:
            FileFault: a file is there and cannot be read.
        """
        place = f"{self._root}/{path}"
        if self._leads_out(os.path.dirname(place)):
            return Obstacle("a link leads out of the output folder", self._first(path, "link"))
        if os.path.islink(place):
            return Obstacle("a link stands where a file should be", path)
        try:
            with open(place, "rb") as file:
                return OnDisk(file.read())
        except FileNotFoundError:
            return None
        except IsADirectoryError:
            return Obstacle("a folder stands where a file should be", path)
        except NotADirectoryError:
            return Obstacle("a file stands where a folder should be", self._first(path, "file"))
        except OSError as error:
            message = f"cannot read the file: {error.strerror}"
            raise fault(Code.UNREADABLE, message, Path(place)) from None

    def same(self, path: PurePosixPath, other: PurePosixPath) -> bool:
        """Whether two paths lead to one file."""
        try:
            return os.path.samefile(f"{self._root}/{path}", f"{self._root}/{other}")
        except OSError:
            return False

    def _first(self, path: PurePosixPath, kind: Literal["link", "file"]) -> PurePosixPath:
        """The outermost of the folders that lead to a path that is none, but a link or a file."""
        for folder in reversed(path.parents):
            place = f"{self._root}/{folder}"
            if os.path.islink(place) if kind == "link" else os.path.isfile(place):
                return folder
        return path

    def _leads_out_uncached(self, folder: str) -> bool:
        real = os.path.realpath(folder)
        return real != self._real and not real.startswith(self._real + os.sep)


def folded(path: PurePosixPath) -> str:
    """A path in letters that no file system tells apart."""
    return unicodedata.normalize("NFC", str(path)).casefold()
