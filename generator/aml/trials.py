"""What a job's generated test tries."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.aml.arguments import checked, data_of, fields, passed
from generator.aml.folders import folders
from generator.aml.plan import Plan, driver_gives
from generator.aml.samples import Sample, good_value, refused, spelled, spellings
from generator.contract.job import RUN_ID, Job, Parameter
from generator.contract.ports import class_name
from generator.contract.steps import ParallelStep
from generator.contract.values import Scalar

Given = dict[str, object]


class Trial(Struct, frozen=True):
    """A sample, given to one step."""

    step: str
    sample: Sample


class Joined(Struct, frozen=True):
    """The folder that a step makes of a fixed one."""

    step: str
    name: str
    path: str


class Protocol(Struct, frozen=True):
    """How many arguments run() of a parallel step's script takes."""

    script: str
    arguments: int


class Published(Struct, frozen=True):
    """A script that publishes rows, or files if `file` is None."""

    module: str
    file: str | None


def trials(job: Job, plan: Plan) -> Given:
    """What test_<job>.py is made of."""
    parallel = [step for step in plan.own if isinstance(step, ParallelStep)]
    lacking = [
        p for p in job.parameters.values() if p.name in job.offer.parameters and p.default is None
    ]
    return _samples(job, plan) | {
        "protocols": [
            Protocol(step.script, 2 if "partition_keys" in step.settings else 1)
            for step in parallel
        ],
        "row_readers": [step.script for step in parallel if step.input.columns and job.sdk == "v2"],
        "staging": sorted(name for name, each in plan.added.items() if each.kind == "stage"),
        "publishing": [
            Published(name, each.file)
            for name, each in sorted(plan.added.items())
            if each.kind == "publish"
        ],
        # Any text does where no good one is known: SDK v2 has no patterns.
        "required": {p.name: "any" if (value := good_value(p)) is None else value for p in lacking},
    }


def _samples(job: Job, plan: Plan) -> Given:
    """What each step is given; nothing where a parameter's pattern leaves no known value."""
    names = dict.fromkeys(name for step in plan.steps for name in passed(job, plan, step))
    known = {name: good_value(job.parameters[name]) for name in names if name != RUN_ID}
    values = {name: value for name, value in known.items() if value is not None}
    if len(values) < len(known):
        return {"tried": [], "samples": {}, "spellings": [], "refused": [], "joined": []}
    texts = {name: spelled(job.parameters[name], value).text for name, value in values.items()}
    joined = list(_joined(job, plan, values | {RUN_ID: "run"}))
    if any(RUN_ID in parameters for parameters in _in_paths(job, plan)):
        texts[RUN_ID] = "run"
    return {
        "tried": [class_name(step.name) for step in plan.steps if fields(plan.declared[step.name])],
        "has_model": any(step.model for step in plan.steps),
        "places": list(dict.fromkeys(_places(job, plan))),
        "checking": [class_name(step.name) for step in plan.steps if checked(step)],
        "samples": _files(plan, {each.name: each.path for each in joined}),
        "texts": texts,
        "spellings": list(_each(job, plan, spellings)),
        "refused": list(_each(job, plan, refused)),
        "joined": joined,
    }


def _in_paths(job: Job, plan: Plan) -> Iterator[tuple[str, ...]]:
    for step in plan.steps:
        yield from (folder.parameters for folder in folders(job, step).values())


def _places(job: Job, plan: Plan) -> Iterator[str]:
    """What a script is given as a path."""
    for step in plan.steps:
        declared = data_of(plan.declared[step.name])
        yield from (data.name for data in declared if not driver_gives(job, step))


def _files(plan: Plan, joined: Mapping[str, str]) -> dict[str, str]:
    """A file of each input whose columns `parse` checks, below what the script is given."""
    names = [name for step in plan.steps for name in checked(step)]
    return {name: joined.get(name, "a.csv") for name in names}


def _each(job: Job, plan: Plan, made: Callable[[Parameter], Iterator[Sample]]) -> Iterator[Trial]:
    for step in plan.own:
        for name in step.arguments:
            for sample in dict.fromkeys(made(job.parameters[name])):
                yield Trial(class_name(step.name), sample)


def _joined(job: Job, plan: Plan, values: dict[str, Scalar]) -> Iterator[Joined]:
    for step in plan.steps:
        for name, folder in folders(job, step).items():
            if folder.varying:
                path = folder.varying.format_map(values)
                yield Joined(class_name(step.name), name, path)
