"""Reading a share line by line, whatever has become of it: what can be understood counts."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from generator.workspace.artifacts import Owner
from generator.workspace.lock.conflicts import both_sides
from generator.workspace.lock.forms import FILE_NAME, SHA256, VERSION, check_path, matched, shown
from generator.workspace.lock.model import Files, Kept, Made, Row, Share
from generator.workspace.lock.printing import VERSION as CURRENT

Report = Callable[[str, int], None]
"""Is told what is wrong, and the number of its line."""
_FRAME = frozenset({"", "[", "]"})
_OWNERS = frozenset(owner.value for owner in Owner)


class Newer(Exception):
    """A lock of a later version; its text is the Scorewright that wrote it, if it says which."""


def read_carefully(text: str, job: str, report: Report) -> Share:
    """Read a share that git has put together of two, or that is damaged.

    Args:
        text: lines of JSON, perhaps with conflict markers between them.
        job: the job that the name of the file tells.
        report: is told of what is damaged and left out.

    Raises:
        Newer: a later Scorewright wrote it.
        ValueError: it is no share of this job at all.
    """
    reader = _Reader()
    for number, line in both_sides(text):
        reader.line(number, line)
    return reader.share(job, report)


class _Reader:
    """Takes lines. Where git has put two beside each other that are of one thing, the first counts.

    For files both do.
    """

    def __init__(self) -> None:
        self.versions: list[int] = []
        self.jobs: list[str] = []
        self.made: list[Made] = []
        self.inputs: dict[str, str] = {}
        self.specs: list[Kept] = []
        self.rows: list[Row] = []
        self.faults: list[tuple[str, int]] = []
        self.writers: list[str] = []

    def line(self, number: int, line: str) -> None:
        line = line.strip().removesuffix(",")
        if line in _FRAME:
            return
        try:
            self._row(_parsed(line))
        except ValueError as error:
            self.faults.append((str(error), number))

    def _row(self, row: Sequence[object]) -> None:
        match row:
            case ["version", int(version)]:
                self.versions.append(version)
            case ["job", str(job)]:
                self.jobs.append(job)
            case ["made", *by]:
                self.writers += _writer(by)
                self.made.append(_made(by))
            case ["input", name, sha256]:
                self.inputs.setdefault(
                    matched(name, FILE_NAME, "an input"), matched(sha256, SHA256, "its sha256")
                )
            case ["spec", sha256, *packed]:
                self.specs.append(Kept(*_kept(sha256, packed)))
            case ["file", str(path), owner, *kept]:
                self.rows.append(_row(path, owner, kept))
            case ["seal", str()]:
                return  # it is one of a share that was as it was written, which this one is not
            case _:
                raise ValueError(f"it says {shown(row)}")

    def share(self, job: str, report: Report) -> Share:
        """All that was read."""
        if max(self.versions, default=CURRENT) > CURRENT:
            raise Newer(next(iter(self.writers), ""))
        if set(self.versions) != {CURRENT}:
            raise ValueError(wrong_version(next(iter(self.versions), None)))
        if set(self.jobs) != {job}:
            raise ValueError(_wrong_job(next((each for each in self.jobs if each != job), None)))
        for message, number in self.faults:
            report(message, number)
        made = next(iter(self.made), Made("", "", ""))
        spec = next(iter(self.specs), None)
        return Share(job, made, self.inputs, spec, Files(self.rows), sealed=False)


def wrong_version(version: object) -> str:
    """What is wrong with a share of a version that nobody writes; None if it tells of none."""
    return "it has no version" if version is None else f"its version is {shown(version)}"


def _wrong_job(job: str | None) -> str:
    return "it names no job" if job is None else f"it says that it is of the job {shown(job)}"


def _parsed(line: str) -> Sequence[object]:
    try:
        row = parsed(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"it cannot be read: {error.msg}") from None
    if not isinstance(row, list):
        raise ValueError(f"it says {shown(row)}")
    return row


def parsed(text: str) -> object:
    """What JSON says.

    Raises:
        json.JSONDecodeError: it is none.
        ValueError: it is none that anybody writes. The message says why.
    """
    try:
        return cast(object, json.loads(text))
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise ValueError("it is nested without end") from None
    except ValueError:
        raise ValueError("it has a number without end") from None


def _writer(by: Sequence[object]) -> Iterator[str]:
    """The version of Scorewright, also where a later one has more to say than that."""
    if by and isinstance(by[0], str) and VERSION.fullmatch(by[0]):
        yield by[0]


def _made(by: Sequence[object]) -> Made:
    scorewright, black, templates = (matched(each, VERSION, "a version") for each in by)
    return Made(scorewright, black, templates)


def _kept(sha256: object, rest: Sequence[object]) -> tuple[str, str]:
    match rest:
        case []:
            return matched(sha256, SHA256, "its sha256"), ""
        case [str(packed)]:
            return matched(sha256, SHA256, "its sha256"), packed
        case _:
            raise ValueError(f"its text is {shown(rest)}")


def _row(path: str, owner: object, kept: Sequence[object]) -> Row:
    if not isinstance(owner, str) or owner not in _OWNERS:
        raise ValueError(f"the owner of {shown(path)} is {shown(owner)}")
    sha256, packed = _kept(kept[0], kept[1:]) if kept else ("", "")
    return check_path(path), owner, sha256, packed
