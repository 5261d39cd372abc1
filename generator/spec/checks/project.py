"""What jobs share: the project file against itself, and a job against the project."""

from collections.abc import Iterator

from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.spec.checks.broken import Broken
from generator.spec.checks.context import Context, advice
from generator.spec.checks.environment import check_environment
from generator.spec.language import ProjectSpec


def check_project(project: ProjectSpec, broken: Broken, jobs: set[str]) -> Iterator[Finding]:
    """Check a project file; `jobs` are the names of all specs beside it, readable or not."""
    environments = broken.names(project.environments, "environments")
    name = project.git.environment
    if not broken.hides("git") and name not in environments:
        message, hint = f"there is no environment {name!r}", advice(name, environments, "declared")
        yield Finding(Code.UNKNOWN_ENVIRONMENT, ("git", "environment"), message, hint)
    for job in project.git.endpoint_ids.keys() - jobs:
        message, hint = f"there is no job {job!r}", advice(job, jobs, "jobs")
        yield Finding(Code.UNKNOWN_PIPELINE, ("git", "endpoint_ids", job), message, hint, "key")
    name = project.aml.linked_service
    if not broken.hides("aml", "linked_service") and name in project.linked_services:
        message = f"{name!r} is the linked service of Azure ML, which Scorewright makes itself"
        hint = "drop it, or give the other a name under `aml`"
        yield Finding(Code.NAME_CLASH, ("linked_services", name), message, hint, "key")
    if project.defaults.environment is not None:
        yield from check_environment(project.defaults.environment, ("defaults", "environment"))
    yield from _varying(project, broken)


def _varying(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """A property has values of the environments, or one of all."""
    services = broken.names(project.linked_services, "linked_services")
    for environment, target in project.environments.items():
        for service, properties in target.linked_services.items():
            path: Path = ("environments", environment, "linked_services", service)
            if service not in services:
                message = f"the project has no linked service {service!r}"
                hint = advice(service, services, "declared")
                yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint, "key")
            for name in properties:
                yield from _one_way(project, service, name, (*path, name))


def _one_way(project: ProjectSpec, service: str, name: str, path: Path) -> Iterator[Finding]:
    declared = project.linked_services.get(service)
    if declared and name in declared.properties:
        message = f"{name!r} of {service!r} has a value for all environments too"
        related = (("for all", ("linked_services", service, "properties", name)),)
        yield Finding(Code.PER_ENVIRONMENT, path, message, "drop one of them", "key", None, related)


def whole_services(project: ProjectSpec, broken: Broken) -> Iterator[str]:
    """The linked services of which everything could be read, in every environment."""
    misspelt = _misspelt(project)
    for service in project.linked_services:
        unread = broken.touches("linked_services", service) or _unread(broken, project, service)
        if not unread and service not in misspelt:
            yield service


def _unread(broken: Broken, project: ProjectSpec, service: str) -> bool:
    """Whether some environment's values of a linked service could not be read."""
    environments = broken.names(project.environments, "environments")
    places = [("environments", each, "linked_services") for each in environments]
    return environments.all_lost or any(
        service in broken.names((), *place) or broken.touches(*place, service) for place in places
    )


def _misspelt(project: ProjectSpec) -> set[str]:
    """The linked services that an environment means by a name that is not declared."""
    known = project.linked_services
    named = {name for target in project.environments.values() for name in target.linked_services}
    return {nearest(name, known) for name in named - known.keys()}


def check_job(context: Context) -> Iterator[Finding]:
    """Check what a job takes from its project."""
    known = context.shared("linked_services")
    for found in context.activities():
        name = getattr(found.spec, "linked_service", None)
        if name and name not in known:
            path = (*found.path, "linked_service")
            message = f"the project has no linked service {name!r}"
            hint = advice(name, known, "declared")
            yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint)
