"""The files of `output/deploy/`, which bring to Azure what was generated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.contract.job import Project
from generator.contract.names import GENERATED
from generator.contract.resources import DeployBy, Deployment
from generator.deploy import ci
from generator.deploy.requirements import requirements, requirements_v1
from generator.expression import Service
from generator.factory.arm.names import CONVENTIONS
from generator.render import Docstring, Templates, print_json

Given = dict[str, object]
_ABOUT = """Bring the documents of all jobs into {what}.

    python {name} deploy --environment dev
        creates what is new, updates what differs, and starts the triggers
    python {name} stop-triggers --environment dev
        stops the triggers that run and are to change
    python {name} start-triggers --environment dev
        starts the triggers that do not run

{by}

Each can be run again, and shows with --dry-run what it would do. What is deployed
stands in ../arm: the template, the environment's parameters, and its published ids.
"""
_WHAT: Mapping[Service, str] = {
    "data_factory": "a data factory",
    "synapse": "a Synapse workspace",
}
_BY: Mapping[DeployBy, str] = {
    "arm": "CI runs the second and the third, and deploys the template in between.",
    "sdk": "CI runs the first.",
}
_HEADER = f"{GENERATED} from specs/project.yaml"


class File(Struct, frozen=True):
    """One file of the folder."""

    name: str
    text: str


class DeployBuilder:
    """Builds the folder from the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        self._templates = Templates(templates, lambda value: value)

    def build(self, project: Project) -> Iterator[File]:
        """The files of a project that has a `deployment`; of others, none."""
        if project.deployment is None:
            return
        services = services_of(project)
        given: Given = {
            "deployment": project.deployment,
            "targets": list(project.targets.values()),
            "services": list(services),
        }
        for service in services:
            yield File(f"{service}.py", self._script(service, project.deployment, given))
        by_arm = by_template(project.deployment, services)
        if by_arm:
            yield File("arm.py", self._templates.python("deploy/arm.py.j2"))
        sdks = {job.sdk for job in project.jobs.values()}
        yield File("requirements.txt", requirements(_HEADER, services, sdks))
        if "v1" in sdks:
            yield File("requirements-v1.txt", requirements_v1(_HEADER))
        if (kind := project.deployment.ci) is not None:
            name, for_ci = ci.FILES[kind], ci.given(project, services, by_arm)
            yield File(name, self._templates.yaml(f"deploy/{kind}/{name}.j2", **for_ci))
        if kind == "github":
            yield File("environments.json", print_json(list(project.targets)))

    def _script(self, service: Service, deployment: Deployment, given: Given) -> str:
        names = CONVENTIONS[service]
        by = _BY[deployment.by if names.deployable else "sdk"]
        about = _ABOUT.format(what=_WHAT[service], name=f"{service}.py", by=by)
        template = f"deploy/{service}.py.j2"
        return self._templates.python(template, names=names, about=Docstring(about), **given)


def by_template(deployment: Deployment, services: Iterable[Service]) -> Sequence[Service]:
    """The services that Azure Resource Manager deploys; the others' own scripts do."""
    by_arm = deployment.by == "arm"
    return [service for service in services if by_arm and CONVENTIONS[service].deployable]


def services_of(project: Project) -> tuple[Service, ...]:
    """The services that have jobs, in the order in which all else tells of them."""
    used = {job.factory.service for job in project.jobs.values()}
    return tuple(service for service in CONVENTIONS if service in used)
