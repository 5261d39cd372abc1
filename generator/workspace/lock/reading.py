"""Reading the lock. It comes with a checkout and may hold anything: nothing is raised for that."""

import os
from collections.abc import Container
from pathlib import Path

from generator.workspace.files import FileFault, read_text
from generator.workspace.lock.collecting import Collector
from generator.workspace.lock.forms import JOB, shown
from generator.workspace.lock.model import Lock
from generator.workspace.lock.printing import FOLDER, job_at

LARGEST = 256 * 2**20
"""The bytes of a share beyond which it is not even read."""
_LINK = "remove the link: the lock is neither read nor written through one"


def read_lock(output: Path, jobs: Container[str] | None = None) -> Lock:
    """What is recorded below an output folder. What is damaged is left out and told.

    Args:
        output: the folder; it may be missing.
        jobs: whose shares to read ("" for that of none); all if it is None.
    """
    collector = Collector()
    folder = output / FOLDER
    if folder.is_symlink():
        collector.fatal(folder, "the folder of the lock is a link", _LINK)
    elif folder.is_dir():
        _read_folder(folder, collector, jobs)
    elif os.path.lexists(folder):
        message = "something that is no folder stands where that of the lock belongs"
        collector.fatal(folder, message, "move it away")
    return collector.lock()


def _read_folder(folder: Path, collector: Collector, jobs: Container[str] | None) -> None:
    """Read shares. Files of other names are none of ours."""
    try:
        files = sorted(os.scandir(folder), key=lambda file: file.name)
    except OSError as error:
        message = f"cannot read the folder of the lock: {error.strerror}"
        collector.fatal(folder, message, "make it readable")
        return
    for file in files:
        if not file.name.endswith(".json") or file.name.startswith("."):
            continue
        if jobs is None or job_at(file.name.removesuffix(".json")) in jobs:
            _read_file(folder / file.name, file, collector)


def _read_file(path: Path, file: os.DirEntry[str], collector: Collector) -> None:
    job = job_at(file.name.removesuffix(".json"))
    try:
        if job and not JOB.fullmatch(job):
            message = f"this is no part of the lock: no job can be called {shown(job)}"
            collector.fault(path, message, "move it out of this folder")
        elif file.is_symlink():
            collector.fault(path, "this part of the lock is a link", _LINK)
        elif not file.is_file():
            collector.fault(path, "this part of the lock is no file", "remove it")
        elif file.stat().st_size > LARGEST:
            collector.damaged(path, "it is too long")
        else:
            collector.text(path, job, read_text(path).removeprefix("\ufeff"))
    except FileFault as fault:
        collector.damaged(path, fault.diagnostic.message, fault.diagnostic.place)
    except OSError as error:
        collector.damaged(path, f"it cannot be read: {error.strerror}")
