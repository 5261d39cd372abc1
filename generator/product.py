"""This Scorewright itself: where it lies, and what it is."""

import hashlib
from functools import cache
from pathlib import Path

# What `black.__version__` is; the import of black itself takes longer than all the rest.
from _black_version import version as _black_version  # type: ignore[import-untyped]

from generator import __version__

BLACK: str = _black_version
_PACKAGE = Path(__file__).parent


def templates_folder() -> Path:
    """The folder of the product's templates: in the package when installed, else beside it.

    Raises:
        FileNotFoundError: The package is neither installed nor in a checkout.
    """
    inside, beside = _PACKAGE / "templates", _PACKAGE.parent / "templates"
    if inside.is_dir():
        return inside
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise FileNotFoundError(f"there is no folder {inside}; install scorewright again")


def identity() -> str:
    """All that has a say in what artifacts look like: this version, its templates, and black's."""
    return f"{version()} {digest(templates_folder(), '*.j2')} {BLACK}"


@cache
def version() -> str:
    """The version; in a checkout, where code changes without it, with a digest of the code."""
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return f"{__version__}+{digest(_PACKAGE, '*.py')[:12]}"
    return __version__


def digest(folder: Path, pattern: str) -> str:
    """The sha256 of all files of a name below a folder, and of where they lie."""
    found = hashlib.sha256()
    for file in sorted(folder.rglob(pattern)):
        name, data = file.relative_to(folder).as_posix(), file.read_bytes()
        found.update(f"{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()
