"""Making folders, and removing them again."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def make(folder: Path) -> list[str]:
    """Make a folder and those above it; gives those that were not there, the outermost first.

    Raises:
        OSError: it cannot be made; what was made stays.
    """
    full = os.path.realpath(folder)
    missing = []
    while not os.path.isdir(full):
        missing.append(full)
        full = os.path.dirname(full)
    missing.reverse()
    for path in missing:
        try:
            os.mkdir(path)
        except FileExistsError:
            if not os.path.isdir(path):  # else another run was quicker
                raise
    return missing


def drop(folders: Iterable[str]) -> None:
    """Remove folders, the last first, as far as they are empty."""
    for folder in reversed(list(folders)):
        with suppress(OSError):
            os.rmdir(folder)
