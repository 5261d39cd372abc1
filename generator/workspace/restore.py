"""Bringing generated files back as they were generated last."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.workspace.files import FileFault, fault
from generator.workspace.folder import Folder, Obstacle
from generator.workspace.lock import Lock, LockFault
from generator.workspace.transaction import Write, commit


def restore(output: Path, paths: Sequence[Path], lock: Lock) -> tuple[PurePosixPath, ...]:
    """Write the text in the lock over each of these files, or of the files in these folders.

    Returns:
        The files that were not as they were generated, by their paths below the output folder.

    Raises:
        FileFault: a path is of no generated file, or its text is lost; then nothing is written.
    """
    folder = Folder(output)
    wanted = dict.fromkeys(path for given in paths for path in _meant(output, given, lock))
    changes = [write for path in wanted for write in _writes(output, path, folder, lock)]
    commit(output, changes)
    return tuple(change.path for change in changes)


def _meant(output: Path, given: Path, lock: Lock) -> Iterator[PurePosixPath]:
    """The generated files that a path means: itself, or all below it."""
    path = PurePosixPath(Path(os.path.relpath(os.path.abspath(given), os.path.abspath(output))))
    found = [each for each in lock.candidates if each == path or path in each.parents]
    if not found:
        near = nearest(str(path), map(str, lock.candidates))
        hint = f"did you mean {output / near}?" if near else _known(output, lock)
        message = "no generated file is known by this path"
        raise FileFault(Diagnostic(Code.NOT_GENERATED, message, Place(PurePosixPath(given)), hint))
    yield from found


def _known(output: Path, lock: Lock) -> str:
    if not lock.candidates:
        return f"nothing was generated into {output} yet: scorewright generate"
    return f"name a file or a folder below {output}; scorewright check names those with edits"


def _writes(output: Path, path: PurePosixPath, folder: Folder, lock: Lock) -> Iterator[Write]:
    text, place = _text(lock, path), Place(PurePosixPath(output / path))
    found = folder.read(path)
    if isinstance(found, Obstacle):
        raise fault(Code.IN_THE_WAY, found.words, output / found.at, "move it away")
    if text is None:
        message = "the text that was generated is not in the lock"
        hint = "remove the file: scorewright generate makes it again"
        raise FileFault(Diagnostic(Code.BAD_RECORD, message, place, hint))
    data = [text.encode()]
    if found is None:
        yield Write(path, lambda: data, None)
    elif found.text != text:
        yield Write(path, partial(found.standing.dressed, data), found.sha256)


def _text(lock: Lock, path: PurePosixPath) -> str | None:
    """The text that was generated last; of several, after a git merge, the first."""
    for entry in lock.candidates[path]:
        try:
            if entry.kept:
                return entry.kept.text()
        except LockFault:
            continue
    return None
