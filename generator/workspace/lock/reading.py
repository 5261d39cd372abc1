"""Reading the lock. It comes with a checkout and may hold anything: nothing is raised for that."""

import os
from collections.abc import Container
from pathlib import Path

from generator.stamps import read
from generator.workspace.disk import BOM
from generator.workspace.home import HOME, job_at
from generator.workspace.lock.collecting import Collector
from generator.workspace.lock.forms import JOB, shown
from generator.workspace.lock.model import Lock

LARGEST = 64 * 2**20
"""The bytes of a share beyond which it is not even read."""
_LINK = "remove the link: the lock is neither read nor written through one"


def read_lock(output: Path, jobs: Container[str] | None = None) -> Lock:
    """What is recorded below an output folder. What is damaged is left out and told.

    Args:
        output: the folder; it may be missing.
        jobs: whose shares to read ("" for that of none); all if it is None.
    """
    collector = Collector()
    place = output / HOME
    folder = str(place)
    if place.is_symlink():
        collector.fatal(folder, "the folder of the lock is a link", _LINK)
    elif place.is_dir():
        _read_folder(folder, collector, jobs)
    elif os.path.lexists(folder):
        message = "something that is no folder stands where that of the lock belongs"
        collector.fatal(folder, message, "move it away")
    return collector.lock()


def _read_folder(folder: str, collector: Collector, jobs: Container[str] | None) -> None:
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
            _read_file(file, collector)


def _read_file(file: os.DirEntry[str], collector: Collector) -> None:
    job = job_at(file.name.removesuffix(".json"))
    try:
        if job and not JOB.fullmatch(job):
            message = f"this is no part of the lock: no job can be called {shown(job)}"
            collector.fault(file.path, message, "move it out of this folder")
        elif file.is_symlink():
            collector.fault(file.path, "this part of the lock is a link", _LINK)
        elif not file.is_file():
            collector.fault(file.path, "this part of the lock is no file", "remove it")
        else:
            collector.data(file.path, job, _data(file.path))
    except OSError as error:
        collector.damaged(file.path, f"it cannot be read: {error.strerror}")


def _data(file: str) -> bytes:
    """The bytes of a share, without byte order mark and with the line ends of Unix."""
    data = read(file, LARGEST)[0].removeprefix(BOM)
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data
