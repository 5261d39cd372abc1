"""Seeing by the lock that nothing has to be generated, without compiling anything.

The same specs, templates and versions give the same files. So if the lock was written for these, by
this Scorewright, and every file is the one that it tells of, nothing would be written.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.compiler.made import made_by
from generator.merge.markers import has_markers
from generator.workspace.artifacts import Owner
from generator.workspace.disk import OnDisk
from generator.workspace.files import FileFault, digest
from generator.workspace.lock import Entry, Lock, lock_path, read_lock
from generator.workspace.specs import read_specs
from generator.workspace.stamps import Stamp, read
from generator.workspace.transaction import interrupted

_PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Found:
    """What is in step: how many jobs, the generated files, those of the lock, and their stamps."""

    jobs: int
    paths: Collection[PurePosixPath]
    shares: Collection[PurePosixPath]
    stamps: Mapping[str, Stamp]


def by_lock(specs: Path, output: Path) -> Found | None:
    """What is in step by the lock; None if it does not say that all is."""
    try:
        texts = read_specs(specs)
    except FileFault:
        return None
    if interrupted(output):
        return None
    lock = read_lock(output)
    digests = {file.name: digest(text.removeprefix("\ufeff")) for file, text in texts.items()}
    names = {"" if file.stem == _PROJECT else file.stem: file.name for file in texts}
    stamps: dict[str, Stamp] = {}
    if not _is_of(lock, names, digests) or not _as_generated(lock, output, stamps):
        return None
    shares = [lock_path(job) for job in lock.shares]
    return Found(len(names) - 1, lock.candidates.keys(), shares, stamps)


def _is_of(lock: Lock, names: Mapping[str, str], digests: Mapping[str, str]) -> bool:
    """Whether the lock was written for these specs, by this Scorewright, and is undamaged.

    Args:
        lock: the lock.
        names: the files of the specs, by job.
        digests: of each of these files.
    """
    if lock.faults or lock.notes or not lock.shares.keys() == lock.sealed == names.keys():
        return False
    made = made_by()
    return all(
        share.made == made
        and names[job] in share.inputs
        and share.inputs.items() <= digests.items()
        for job, share in lock.shares.items()
    )


def _as_generated(lock: Lock, output: Path, stamps: dict[str, Stamp]) -> bool:
    """Whether all files are what was generated; notes the stamps of those that are there."""
    root = os.path.abspath(output)
    return all(
        len(entries) == 1 and _is_as_generated(f"{root}/{path}", entries[0], stamps)
        for path, entries in lock.candidates.items()
    )


def _is_as_generated(file: str, entry: Entry, stamps: dict[str, Stamp]) -> bool:
    """Whether a file is what was generated, or a scaffold that somebody has made their own.

    Of a file that is only left, nothing can be said: it may have to go.
    """
    if entry.owner is Owner.LEFT:
        return False
    try:
        data, stamps[file] = read(file)
    except OSError:
        return entry.owner is Owner.SCAFFOLD and not os.path.lexists(file)
    if entry.kept and entry.kept.sha256 == sha256(data).hexdigest():
        return True
    text = OnDisk(data).text
    if entry.kept and entry.kept.sha256 == digest(text):
        return True
    return entry.owner is Owner.SCAFFOLD and not has_markers(text)
