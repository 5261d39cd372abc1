"""Factory documents that are right, and a way to break one of them at one place."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path as FilePath
from typing import Any, Final

from generator.diagnostics import Path
from tests.support.strict import RESOURCES, Kind

FOLDER = FilePath(__file__).parent / "documents"
"""Every file is called `<name>.<kind>.json`."""

NAMES = tuple(sorted(file.name.removesuffix(".json") for file in FOLDER.glob("*.json")))

GONE: Final = object()
"""Stands for "not there" where a value is asked for."""


def kind_of(name: str) -> Kind:
    return next(kind for kind in RESOURCES if kind == name.split(".")[1])


def good(name: str) -> dict[str, Any]:
    """A document by its file's name, without `.json`."""
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def broken(name: str, path: Path, value: object) -> Mapping[str, object]:
    """The same document with another value at a path; with `GONE`, with nothing there."""
    document = good(name)
    here: Any = document
    for step in path[:-1]:
        here = here[step]
    if value is GONE:
        del here[path[-1]]
    else:
        here[path[-1]] = deepcopy(value)
    return document


def path_of(pointer: str) -> Path:
    """A JSON pointer as a path; steps of digits are indexes."""
    return tuple(int(step) if step.isdecimal() else step for step in pointer.split("/")[1:])
