"""Which value of a spec, or of the project file, a part of the contract comes from."""

from msgspec import Struct

from generator.contract.job import RUN_ID, Job
from generator.contract.names import (
    ENDPOINT_ID,
    ENDPOINT_URI,
    PIPELINE_ID,
    PRINCIPAL,
    RESERVED_VARIABLES,
    TENANT,
    WORKSPACE_URI,
)
from generator.contract.pipelines import Activity, Node, Pipeline, Scoring, everything
from generator.diagnostics import Path

PROJECT = ""
"""The project file, where the places of all files are kept by the name of their job."""

_ACTIVITY: Path = ("factory", "activity")
_SDK: Path = ("aml", "sdk")


class Origin(Struct, frozen=True):
    """Ways through the spec of a job, or through the project file where `file` is PROJECT.

    The first that leads to something is where the thing comes from.
    """

    file: str
    paths: tuple[Path, ...]


def origin(job: Job, git: str, pipeline: str, path: Path) -> Origin:
    """What gave a half of a job's contract the thing at `path`.

    Args:
        job: the job.
        git: the environment that the factory's Git documents are of.
        pipeline: the factory pipeline whose half it is, "" for the AML pipeline's.
        path: the way through the half.
    """
    match path:
        case ("variables", name, "default") if str(name) in (places := _addresses(job, git)):
            return Origin(PROJECT, (places[str(name)],))
        case ("calls", name, *rest):
            return Origin(job.name, _in_call(job, pipeline, str(name), tuple(rest)))
    return Origin(job.name, (_in_spec(job, path),))


def _addresses(job: Job, git: str) -> dict[str, Path]:
    """Where the project file gives the ids and addresses of an environment, by their variables."""
    environment: Path = ("environments", git, "aml")
    return {
        ENDPOINT_ID: ("git", "endpoint_ids", job.name),
        PIPELINE_ID: ("git", "pipeline_ids", job.name),
        ENDPOINT_URI: environment,
        WORKSPACE_URI: environment,
        PRINCIPAL: (*environment, "service_principal", "id"),
        TENANT: (*environment, "service_principal", "tenant"),
    }


def _in_spec(job: Job, path: Path) -> Path:
    match path:
        case ("parameters", name, *_) if name == RUN_ID:
            return _SDK
        case ("parameters", name, *rest):
            return ("parameters", name, *rest)
        case ("data", name, *rest):
            return ("data", name, *_data(tuple(rest)))
        case ("variables", name, *_) if RESERVED_VARIABLES.fullmatch(str(name)):
            return _SDK
        case ("variables", name, *rest):
            return ("factory", "variables", name, *rest)
        case ("sdk",):
            return _SDK
        case ("firings", name, *rest):
            trigger = str(name).removeprefix(f"{job.name}_")
            return ("factory", "triggers", trigger, *_sets(tuple(rest)))
    return ("name",)


def _in_call(job: Job, pipeline: str, name: str, rest: Path) -> tuple[Path, ...]:
    """What a call sends is given by its own step, or else by what the whole job declares."""
    node = _caller(job, pipeline, name)
    at = _ACTIVITY if node is None else node.at
    match rest:
        case ("parameters", parameter) if parameter == RUN_ID:
            return (_SDK,)
        case ("parameters", parameter):
            own = (*at, "parameters", parameter)
            in_run = (*at, "properties", "parameters", parameter)
            return (own, in_run, ("parameters", parameter))
        case ("data", data, *inner):
            return (("data", data, *_data(tuple(inner))),)
        case ("target",):
            return ((*at, "type"), _SDK) if isinstance(node, Activity) else (_SDK,)
        case ("id",):
            return ((*at, "properties", "pipeline"), ("aml", "endpoint"))
        case (key,):
            return ((*at, key),)
    return ((*at, "name"),)


def _caller(job: Job, pipeline: str, name: str) -> Node | None:
    """The activity, or the scoring step, that sends a call."""
    for each in job.factory.pipelines:
        if each.name == pipeline and (found := _named(each, name)):
            return found
    return None


def _named(pipeline: Pipeline, name: str) -> Node | None:
    for node in everything(pipeline.activities):
        if (node.call if isinstance(node, Scoring) else node.name) == name:
            return node
    return None


def _data(rest: Path) -> Path:
    return (rest[-1],) if rest and rest[-1] in ("datastore", "path", "role", "kind") else ()


def _sets(rest: Path) -> Path:
    if rest[:1] == ("sets",):
        return ("parameters", *rest[1:])
    return ("type",) if rest == ("kind",) else ()
