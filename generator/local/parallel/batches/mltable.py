"""Reads an MLTable file: which files a table consists of, and how they are written.

Source: page reference-yaml-mltable. What only Azure ML does is refused, not left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from msgspec import Struct

from generator.local.parallel.batches.files import Found, files_in
from generator.local.parallel.batches.parts import Delimited
from generator.local.parallel.step import StepFailed

NAME = "MLTable"
_OPTIONS = {"delimiter", "encoding", "header"}
# What they say is so here anyway.
_IDLE = {
    ("include_path_column", False),
    ("support_multi_line", True),
    ("support_multi_line", False),
    ("empty_as_string", False),
    ("infer_column_types", True),
}
_HEADERS = {"no_header": False, "all_files_same_headers": True, "all_files_different_headers": True}


class Table(Struct, frozen=True):
    """The files of a table; they are Parquet unless it is told how they are `delimited`."""

    files: tuple[Found, ...]
    delimited: Delimited | None


def read_mltable(folder: Path) -> Table:
    """Return the table that the MLTable file in a folder tells of.

    Raises:
        StepFailed: it is no such file, or has what is not done here; the message tells which.
    """
    place = folder / NAME
    document = _document(place)
    files = [file for path in _paths(document, place) for file in files_in([path])]
    transformations = document.get("transformations") or []
    if not isinstance(transformations, list) or len(transformations) != 1:
        raise _unreadable(place, "expected one transformation, read_delimited or read_parquet")
    name, options = _transformation(transformations[0])
    if name == "read_parquet" and not options:
        return Table(tuple(files), None)
    if name == "read_delimited":
        return Table(tuple(files), _delimited(options, place))
    raise _unreadable(place, f"{name} is not done here, read_delimited and read_parquet are")


def listed(inputs: Iterable[Path]) -> Iterator[Path]:
    """Give the inputs; for a folder with an MLTable file, the paths that it lists.

    Raises:
        StepFailed: it is no such file; the message tells why.
    """
    for path in inputs:
        place = path / NAME
        if place.is_file():
            yield from _paths(_document(place), place)
        else:
            yield path


def _document(place: Path) -> Mapping[str, object]:
    import yaml

    try:
        document: object = yaml.safe_load(place.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise _unreadable(place, str(fault)) from None
    if not isinstance(document, dict):
        raise _unreadable(place, "expected the keys 'paths' and 'transformations'")
    return document


def _paths(document: Mapping[str, object], place: Path) -> Iterator[Path]:
    paths = document.get("paths")
    if not isinstance(paths, list) or not paths:
        raise _unreadable(place, "expected a list of paths")
    for path in paths:
        match path:
            case {"file": str(name)} | {"folder": str(name)}:
                yield _local(place, name)
            case {"pattern": str(name)}:
                _local(place, name)
                yield from sorted(place.parent.glob(name.removeprefix("./")))
            case _:
                raise _unreadable(place, f"expected a file, folder or pattern, got {path!r}")


def _local(place: Path, name: str) -> Path:
    if "://" in name or Path(name).is_absolute():
        raise _unreadable(place, f"{name} is not here; paths that start at the folder are")
    return place.parent / name


def _transformation(given: object) -> tuple[str, Mapping[str, object]]:
    if isinstance(given, dict) and len(given) == 1:
        name, options = next(iter(given.items()))
        return str(name), cast("Mapping[str, object]", options or {})
    return str(given), {}


def _delimited(options: Mapping[str, object], place: Path) -> Delimited:
    for name, value in options.items():
        if name not in _OPTIONS and (name, value) not in _IDLE:
            raise _unreadable(place, f"read_delimited: '{name}: {value}' is not done here")
    header = str(options.get("header", "all_files_same_headers"))
    if header not in _HEADERS:
        raise _unreadable(place, f"header: expected {', '.join(_HEADERS)}, got {header}")
    delimiter = str(options.get("delimiter", ","))
    encoding = str(options.get("encoding", "utf8"))
    return Delimited(delimiter, encoding, _HEADERS[header])


def _unreadable(place: Path, message: str) -> StepFailed:
    return StepFailed(f"{place}: {message}")
