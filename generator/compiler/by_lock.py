"""Seeing by the lock that nothing has to be generated, without compiling anything.

The same specs, templates and versions give the same files. So if the lock was written for these, by
this Scorewright, and every file is the one that it tells of, nothing would be written.
"""

import os
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.compiler.jobs import Jobs
from generator.compiler.made import made_by
from generator.merge.markers import has_markers
from generator.spec.files import job_of
from generator.stamps import Stamp, read
from generator.workspace.artifacts import Owner
from generator.workspace.disk import OnDisk
from generator.workspace.files import FileFault, digest
from generator.workspace.lock import Lock, lock_path, read_lock
from generator.workspace.specs import read_specs
from generator.workspace.transaction import interrupted


class Found(Struct, frozen=True):
    """What is in step: the jobs, the generated files, those of the lock, and their stamps."""

    jobs: Jobs
    paths: Collection[str]
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
    names = {job_of(file.stem): file.name for file in texts}
    stamps: dict[str, Stamp] = {}
    if not _is_of(lock, names, digests) or not _as_generated(lock, output, stamps):
        return None
    shares = [lock_path(job) for job in lock.shares]
    return Found(_jobs(lock, names), [row[0] for row in lock.rows()], shares, stamps)


def _jobs(lock: Lock, names: Mapping[str, str]) -> Jobs:
    """The jobs, with the others whose specs each was compiled from."""
    by_file = {file: job for job, file in names.items()}
    related = {
        job: {by_file[file] for file in share.inputs} - {"", job}
        for job, share in lock.shares.items()
    }
    return Jobs(len(names) - 1, related)


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
    if any(os.path.islink(f"{root}/{folder}") for folder in _folders(lock)):
        return False  # it may lead out of the output folder
    return all(
        _is_as_generated(f"{root}/{path}", owner, known, stamps)
        for path, owner, known, _ in lock.rows()
    )


def _folders(lock: Lock) -> set[str]:
    """The folders of all files, below the output folder."""
    found: set[str] = set()
    for path, *_ in lock.rows():
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _is_as_generated(file: str, owner: str, known: str, stamps: dict[str, Stamp]) -> bool:
    """Whether a file is what was generated, or a scaffold that somebody has made their own.

    Of a file that is only left, nothing can be said: it may have to go.
    """
    if owner == Owner.LEFT:
        return False
    try:
        data, stamps[file] = read(file)
    except OSError:
        return owner == Owner.SCAFFOLD and not os.path.lexists(file)
    if known == sha256(data).hexdigest():
        return True
    text = OnDisk(data).text
    if known == digest(text):
        return True
    return owner == Owner.SCAFFOLD and not has_markers(text)
