"""One side of a share: from text to data, every value checked."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast

from generator.workspace.artifacts import Owner
from generator.workspace.lock.forms import FILE_NAME, SHA256, VERSION, check_path, shown
from generator.workspace.lock.model import Files, Kept, Made, Row, Share
from generator.workspace.lock.printing import VERSION as CURRENT
from generator.workspace.lock.printing import seal

Report = Callable[[str, str], None]
"""Is told what is wrong, and the key of the lock where it is."""
_OWNERS = frozenset(owner.value for owner in Owner)
_FIRST = 1
"""The version of locks that hold no texts."""


class Newer(Exception):
    """A lock of a later version; its text is the Scorewright that wrote it, if it says which."""


def read_share(text: str, job: str, report: Report) -> Share:
    """Read one side of a share.

    Args:
        text: JSON.
        job: the job that the name of the file tells.
        report: is told of what is damaged and left out.

    Raises:
        Newer: a later Scorewright wrote it.
        ValueError: it is no share of this job at all.
    """
    data = _object(_parsed(text), "it")
    version = data.get("version")
    if type(version) is not int or version < _FIRST:
        raise ValueError(f"its version is {shown(version)}")
    if version > CURRENT:
        raise Newer(_writer(data))
    if version > _FIRST and data.get("job") != job:
        raise ValueError(f"it says that it is of the job {shown(data.get('job'))}")
    files = _object(data.get("files"), '"files"')
    whole = _Reader(report)
    share = Share(job, whole.made(data), whole.inputs(data), whole.spec(data), whole.files(files))
    sealed = version > _FIRST and not whole.damaged and _seals(data, files) == [seal(share)]
    return replace(share, sealed=sealed)


def _seals(data: Mapping[str, object], files: Mapping[str, object]) -> list[object]:
    """The seals, wherever they stand. One that nobody has merged has one."""
    return [
        each["seal"]
        for each in (data, *files.values())
        if isinstance(each, dict) and "seal" in each
    ]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested without end") from None


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return cast(Mapping[str, object], value)


def _writer(data: Mapping[str, object]) -> str:
    made = data.get("made")
    version = made.get("scorewright") if isinstance(made, dict) else None
    return version if isinstance(version, str) and VERSION.fullmatch(version) else ""


def _match(value: object, form: re.Pattern[str], name: str) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(f"{name} is {shown(value)}")
    return value


def _sha256(value: object) -> str:
    return _match(_object(value, "what has a sha256").get("sha256"), SHA256, '"sha256"')


def _kept(value: Mapping[str, object]) -> Kept:
    text = value.get("text", "")
    if not isinstance(text, str):
        raise ValueError(f'"text" is {shown(text)}')
    return Kept(_sha256(value), text)


def _row(value: object) -> Row:
    entry = _object(value, "the entry")
    owner, packed = entry.get("owner"), entry.get("text", "")
    if not isinstance(owner, str) or owner not in _OWNERS:
        raise ValueError(f'"owner" is {shown(owner)}')
    if "sha256" not in entry and not packed:
        return owner, "", ""
    if not isinstance(packed, str):
        raise ValueError(f'"text" is {shown(packed)}')
    return owner, _match(entry.get("sha256"), SHA256, '"sha256"'), packed


class _Reader:
    """Reads the parts of a share, each of which can be damaged by itself."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.damaged = False

    def fault(self, message: object, key: str) -> None:
        self.damaged = True
        self.report(str(message), key)

    def made(self, data: Mapping[str, object]) -> Made:
        try:
            made = _object(data.get("made", {}), '"made"')
            return Made(
                *(
                    _match(made.get(key, ""), VERSION, f'"{key}"')
                    for key in ("scorewright", "black", "templates")
                )
            )
        except ValueError as error:
            self.fault(error, "made")
            return Made("", "", "")

    def inputs(self, data: Mapping[str, object]) -> Mapping[str, str]:
        try:
            inputs = _object(data.get("inputs", {}), '"inputs"')
            return {_match(name, FILE_NAME, "an input"): _sha256(v) for name, v in inputs.items()}
        except ValueError as error:
            self.fault(error, "inputs")
            return {}

    def spec(self, data: Mapping[str, object]) -> Kept | None:
        try:
            return _kept(_object(data["spec"], '"spec"')) if "spec" in data else None
        except ValueError as error:
            self.fault(error, "spec")
            return None

    def files(self, data: Mapping[str, object]) -> Files:
        rows = {}
        for path, value in data.items():
            try:
                check_path(path)
                rows[path] = _row(value)
            except ValueError as error:
                self.fault(error, path)
        return Files(rows)
