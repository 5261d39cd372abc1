"""The record of what was generated: for each job one file, so that branches rarely meet in one.

A file whose sha256 is not the recorded one was edited; a file without record is not ours.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code
from generator.workspace.artifacts import Artifact, Owner
from generator.workspace.files import digest, fault, read_text

FOLDER = ".scorewright"
SHARED = "_project"
VERSION = 1
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One generated file, as it was when it was written."""

    owner: Owner
    sha256: str


Record = Mapping[PurePosixPath, Recorded]


def read_record(output: Path) -> Record:
    """Everything that was ever generated into a folder and not removed again.

    Raises:
        FileFault: a part of the record is damaged.
    """
    record: dict[PurePosixPath, Recorded] = {}
    folder = output / FOLDER
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        record |= _read(file)
    return record


def _read(file: Path) -> Record:
    hint = "take it back from git, or remove it: then every file is looked at as if it were yours"
    try:
        data = json.loads(read_text(file))
        if data["version"] != VERSION:
            raise ValueError(f"its version is {data['version']}")
        return {
            _path(path): Recorded(Owner(entry["owner"]), str(entry["sha256"]))
            for path, entry in data["files"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"the record of generated files is damaged: {error}"
        raise fault(Code.BAD_RECORD, message, file, hint) from None


def _path(text: str) -> PurePosixPath:
    """A recorded path. A record comes with a checkout, so it may not lead out of the folder."""
    if not all(_PART.fullmatch(part) for part in text.split("/")):
        raise ValueError(f"it holds the path {text!r}")
    return PurePosixPath(text)


def texts(artifacts: Iterable[Artifact], gone: Record) -> dict[PurePosixPath, str]:
    """The files of a new record, by their path below the output folder.

    Args:
        artifacts: what stands there now.
        gone: records to keep of files that no spec asks for any more.
    """
    by_job: dict[str, dict[str, object]] = {}
    for artifact in artifacts:
        entry = {"owner": artifact.owner.value, "sha256": digest(artifact.text)}
        by_job.setdefault(artifact.job or SHARED, {})[str(artifact.path)] = entry
    for path, recorded in gone.items():
        entry = {"owner": recorded.owner.value, "sha256": recorded.sha256}
        by_job.setdefault(SHARED, {})[str(path)] = entry
    return {PurePosixPath(FOLDER, f"{job}.json"): _printed(files) for job, files in by_job.items()}


def _printed(files: dict[str, object]) -> str:
    data = {"version": VERSION, "files": dict(sorted(files.items()))}
    return json.dumps(data, indent=1) + "\n"
