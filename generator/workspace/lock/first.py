"""Shares of the first version, one object of JSON, which hold no texts; or of a later one."""

from collections.abc import Mapping
from typing import cast

from generator.workspace.artifacts import Owner
from generator.workspace.lock.careful import Newer, Report, parsed, wrong_version
from generator.workspace.lock.forms import SHA256, VERSION, check_path, matched, shown
from generator.workspace.lock.model import Files, Made, Row, Share
from generator.workspace.lock.printing import VERSION as CURRENT

_FIRST = 1
_OWNERS = frozenset(owner.value for owner in Owner)


def is_object(text: str) -> bool:
    """Whether a share is an object, which those of this version are not."""
    return text.lstrip().startswith("{")


def read_first(text: str, job: str, report: Report) -> Share:
    """Read a share of the first version.

    Args:
        text: an object of JSON.
        job: the job that the name of the file tells.
        report: is told of what is damaged and left out.

    Raises:
        Newer: a later Scorewright wrote it.
        ValueError: it is no share at all.
    """
    data = _object(parsed(text), "it")
    version = data.get("version")
    if type(version) is int and version > CURRENT:
        raise Newer(_writer(data))
    if version != _FIRST or type(version) is not int:
        raise ValueError(wrong_version(version))
    rows: list[Row] = []
    for path, value in _object(data.get("files"), '"files"').items():
        try:
            rows.append(_row(path, value))
        except ValueError as error:
            report(str(error), 0)
    return Share(job, Made("", "", ""), {}, None, Files(rows), sealed=False)


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return cast(Mapping[str, object], value)


def _writer(data: Mapping[str, object]) -> str:
    made = data.get("made")
    version = made.get("scorewright") if isinstance(made, dict) else None
    return version if isinstance(version, str) and VERSION.fullmatch(version) else ""


def _row(path: str, value: object) -> Row:
    entry = _object(value, "the entry")
    owner = entry.get("owner")
    if not isinstance(owner, str) or owner not in _OWNERS:
        raise ValueError(f"the owner of {shown(path)} is {shown(owner)}")
    sha256 = matched(entry["sha256"], SHA256, "its sha256") if "sha256" in entry else ""
    return check_path(path), owner, sha256, ""
