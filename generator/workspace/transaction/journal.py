"""What a run is about to do, written down before the first file is touched."""

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.workspace.transaction.changes import sound
from generator.workspace.transaction.staging import Run, interruption, write

VERSION = 1
_AT_ONCE = 1_000
"""How many steps are written at a time: there may be hundreds of thousands."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Step(Struct, frozen=True):
    """One file: the sha256 of what stood there and of what is to; None for nothing."""

    path: str
    old: str | None
    new: str | None


class Journal(Struct, frozen=True):
    """The steps, by whose numbers new and old files are named.

    `made` are the folders to be made, the outer ones first; `modes` the permissions of those that
    may vanish with the last file in them.
    """

    steps: tuple[Step, ...]
    made: tuple[str, ...]
    modes: Mapping[str, int]


def put(run: Run, journal: Journal) -> None:
    """Make the journal stand, whole and at once. Raises OSError."""
    new = f"{run.folder}/journal.new"
    write(new, (piece.encode("ascii") for piece in _pieces(journal)), 0o666)
    os.replace(new, run.journal)


def _pieces(journal: Journal) -> Iterator[str]:
    yield f'{{"version":{VERSION},"steps":['
    for start in range(0, len(journal.steps), _AT_ONCE):
        steps = journal.steps[start : start + _AT_ONCE]
        rows = ",".join([_json((step.path, step.old, step.new)) for step in steps])
        yield f",{rows}" if start else rows
    yield f'],"made":{_json(journal.made)},"modes":{_json(journal.modes)}}}'


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))


def get(run: Run) -> Journal:
    """The journal that an interrupted run left.

    It may have come with a checkout, so it is believed only as far as it could be our own.

    Raises:
        FileFault: it cannot be read, or is damaged.
    """
    try:
        if not stat.S_ISREG(os.lstat(run.journal).st_mode):
            raise ValueError("it is no file")
        with open(run.journal, "rb") as file:
            return _decoded(json.loads(file.read().decode("ascii")))
    except OSError as error:
        hint = "make it readable, and run the command again"
        message = f"cannot read the journal of an interrupted run: {error.strerror}"
        raise interruption(run, message, hint) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"the journal of an interrupted run is damaged: {error}"
        raise interruption(run, message, damaged(run)) from None


def damaged(run: Run) -> str:
    """What to do when the journal cannot be followed."""
    folder = run.output / os.path.relpath(run.folder, run.root)
    return f"put the files back that git shows as changed, then remove the folder {folder}"


def _decoded(data: Mapping[str, object]) -> Journal:
    if data["version"] != VERSION:
        raise ValueError(f"its version is {data['version']}")
    steps = tuple(_step(_list(entry)) for entry in _list(data["steps"]))
    if len({step.path for step in steps}) != len(steps):
        raise ValueError("it holds a path twice")
    made = tuple(sound(_text(path)) for path in _list(data["made"]))
    modes = data["modes"]
    if not isinstance(modes, dict):
        raise TypeError("its modes are no object")
    return Journal(steps, made, {sound(path): _mode(mode) for path, mode in modes.items()})


def _step(entry: list[object]) -> Step:
    path, old, new = entry
    if old is None and new is None:
        raise ValueError("a step does nothing")
    return Step(sound(_text(path)), _sha256(old), _sha256(new))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("it is no list")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a path is no text")
    return value


def _sha256(value: object) -> str | None:
    if value is not None and not _SHA256.fullmatch(_text(value)):
        raise ValueError(f"{value!r} is no sha256")
    return None if value is None else _text(value)


def _mode(value: object) -> int:
    if type(value) is not int or not 0 <= value <= 0o7777:
        raise ValueError(f"{value!r} is no mode")
    return value
