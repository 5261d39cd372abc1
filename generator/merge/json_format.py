"""JSON, merged by what it means."""

import json
import math
from collections.abc import Callable

from msgspec import Struct

from generator.merge.differences import differences
from generator.merge.kinds import ABSENT, Json, Kind
from generator.merge.meaning import Thing
from generator.merge.positions import line_of
from generator.merge.result import WHOLE, Conflict, Edit, Merge, Side
from generator.merge.tree import Clash, TreeMerge, Way

_BOM = "\ufeff"


class _NoJsonError(ValueError):
    """A text cannot be taken for a document; carries the line, as far as it is known."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class JsonFormat(Struct, frozen=True):
    """Documents of one kind. What only looks different is no edit, and stays as it is on disk.

    `print` makes the text of a merged document. It may raise a ValueError for what no file can
    hold; then, as with text that is no JSON, the whole file is one conflict.
    """

    kind: Kind
    print: Callable[[Json], str]

    def merge(self, base: str, ours: str, theirs: str, prefer: Side = "ours") -> Merge:
        """Merge two texts by meaning, as `Format` tells."""
        if theirs in (base, ours):
            return Merge(ours)
        if ours == base:
            return Merge(theirs)
        try:
            return self._merge(base, ours, theirs, prefer)
        except (ValueError, RecursionError):
            return _in_conflict(base, ours, theirs, prefer)

    def edits(self, base: str, ours: str) -> tuple[Edit, ...]:
        """What a person changed in a document, thing by thing."""
        if base == ours:
            return ()
        try:
            was, our = self._read(base), self._read(ours)
            return tuple(differences(was, our, Way()))
        except (ValueError, RecursionError):
            return (Edit(WHOLE, f"{_told(base)} -> {_told(ours)}"),)

    def _merge(self, base: str, ours: str, theirs: str, prefer: Side) -> Merge:
        was, our, their = self._tried(base), self._tried(ours), self._read(theirs)
        if any(each is not None and each.form == their.form for each in (was, our)):
            return Merge(ours)
        if was is None or our is None:
            return _in_conflict(base, ours, theirs, prefer)
        merge = TreeMerge(prefer)
        merged = merge.merge(was, our, their, Way())
        assert merged is not ABSENT, "each of the three has a value"
        text = ours if _identical(merged, our.value) else self._printed(merged, like=ours)
        return Merge(text, tuple(_conflict(clash, ours) for clash in merge.clashes))

    def _tried(self, text: str) -> Thing | None:
        """A document, if the text is one."""
        try:
            return self._read(text)
        except _NoJsonError:
            return None

    def _read(self, text: str) -> Thing:
        return Thing(self.kind, _document(text))

    def _printed(self, document: Json, like: str) -> str:
        return self.print(document) + ("\n" if like.endswith("\n") else "")


def _identical(merged: Json, ours: object) -> bool:
    """Whether two documents are the same, in the same order."""
    return json.dumps(merged) == json.dumps(ours)


def _document(text: str) -> Json:
    """Read JSON, and nothing that only Python takes for it.

    Raises:
        _NoJsonError: it is none, has a key twice, or holds a number that Python cannot hold.
    """
    try:
        document: Json = json.loads(
            text.removeprefix(_BOM),
            object_pairs_hook=_object,
            parse_float=_number,
            parse_constant=_number,
        )
    except json.JSONDecodeError as error:
        raise _NoJsonError(f"no JSON ({error.msg})", error.lineno) from None
    except RecursionError:
        raise _NoJsonError("JSON that is nested too deeply") from None
    except ValueError as error:
        raise _NoJsonError(str(error)) from None
    return document


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _NoJsonError(f"JSON with the key {twice!r} twice in one object")
    return result


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _NoJsonError(f"no JSON (the number {text})")
    return number


def _conflict(clash: Clash, ours: str) -> Conflict:
    steps = clash.way.steps
    line = 0 if steps is None else line_of(ours, steps)
    return Conflict(clash.way.told, clash.base, clash.ours, clash.theirs, line)


def _in_conflict(base: str, ours: str, theirs: str, prefer: Side) -> Merge:
    fault = _fault(ours)
    line = fault.line if fault else 1
    conflict = Conflict(WHOLE, _told(base), _told(ours), _told(theirs), line)
    return Merge(ours if prefer == "ours" else theirs, (conflict,))


def _told(text: str) -> str:
    return str(_fault(text) or "a document")


def _fault(text: str) -> _NoJsonError | None:
    try:
        _document(text)
    except _NoJsonError as error:
        return error
    return None
