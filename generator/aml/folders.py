"""The folders of SDK v1 whose names are completed in the script: no other part of v1 can do it.

An output's destination is fixed, and so is the root of an input that is mounted (because there is
no data path for it): `parse` of the generated contract adds the rest of the run's folder.
"""

from msgspec import Struct

from generator.contract import ports
from generator.contract.job import Job
from generator.contract.steps import Data, Step


class Folder(Struct, frozen=True):
    """A folder in a datastore: its `root` is fixed, `varying` is added to it for each run."""

    datastore: str
    root: str
    varying: str
    parameters: tuple[str, ...]


def folders(job: Job, step: Step) -> dict[str, Folder]:
    """The folders of a v1 step that have a fixed root, by the names of the data."""
    if job.sdk == "v2":
        return {}
    found = {data.name: mounted(data) for data in ports.reads(step) if is_mounted(job, data)}
    written = [data for data in ports.writes(step) if data.role == "output"]
    return found | {data.name: _folder(data, data.fixed, data.varying) for data in written}


def is_mounted(job: Job, data: Data) -> bool:
    """Whether v1 mounts the root of an input."""
    return ports.is_mounted(data, job.sdk, job.factory.service)


def mounted(data: Data) -> Folder:
    """What is mounted of an input. Only folders are: of a file, the one that it is in."""
    root, varying = data.fixed, data.varying
    if data.kind == "file" and not varying:
        root, _, varying = root.rpartition("/")
    return _folder(data, root or "/", varying)


def _folder(data: Data, root: str, varying: str) -> Folder:
    return Folder(data.datastore, root, varying, data.parameters)
