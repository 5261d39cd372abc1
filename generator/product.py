"""This Scorewright itself: where it lies, and what it is."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# What `black.__version__` is; the import of black itself takes longer than all the rest.
from _black_version import version as _black_version  # type: ignore[import-untyped]

from generator import __version__, stamps

BLACK: str = _black_version
_PACKAGE = Path(__file__).parent
_CODE = ".py"


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


def examples_folder() -> Path:
    """The folder of the examples: their specs in `specs/`, their scripts in `output/aml/`.

    In a checkout they are its own jobs.

    Raises:
        FileNotFoundError: The package is neither installed nor in a checkout.
    """
    inside = _PACKAGE / "examples"
    return inside if inside.is_dir() else templates_folder().parent


def identity() -> str:
    """All that has a say in what artifacts look like: this version, its templates, and black's."""
    return f"{version()} {digest(templates_folder(), '.j2')} {BLACK}"


@cache
def version() -> str:
    """The version; in a checkout, where code changes without it, with a digest of the code."""
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        return f"{__version__}+{_code()[:12]}"
    return __version__


def _code() -> str:
    """The digest of the code; of files that nobody has touched since, without reading them."""
    name = stamps.name_of(_PACKAGE)
    seen = stamps.remembered(name, _CODE)
    if seen and not stamps.changed(seen):
        return str(seen.told)
    looked = stamps.see(_CODE, None, _watched())  # before they are read: they may change meanwhile
    found = digest(_PACKAGE, _CODE)
    stamps.remember(name, looked._replace(told=found))
    return found


def _watched() -> Iterator[str]:
    """The files of the code, and the folders, which change when a file comes."""
    for folder, _, files in os.walk(_PACKAGE):
        if not folder.endswith("__pycache__"):
            yield folder
            yield from (f"{folder}/{name}" for name in files if name.endswith(_CODE))


def digest(folder: Path, ending: str) -> str:
    """The sha256 of all files whose names end so below a folder, and of where they lie."""
    found = hashlib.sha256()
    for parts in sorted(_named(folder, ending)):
        data = folder.joinpath(*parts).read_bytes()
        found.update(f"{'/'.join(parts)}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def _named(root: Path, ending: str) -> Iterator[tuple[str, ...]]:
    """The files below a folder, in less time than `Path.rglob` takes."""
    for folder, _, files in os.walk(root):
        above = Path(folder).relative_to(root).parts
        yield from ((*above, name) for name in files if name.endswith(ending))
