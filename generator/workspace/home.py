"""Where Scorewright keeps its own files, below an output folder."""

from pathlib import PurePosixPath

HOME = ".scorewright"
"""The folder of the lock, and of what a run writes."""
RUN = ".run"
"""In it, what is there while a run is at work, or if one was interrupted."""
_SHARED = "_project"


def lock_path(job: str) -> PurePosixPath:
    """Where the share of a job is ("": of none), below the output folder."""
    return PurePosixPath(HOME, f"{job or _SHARED}.json")


def job_at(stem: str) -> str:
    """The job that a share belongs to, by the name of its file."""
    return "" if stem == _SHARED else stem
