"""From specs that passed every check to jobs: defaults filled in, the contract drawn up."""

from collections.abc import Mapping
from typing import cast

from generator import expression
from generator.contract.job import (
    AmlPart,
    Data,
    Environment,
    FactoryData,
    FactoryPart,
    Follower,
    Job,
    LinkedService,
    Model,
    ParallelStep,
    Parameter,
    Policy,
    Project,
    Schedule,
    Scoring,
    Target,
)
from generator.contract.model import Sdk, Type
from generator.contract.names import trigger_name
from generator.contract.values import Expression, Json, Literal, Value
from generator.diagnostics import Path
from generator.spec import halves
from generator.spec.forms import Duration
from generator.spec.model import (
    ActivitySpec,
    DataSpec,
    EnvironmentSpec,
    FactorySpec,
    FollowerSpec,
    JobSpec,
    ParameterSpec,
    TriggerSpec,
)
from generator.spec.paths import holes, split
from generator.spec.project_model import ProjectSpec, TargetSpec
from generator.spec.scalars import typed


def lower(project: ProjectSpec, jobs: Mapping[str, JobSpec]) -> Project:
    """Specs without faults, as a project with its jobs."""
    targets = {name: _target(name, spec) for name, spec in project.environments.items()}
    lowered = {
        name: _job(spec, project, targets[project.git.environment]) for name, spec in jobs.items()
    }
    services = {name: linked_service(name, project) for name in project.linked_services}
    services[project.aml.linked_service] = _aml_linked_service(project, targets)
    return Project(project.git.environment, targets, services, lowered)


def _target(name: str, spec: TargetSpec) -> Target:
    aml = spec.aml
    return Target(
        name,
        spec.factory,
        aml.subscription,
        aml.resource_group,
        aml.workspace,
        aml.region,
        aml.endpoint_suffix or "",
    )


# jobs ---------------------------------------------------------------------------------------------


def _job(spec: JobSpec, project: ProjectSpec, git: Target) -> Job:
    sdk: Sdk = spec.aml.sdk.value
    parameters = {name: _parameter(name, item) for name, item in spec.parameters.items()}
    data = {name: _data(name, item, project) for name, item in spec.data.items()}
    step = _step(spec, data)
    endpoint = spec.aml.endpoint or spec.name.replace("_", "-")
    aml = AmlPart(
        endpoint,
        spec.compute or project.defaults.compute or "",
        _environment(spec.environment or project.defaults.environment or EnvironmentSpec()),
        Model(spec.model.name, spec.model.version) if spec.model else None,
        step,
        spec.factory.activity.continue_on_step_failure,
    )
    factory = _factory(spec.name, spec.factory, project)
    endpoint_id = project.git.endpoint_ids.get(spec.name)
    calls = halves.calls(
        spec, sdk, parameters, step, halves.addresses(sdk, endpoint, endpoint_id, git)
    )
    offer = halves.offer(spec.name, sdk, parameters, step)
    return Job(spec.name, spec.description, sdk, parameters, calls, offer, factory, aml)


def _parameter(name: str, spec: ParameterSpec) -> Parameter:
    default = None if spec.default is None else typed(spec.default, spec.type)
    return Parameter(
        name,
        spec.type,
        default,
        _bound(spec.minimum, spec.type),
        _bound(spec.maximum, spec.type),
        spec.pattern,
        spec.description,
        spec.encoded,
    )


def _bound(value: float | None, kind: Type) -> float | None:
    """A bound of the parameter's own type: 1e3 is a way to write an integer, too."""
    return value if value is None or kind is not Type.INTEGER else int(value)


def _data(name: str, spec: DataSpec, project: ProjectSpec) -> Data:
    kind = project.datastores[spec.datastore].type.value
    parameters = tuple(dict.fromkeys(hole for hole, _, _ in holes(spec.path)))
    return Data(name, spec.datastore, kind, spec.path, *split(spec.path), parameters)


