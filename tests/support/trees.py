"""What a folder holds, down to permissions and times, and folders with a given content."""

import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

LONG_AGO = 1_000_000_000


class Entry(NamedTuple):
    """A file, a folder or a link; `untouched` since it was planted."""

    kind: str
    content: str
    mode: int
    untouched: bool
    names: int

    def timeless(self) -> "Entry":
        return self._replace(untouched=False)


Snapshot = dict[str, Entry]


def plant(folder: Path, files: Mapping[str, tuple[str, int]]) -> None:
    """Make files, by their path, with content and permissions, changed long ago."""
    for path, (text, mode) in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)
        os.utime(file, (LONG_AGO, LONG_AGO))


def snapshot(folder: Path) -> Snapshot:
    """Everything below a folder, itself included."""
    found = {".": _entry(folder)} if os.path.lexists(folder) else {}
    for path in sorted(folder.rglob("*")):
        found[path.relative_to(folder).as_posix()] = _entry(path)
    return found


def _entry(path: Path) -> Entry:
    status = path.lstat()
    mode = stat.S_IMODE(status.st_mode)
    if path.is_symlink():
        return Entry("link", str(path.readlink()), 0, False, 1)
    if path.is_dir():
        return Entry("folder", "", mode, False, 1)
    old = int(status.st_mtime) == LONG_AGO
    return Entry("file", path.read_bytes().decode("latin-1"), mode, old, status.st_nlink)


def clone(source: Path, target: Path) -> None:
    """Copy a folder with times, permissions and second names of a file."""
    names: dict[int, str] = {}

    def copy(old: str, new: str) -> None:
        first = names.setdefault(os.lstat(old).st_ino, new)
        if first == new:
            shutil.copy2(old, new)
        else:
            os.link(first, new)

    shutil.copytree(source, target, symlinks=True, copy_function=copy)
