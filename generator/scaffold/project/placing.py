"""Putting a new project in its place: all of it or nothing, and nothing over what is there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import Code
from generator.workspace.files import fault


class Placed(Struct, frozen=True):
    """What was put into a folder, and what stayed as it was; paths from the folder."""

    folder: Path
    new: tuple[Path, ...]
    kept: tuple[Path, ...]


def check_target(target: Path, *, keep: bool) -> None:
    """Refuse a place where nothing can be put, before anything is asked.

    Args:
        target: the folder of the new project.
        keep: whether it may hold something already, which stays.

    Raises:
        FileFault: it is no folder, it is not empty, or there is a project in it.
    """
    if target.is_symlink() and not target.exists():
        raise fault(Code.IN_THE_WAY, "this is a link that leads nowhere", target, "remove it")
    if not target.exists():
        return
    if not target.is_dir():
        raise fault(Code.IN_THE_WAY, "this is no folder", target, "choose another name")
    if (target / "specs" / "project.yaml").exists():
        hint = "scorewright add job NAME puts another job into it"
        raise fault(Code.IN_THE_WAY, "there is a project in this folder", target, hint)
    if any(target.iterdir()) and not keep:
        hint = "choose another, or --keep-existing: then what is there stays, and the rest is added"
        raise fault(Code.IN_THE_WAY, "the folder is not empty", target, hint)


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target, on the same disk, in which the project is made; it goes away.

    Raises:
        FileFault: it cannot be made.
    """
    above = next(folder for folder in target.parents if folder.exists())
    try:
        folder = tempfile.mkdtemp(prefix=".scorewright-new-", dir=above)
    except OSError as error:
        message = f"nothing can be written here: {error.strerror}"
        raise fault(Code.UNWRITABLE, message, above, "choose another place") from None
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place(made: Path, target: Path) -> Placed:
    """Move a finished project to its place.

    Raises:
        FileFault: it cannot be moved; then the target is as it was.
    """
    files = sorted(_files(made))
    kept = [file for file in files if os.path.lexists(target / file)]
    new = [file for file in files if file not in kept]
    done: list[Path] = []
    try:
        if target.exists():
            _fill(made, target, new, done)
        else:
            _make(target.parent, done)
            made.rename(target)
    except OSError as error:
        for path in reversed(done):
            path.rmdir() if path.is_dir() else path.unlink()
        message = f"the project cannot be put here: {error.strerror}"
        shown = Path(os.path.relpath(target))
        raise fault(Code.UNWRITABLE, message, shown, "nothing was changed") from None
    return Placed(target, tuple(new), tuple(kept))


def _files(made: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(made):
        yield from (Path(folder, name).relative_to(made) for name in names)


def _make(folder: Path, done: list[Path]) -> None:
    """Make a folder and those above it that are missing, and note each."""
    for path in [*reversed(folder.parents), folder]:
        if not path.exists():
            path.mkdir()
            done.append(path)


def _fill(made: Path, target: Path, files: list[Path], done: list[Path]) -> None:
    """Put files into a folder that is there, and note each."""
    for file in files:
        _make((target / file).parent, done)
        # Opened only where nothing stands, not even since it was looked at.
        with (target / file).open("xb") as new:
            done.append(target / file)
            new.write((made / file).read_bytes())
        shutil.copymode(made / file, target / file)
