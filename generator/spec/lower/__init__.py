"""From specs that passed every check to jobs: defaults filled in, the contract drawn up."""

from collections.abc import Iterator, Mapping

from generator.contract.job import Job, Parameter, Project
from generator.contract.model import Sdk, Type
from generator.contract.model import Target as Address
from generator.contract.names import trigger_name
from generator.contract.pipelines import FactoryPart, Reference
from generator.contract.resources import Identity, Target
from generator.contract.steps import AmlPart
from generator.expression import Service
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.job import AmlTarget, JobSpec
from generator.spec.language.parameters import ParameterSpec
from generator.spec.language.project import ProjectSpec
from generator.spec.language.steps import EnvironmentSpec
from generator.spec.lower import resources
from generator.spec.lower.activities import AnySpec, branches, values
from generator.spec.lower.calls import Callee, addresses, firing, goes_on
from generator.spec.lower.flow import Flow
from generator.spec.lower.offer import offer, sent, used
from generator.spec.lower.steps import data_of, environment, model, steps_of
from generator.spec.lower.triggers import KINDS, triggers
from generator.spec.scalars import typed


def lower(project: ProjectSpec, jobs: Mapping[str, JobSpec]) -> Project:
    """Specs without faults, as a project with its jobs."""
    targets = {name: resources.target(name, spec) for name, spec in project.environments.items()}
    services = {name: resources.linked_service(name, project) for name in project.linked_services}
    if project.aml.linked_service not in services:
        made = resources.aml_linked_service(project.aml, targets)
        services[made.name] = made
    return Project(
        project.git.environment,
        project.service.value,
        targets,
        resources.identity(project.aml.identity),
        services,
        {name: resources.dataset(name, spec) for name, spec in project.datasets.items()},
        {name: resources.credential(name, spec) for name, spec in project.credentials.items()},
        {name: _Job(spec, project, targets).job() for name, spec in jobs.items()},
        resources.deployment(project.deployment) if project.deployment else None,
    )


class _Job:
    """Lowers one job."""

    def __init__(self, spec: JobSpec, project: ProjectSpec, targets: Mapping[str, Target]) -> None:
        self.spec = spec
        self.project = project
        self.git = targets[project.git.environment]
        self.sdk: Sdk = spec.aml.sdk.value
        self.service: Service = (spec.factory.service or project.service).value
        self.parameters = {name: _parameter(name, item) for name, item in spec.parameters.items()}
        self.data = data_of(spec, project)
        self.steps = steps_of(spec, self.data)
        self.endpoint = spec.aml.endpoint or spec.name.replace("_", "-")

    def job(self) -> Job:
        pipelines = self.flow().pipelines()
        factory = FactoryPart(
            self.service,
            Reference(self.project.aml.linked_service, values(self.project.aml.parameters)),
            pipelines,
            triggers(self.spec.name, self.spec.factory.triggers),
        )
        return Job(
            self.spec.name,
            self.spec.description,
            self.sdk,
            self.callee().target,
            self.parameters,
            self.data,
            offer(self.spec.name, self.sdk, self.service, self.parameters, self.steps),
            factory,
            self.aml(),
        )

    def aml(self) -> AmlPart:
        spec, defaults = self.spec, self.project.defaults
        first = next(scorings(spec.factory.activity))
        return AmlPart(
            self.endpoint,
            spec.compute or defaults.compute or "",
            environment(spec.environment or defaults.environment or EnvironmentSpec()),
            model(spec.model),
            self.steps,
            goes_on(first),
        )

    def flow(self) -> Flow:
        callee, git, spec = self.callee(), self.project.git, self.spec
        ids = git.pipeline_ids if callee.target is Address.PIPELINE else git.endpoint_ids
        who: Identity = resources.identity(self.project.aml.identity)
        return Flow(
            spec.factory,
            spec.description,
            callee,
            self.parameters,
            addresses(callee, self.endpoint, ids.get(spec.name), self.git, who),
            {
                trigger_name(spec.name, name): firing(
                    KINDS[item.type], item.parameters, self.parameters
                )
                for name, item in spec.factory.triggers.items()
            },
        )

    def callee(self) -> Callee:
        names = used(self.steps, self.sdk, self.service)
        return Callee(
            self.spec.name,
            self.sdk,
            address(self.sdk, self.service, self.spec.aml.target),
            tuple(name for name in self.parameters if name in names),
            sent(self.steps, self.sdk, self.service),
        )


def address(sdk: Sdk, service: str, target: AmlTarget | None) -> Address:
    """What the job's calls are addressed to. Synapse knows no pipeline endpoints."""
    if sdk == "v2":
        return Address.BATCH_ENDPOINT
    if target is not None:
        return Address(target.value)
    return Address.PIPELINE if service == "synapse" else Address.PIPELINE_ENDPOINT


def scorings(spec: AnySpec) -> Iterator[ScoreSpec]:
    """The scoring steps of an activity: itself, or those in it."""
    if isinstance(spec, ScoreSpec):
        yield spec
    for inner in branches(spec).values():
        for each in inner:
            yield from scorings(each)


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
