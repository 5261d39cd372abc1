"""A job's parameters at every hop, by its contract: nothing is run, and no file is read."""

from collections.abc import Iterator, Mapping

from generator.contract.job import Job
from generator.contract.model import Target
from generator.contract.types import TYPES, sent
from generator.contract.values import Value
from generator.overview.model import Hops, Script


def hops(job: Job) -> Mapping[str, Hops]:
    """Every parameter of a job, in the order of its spec; then what only its calls send."""
    names = [*job.parameters, *(name for _, each in _calls(job) for name in each)]
    return {name: _hops(job, name) for name in dict.fromkeys(names)}


def _hops(job: Job, name: str) -> Hops:
    calls = {activity: each[name] for activity, each in _calls(job) if name in each}
    declared, offered = job.calls.parameters.get(name), job.offer.parameters.get(name)
    return Hops(
        triggers={
            trigger.removeprefix(f"{job.name}_"): firing.sets[name]
            for trigger, firing in job.calls.firings.items()
            if name in firing.sets
        },
        declared=(declared.type, declared.default) if declared else None,
        activities=calls,
        offered=(offered.type or "", offered.default) if offered else None,
        scripts=tuple(_scripts(job, name)),
        passed_on=bool(calls) and all(each == _as_it_is(job, name) for each in calls.values()),
    )


def _calls(job: Job) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """What each activity sends to Azure ML."""
    for pipeline in job.factory.pipelines:
        for activity, call in pipeline.calls.calls.items():
            if call.target is not Target.FACTORY_PIPELINE:
                yield activity, call.parameters


def _as_it_is(job: Job, name: str) -> Value | None:
    """What a call sends that hands on what the factory's parameter holds."""
    parameter = job.parameters.get(name)
    if parameter is None:
        return None
    body = f"pipeline().parameters.{name}"
    return sent(body, parameter.type, job.sdk, encoded=parameter.encoded)


def _scripts(job: Job, name: str) -> Iterator[Script]:
    for step in job.aml.steps:
        if name in step.arguments:
            yield Script(step.name, TYPES[job.parameters[name].type].python)
