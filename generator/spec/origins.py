"""Which value of a spec, or of the project file, a part of the contract comes from."""

from dataclasses import dataclass

from generator.contract.job import RUN_ID, Job
from generator.contract.names import ENDPOINT_ID, ENDPOINT_URI, WORKSPACE_URI
from generator.diagnostics import Path

PROJECT = ""
"""The project file, where the places of all files are kept by the name of their job."""

_ACTIVITY: Path = ("factory", "activity")
_SDK: Path = ("aml", "sdk")


@dataclass(frozen=True, slots=True)
class Origin:
    """A way through the spec of a job, or through the project file where `file` is PROJECT."""

    file: str
    path: Path


def origin(job: Job, git: str, path: Path) -> Origin:
    """What gave a half of a job's contract the thing at `path`.

    Args:
        job: the job.
        git: the environment that the factory's Git documents are of.
        path: the way through the half.
    """
    match path:
        case ("variables", name, "default") if str(name) in (places := _addresses(job, git)):
            return Origin(PROJECT, places[str(name)])
    return Origin(job.name, _in_spec(job, path))


def _addresses(job: Job, git: str) -> dict[str, Path]:
    """Where the project file gives the ids and addresses of an environment, by their variables."""
    return {
        ENDPOINT_ID: ("git", "endpoint_ids", job.name),
        ENDPOINT_URI: ("environments", git, "aml"),
        WORKSPACE_URI: ("environments", git, "aml"),
    }


def _in_spec(job: Job, path: Path) -> Path:
    match path:
        case ("parameters", name, *_) | ("calls", _, "parameters", name) if name == RUN_ID:
            return _SDK
        case ("parameters", name, *rest):
            return ("parameters", name, *rest)
        case ("calls", _, "parameters", name):
            return ("parameters", name)
        case ("data", name, *rest) | ("calls", _, "data", name, *rest):
            return ("data", name, *_data(rest))
        case ("calls", _, "target") | ("sdk",) | ("variables", *_):
            return _SDK
        case ("calls", _, "id"):
            return ("aml", "endpoint")
        case ("calls", _, key):
            return (*_ACTIVITY, key)
        case ("calls", _):
            return (*_ACTIVITY, "name")
        case ("firings", name, *rest):
            trigger = str(name).removeprefix(f"{job.name}_")
            return ("factory", "triggers", trigger, *_sets(rest))
    return ("name",)


def _data(rest: list[str | int]) -> Path:
    return (rest[-1],) if rest and rest[-1] in ("datastore", "path", "role") else ()


def _sets(rest: list[str | int]) -> Path:
    if rest[:1] == ["sets"]:
        return ("parameters", *rest[1:])
    return ("type",) if rest == ["kind"] else ()
