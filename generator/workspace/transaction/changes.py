"""What is to happen to single files, and which paths may be touched at all."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from generator.workspace.home import HOME, RUN

# Not below the folder, not the same everywhere, or in the run's own folder.
_UNSOUND = re.compile(
    rf"\A\Z|\A/|/\Z|//|(?:\A|/)\.\.?(?:/|\Z)|[\\:\0\ud800-\udfff]"
    rf"|\A{re.escape(HOME)}/{re.escape(RUN)}(?:/|\Z)",
    re.IGNORECASE,
)


class Write(Struct, frozen=True):
    """A file to be made or replaced.

    `path` leads on from the output folder. `make` gives the bytes when they are written, piece by
    piece, as those of all files need not be there at once. `expected` is the sha256 of the bytes
    that stood there when it was decided, None if there was nothing.
    """

    path: PurePosixPath
    make: Callable[[], Iterable[bytes]]
    expected: str | None


class Remove(Struct, frozen=True):
    """A file to be removed; `expected` as with `Write`."""

    path: PurePosixPath
    expected: str


def sound(path: str) -> str:
    """The path itself, if it can only mean a file below the output folder.

    Raises:
        ValueError: it leads elsewhere, or not everywhere to the same file.
    """
    if _UNSOUND.search(path):
        raise ValueError(f"it holds the path {path!r}")
    return path


def parent(path: str) -> str:
    """The folder of a path, "" for the output folder itself."""
    return path.rpartition("/")[0]


def folders_above(path: str) -> Iterator[str]:
    """The folders that lead to a path, the outermost first, without the output folder."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
