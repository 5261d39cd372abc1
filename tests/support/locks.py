"""Locks in few words: shares, the files that hold them, and what is said of them."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.workspace.artifacts import Owner
from generator.workspace.files import digest
from generator.workspace.lock import Entry, Kept, Lock, Made, Share, lock_path, printed, read_lock

MADE = Made("0.1.0", "26.1.0", "0" * 64)


def share(files: Mapping[str, str], job: str = "job", spec: str = "name: job\n") -> Share:
    """A share in which all files are generated, from a spec of its own and the project's."""
    inputs = {f"{job}.yaml": digest(spec), "project.yaml": digest("version: 1\n")}
    entries = {
        PurePosixPath(path): Entry(Owner.GENERATED, Kept.of(text)) for path, text in files.items()
    }
    return Share(job, MADE, inputs, Kept.of(spec), entries)


def put(output: Path, *shares: Share) -> None:
    """Write shares below an output folder."""
    for each in shares:
        put_text(output, printed(each), each.job)


def put_text(output: Path, text: str | bytes, job: str = "job") -> Path:
    """Write whatever a share's file is to hold."""
    file = output / lock_path(job)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text)
    return file


def told(lock: Lock) -> list[str]:
    """What is wrong with a lock, each with its line if it has one."""
    return [
        f"{fault.place.line}: {fault.message}" if fault.place.line else fault.message
        for fault in lock.faults
    ]


def texts(output: Path) -> dict[str, list[str]]:
    """All texts that the lock of a folder holds, by path."""
    return {
        str(path): [entry.kept.text() for entry in entries if entry.kept]
        for path, entries in read_lock(output).candidates.items()
    }
