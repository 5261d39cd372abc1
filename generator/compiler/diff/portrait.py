"""Jobs and projects as things with facts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from generator.compiler.diff import recurrence
from generator.compiler.diff.activities import ACTIVITY, Activities
from generator.compiler.diff.facts import facts
from generator.compiler.diff.model import Fact, Portrait, Thing
from generator.compiler.diff.spelling import short, spelled, target
from generator.contract.job import Job, Parameter, Project
from generator.contract.model import Declared
from generator.contract.names import ENDPOINT_ID, PIPELINE_ID, RESERVED_VARIABLES
from generator.contract.pipelines import Scoring, Trigger, TumblingWindow
from generator.contract.resources import Credential, LinkedService, Target
from generator.contract.steps import AmlPart, Data, ParallelStep, Step
from generator.contract.values import Literal
from generator.spec.lower.calls import NO_ID
from generator.spec.lower.triggers import KINDS

T = TypeVar("T")
_WORDS = {made: word for word, made in KINDS.items()}


def of_job(job: Job, *, one_sdk: bool = True) -> Portrait:
    """All that a job says; with `one_sdk`, also what can be compared only within an SDK."""
    activities = Activities(job, one_sdk)
    steps = {step.name: _step(step) for step in job.aml.steps}
    things = {
        "parameter": _things("parameter", job.parameters, _about_parameter),
        "data": _things("data", job.data, _about_data),
        "step": steps,
        "variable": _things("variable", _variables(job), _about_declared),
        ACTIVITY: _with_going_on(activities.things, job),
        "trigger": {short_name(each, job): _trigger(each, job) for each in job.factory.triggers},
    }
    own = dict(_own(job, activities.handled))
    if one_sdk:
        own |= _address(job)
        things |= {noun: _sent(things[noun], job) for noun in ("parameter", "data")}
    return Portrait(own, things, {"steps": tuple(steps), **activities.orders})


def of_project(project: Project, environments: Collection[str]) -> Portrait:
    """All that jobs share; of linked services what differs only in these environments."""
    services = {
        name: _cut_to(each, project, environments) for name, each in project.linked_services.items()
    }
    things = {
        "environment": _things("environment", project.targets, _about_target),
        "linked service": _things("linked service", services, lambda each: each.type),
        "dataset": _things("dataset", project.datasets, lambda each: each.type),
        "credential": _things("credential", project.credentials, _about_credential),
    }
    return Portrait(facts(project), things, {"environments": tuple(project.targets)})


def _things(noun: str, given: Mapping[str, T], about: Callable[[T], str]) -> dict[str, Thing]:
    return {name: Thing(noun, name, facts(each), each, about(each)) for name, each in given.items()}


# a job's own --------------------------------------------------------------------------------------


def _own(job: Job, handled: bool | None) -> Iterator[tuple[str, Fact]]:
    yield from facts(job).items()
    main = job.factory.pipelines[0]
    yield from facts(main).items()
    if handled is not None:
        yield "failure handled", Fact(spelled(handled), (Job, "factory"))


def _address(job: Job) -> dict[str, Fact]:
    """What the calls are addressed to: a batch endpoint is the only thing that SDK v2 calls."""
    if job.sdk == "v2":
        return {}
    found = {"calls a": Fact(target(job), (Job, "target"))}
    for name in (ENDPOINT_ID, PIPELINE_ID):
        held = job.calls.variables.get(name)
        if held is not None and held.default != Literal(NO_ID):
            said = spelled(held.default)
            found["id in the Git documents"] = Fact(said, (Declared, "default"), name)
    return found


def _variables(job: Job) -> dict[str, Declared]:
    """The variables that the spec declares."""
    return {
        name: each
        for name, each in job.calls.variables.items()
        if not RESERVED_VARIABLES.fullmatch(name)
    }


def _with_going_on(things: Mapping[str, Thing], job: Job) -> dict[str, Thing]:
    """Under SDK v2 only what is published knows whether it goes on: the first scoring says it."""
    found = dict(things)
    if job.sdk == "v2" and job.aml.continue_on_step_failure:
        first = next(each for each in found.values() if isinstance(each.source, Scoring))
        fact = Fact("true", (AmlPart, "continue_on_step_failure"), absent="false")
        said = {**first.facts, "continue_on_step_failure": fact}
        found[first.name] = replace(first, facts=said)
    return found


# things of a job ----------------------------------------------------------------------------------


def _sent(things: Mapping[str, Thing], job: Job) -> dict[str, Thing]:
    """Things that say whether Azure ML is sent them: in v1 no outputs are."""
    slots = {
        name for name, slot in job.offer.data.items() if job.sdk == "v2" or slot.role == "input"
    }
    taken = {*job.offer.parameters, *slots}
    fact = Fact("yes", (Job, "offer"), absent="no")
    return {
        name: (
            replace(each, facts={**each.facts, "sent to Azure ML": fact}) if name in taken else each
        )
        for name, each in things.items()
    }


def _about_parameter(parameter: Parameter) -> str:
    default = "" if parameter.default is None else f", default {short(spelled(parameter.default))}"
    return f"{parameter.type}{default}"


def _about_declared(declared: Declared) -> str:
    return declared.type


def _about_data(data: Data) -> str:
    return f"{data.role}, {data.datastore} {short(data.path)}" if data.path else data.role


def _step(step: Step) -> Thing:
    kind = "parallel" if isinstance(step, ParallelStep) else "command"
    said = {"type": Fact(kind, (type(step), "name")), **facts(step)}
    return Thing("step", step.name, said, step, f"{kind}, {step.script}")


def short_name(trigger: Trigger, job: Job) -> str:
    """A trigger's name in its spec."""
    return trigger.name.removeprefix(f"{job.name}_")


