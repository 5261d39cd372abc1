"""In which of a job's Azure ML files each kind of change shows."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from generator.compiler.diff.compare import Difference
from generator.contract.job import Job
from generator.contract.ports import reads, writes
from generator.contract.steps import Data, Step


class Kind(Enum):
    """What a file is for."""

    CONTRACT = auto()
    PIPELINE = auto()
    ENVIRONMENT = auto()
    PUBLISHING = auto()  # publish_pipeline.py, deploy.py
    TEST = auto()
    ADDED = auto()  # the script of a step that the compiler adds
    SCRIPT = auto()  # the script of a step of the spec


_NAMES: Mapping[str, Kind] = {
    "contract.py": Kind.CONTRACT,
    "columns.py": Kind.CONTRACT,
    "pipeline.py": Kind.PIPELINE,
    "environment.yml": Kind.ENVIRONMENT,
    "publish_pipeline.py": Kind.PUBLISHING,
    "deploy.py": Kind.PUBLISHING,
}
Kinds = frozenset[Kind]
_NONE: Kinds = frozenset()
_ALL = frozenset(Kind)
_PIPELINE = frozenset({Kind.PIPELINE})
_PUBLISHED = _PIPELINE | {Kind.PUBLISHING}
_INSTALLED = _PIPELINE | {Kind.ENVIRONMENT}
_READ = _PIPELINE | {Kind.CONTRACT, Kind.TEST}
_GIVEN = _READ | {Kind.SCRIPT, Kind.ADDED}
_TOLD = _PUBLISHED | {Kind.CONTRACT, Kind.SCRIPT}
_REST = "*"
"""Stands for all words of a noun that are not told by themselves."""

_SHOWN: Mapping[str, Mapping[str, Kinds]] = {
    "": {
        "description": _TOLD,
        "sdk": _ALL,
        "service": _ALL,
        "calls a": _PUBLISHED,
        "endpoint": _PUBLISHED | {Kind.TEST},
        "compute": _PUBLISHED,
        "environment python": _INSTALLED,
        "environment packages": _INSTALLED,
        "environment image": _INSTALLED,
        "environment curated": _INSTALLED,
        "environment version": _INSTALLED,
        "model": _GIVEN,
        "model version": _PIPELINE,
        "order of steps": _READ,
    },
    "parameter": {"default": _PIPELINE | {Kind.TEST}, _REST: _GIVEN},
    "data": {
        "datastore": _GIVEN | _PUBLISHED,
        "kind of datastore": _GIVEN | _PUBLISHED,
        "": _GIVEN | _PUBLISHED,
        _REST: _GIVEN,
    },
    "step": {
        "compute": _PUBLISHED,
        "": _GIVEN,
        "type": _GIVEN,
        "script": _GIVEN,
        "arguments": _GIVEN,
        "model": _GIVEN,
        "input": _GIVEN,
        "output": _GIVEN,
        "side_inputs": _GIVEN,
        "inputs": _GIVEN,
        "outputs": _GIVEN,
        "output_action": _GIVEN,
        "output_file": _GIVEN,
        "partition_keys": _GIVEN,
        _REST: _PIPELINE,
    },
    "activity": {"continue_on_step_failure": _PUBLISHED},
}


def shown(found: Difference) -> Kinds:
    """The kinds of files in which a difference can show."""
    words = _SHOWN.get(found.thing.noun if found.thing else "", {})
    return words.get(found.word, words.get(_REST, _NONE))


def kind_of(name: str, scripts: frozenset[str]) -> Kind:
    """What a job's file is for; `scripts` are those of its own steps."""
    if name in scripts:
        return Kind.SCRIPT
    return _NAMES.get(name, Kind.TEST if name.startswith("test_") else Kind.ADDED)


def scripts_of(job: Job, source: object = None) -> frozenset[str]:
    """The scripts of the steps that have to do with something of a job; of all, with the job."""
    return frozenset(_scripts(job, source))


def _scripts(job: Job, source: object) -> Iterator[str]:
    for step in job.aml.steps:
        if source is None or source == step or _uses(step, source):
            yield step.script


def _uses(step: Step, source: object) -> bool:
    if not isinstance(source, Data):
        return getattr(source, "name", "") in step.arguments
    return source.name in {each.name for each in (*reads(step), *writes(step))}


def usual(job: Job) -> list[str]:
    """The files that a job has, but for the scripts of added steps."""
    files = {
        "contract.py",
        "pipeline.py",
        "deploy.py" if job.sdk == "v2" else "publish_pipeline.py",
        f"test_{job.name}.py",
        *scripts_of(job),
    }
    packages = {"environment.yml"} if job.aml.environment.packages is not None else set()
    columns = {"columns.py"} if any(data.columns for data in job.data.values()) else set()
    return sorted(files | packages | columns)
