"""Which files a step's inputs hold, and in which order."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator.local.parallel.step import StepFailed


class Found(Struct, frozen=True):
    """A file: `inside` are the folders between its input and itself, and its name."""

    path: Path
    inside: tuple[str, ...]


@contextmanager
def read_from(path: Path | str) -> Iterator[None]:
    """Make StepFailed, with the file's name, of what goes wrong while a file is read."""
    try:
        yield
    except (ValueError, LookupError, OSError) as fault:
        raise StepFailed(f"{path}: {fault}") from fault


def files_in(inputs: Iterable[Path]) -> tuple[Found, ...]:
    """Return the files of all inputs, those of a folder by their paths, the same everywhere.

    Raises:
        StepFailed: an input does not exist, or none holds a file.
    """
    given = [path.absolute() for path in inputs]
    missing = [str(path) for path in given if not path.exists()]
    if missing:
        raise StepFailed(f"no such input: {', '.join(missing)}")
    found = tuple(file for path in given for file in _files(path))
    if not found:
        places = ", ".join(map(str, given)) or "its inputs"
        raise StepFailed(f"nothing to score: no file in {places}")
    return found


def _files(path: Path) -> Iterator[Found]:
    if path.is_file():
        yield Found(path, (path.name,))
        return
    below = [
        Path(folder, name) for folder, _, names in os.walk(path, followlinks=True) for name in names
    ]
    for file in sorted(below, key=lambda file: file.relative_to(path).parts):
        yield Found(file, file.relative_to(path).parts)