def _trigger(trigger: Trigger, job: Job) -> Thing:
    firing = job.calls.firings[trigger.name]
    said = {"type": Fact(_WORDS[firing.kind], (type(trigger), "name")), **facts(trigger)}
    if isinstance(trigger, TumblingWindow) and trigger.depends_on:
        own = [replace(each, trigger=_own_name(each.trigger, job)) for each in trigger.depends_on]
        listed = tuple(map(recurrence.dependency, own))
        said["waits for"] = Fact(listed, (TumblingWindow, "depends_on"))
    for word, fact in facts(firing).items():
        parameter = job.parameters.get(word.removeprefix("sends "))
        context = parameter.type if parameter else ""
        said[word] = replace(fact, context=context, absent="the default")
    name = short_name(trigger, job)
    return Thing("trigger", name, said, trigger, recurrence.summary(trigger))


def _own_name(trigger: str | None, job: Job) -> str | None:
    return trigger and trigger.removeprefix(f"{job.name}_")


# what jobs share ----------------------------------------------------------------------------------


def _about_target(target: Target) -> str:
    return ", ".join(filter(None, (target.factory, target.synapse, target.workspace)))


def _about_credential(_: Credential) -> str:
    return ""


def _cut_to(
    service: LinkedService, project: Project, environments: Collection[str]
) -> LinkedService:
    """A linked service without what environments say themselves, or what is new with them."""
    varying = {}
    for item, by_environment in service.varying.items():
        own = {
            name: value
            for name, value in by_environment.items()
            if name in environments and not _is_its_own(value, project.targets[name], service)
        }
        varying[item] = own
    return replace(service, varying=varying)


def _is_its_own(value: object, target: Target, service: LinkedService) -> bool:
    """Whether an environment says it of its AML workspace, from which it is in the document."""
    known = [target.subscription, target.resource_group, target.workspace]
    if target.principal is not None:
        known += [target.principal.id, target.principal.tenant]
    return service.type == "AzureMLService" and getattr(value, "value", None) in known