def _step(spec: JobSpec, data: Mapping[str, Data]) -> ParallelStep:
    ((name, step),) = spec.steps.items()
    return ParallelStep(
        name=name,
        script=step.script,
        input=data[step.input],
        output=data[step.output],
        arguments=step.arguments,
        mini_batch_size=step.mini_batch_size,
        nodes=step.nodes,
        processes_per_node=step.processes_per_node,
        error_threshold=step.error_threshold,
        timeout=step.timeout.seconds,
        tries=step.tries,
        logging_level=step.logging_level.value,
        output_file=step.output_file,
    )


def _environment(spec: EnvironmentSpec) -> Environment:
    return Environment(spec.python, spec.packages, spec.image)


# the factory's part -------------------------------------------------------------------------------


def _factory(job: str, spec: FactorySpec, project: ProjectSpec) -> FactoryPart:
    return FactoryPart(
        project.aml.linked_service,
        _scoring(spec.activity),
        tuple(follower(item, ("factory", "after", i)) for i, item in enumerate(spec.after)),
        tuple(_schedule(job, name, item) for name, item in spec.triggers.items()),
        spec.folder,
        spec.annotations,
        spec.concurrency,
    )


def _scoring(spec: ActivitySpec) -> Scoring:
    return Scoring(
        spec.name,
        Policy(
            spec.timeout.timespan(),
            spec.retry,
            spec.retry_interval.seconds,
            spec.secure_input,
            spec.secure_output,
        ),
        (spec.poll_interval or Duration(60)).seconds,
        spec.state.value if spec.state else None,
        spec.on_inactive.value if spec.on_inactive else None,
        spec.user_properties,
    )


def follower(spec: FollowerSpec, at: Path) -> Follower:
    """An activity after the scoring; `at` leads to it in the spec."""
    policy = Policy(spec.timeout.timespan(), spec.retry, spec.retry_interval.seconds)
    return Follower(
        spec.name,
        spec.type,
        {name: decided(cast("Json", value)) for name, value in spec.properties.items()},
        spec.linked_service,
        spec.description,
        policy,
        at,
    )


def decided(data: Json) -> FactoryData:
    """Data as a spec gives them to the factory, each text decided: an expression or a literal."""
    if isinstance(data, Mapping):
        return {name: decided(value) for name, value in data.items()}
    if isinstance(data, list):
        return [decided(value) for value in data]
    return _value(data)


def _value(data: Json) -> Value:
    if isinstance(data, str):
        return (
            Expression(data)
            if expression.is_expression(data)
            else Literal(expression.unescape(data))
        )
    return Literal(data)


def _schedule(job: str, name: str, spec: TriggerSpec) -> Schedule:
    return Schedule(
        trigger_name(job, name),
        spec.description,
        spec.frequency.value,
        spec.interval,
        spec.start.text,
        spec.end.text if spec.end else None,
        spec.time_zone,
    )


# linked services ----------------------------------------------------------------------------------


def linked_service(name: str, project: ProjectSpec) -> LinkedService:
    """A linked service with its values in all environments."""
    spec = project.linked_services[name]
    varying: dict[str, dict[str, FactoryData]] = {}
    for environment, target in project.environments.items():
        for item, value in target.linked_services.get(name, {}).items():
            varying.setdefault(item, {})[environment] = decided(cast("Json", value))
    fixed = {item: decided(cast("Json", value)) for item, value in spec.properties.items()}
    return LinkedService(name, spec.type, spec.description, fixed, varying)


_WORKSPACE = {
    "subscriptionId": "subscription",
    "resourceGroupName": "resource_group",
    "mlWorkspaceName": "workspace",
}


def _aml_linked_service(project: ProjectSpec, targets: Mapping[str, Target]) -> LinkedService:
    """The way to Azure ML by the factory's managed identity, which `authentication` must name."""
    varying: dict[str, dict[str, FactoryData]] = {
        item: {name: Literal(getattr(target, field)) for name, target in targets.items()}
        for item, field in _WORKSPACE.items()
    }
    fixed: dict[str, FactoryData] = {"authentication": Literal("MSI")}
    link = project.aml
    return LinkedService(link.linked_service, "AzureMLService", link.description, fixed, varying)
