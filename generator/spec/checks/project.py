"""What jobs share: the project file against itself, and a job against the project."""

from collections.abc import Iterator

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.project_model import ProjectSpec


def check_project(project: ProjectSpec, jobs: set[str]) -> Iterator[Finding]:
    """Check a project file; `jobs` are the names of all specs beside it, readable or not."""
    if project.git.environment not in project.environments:
        name = project.git.environment
        message = f"there is no environment {name!r}"
        hint = advice(name, project.environments, "environments")
        yield Finding(Code.UNKNOWN_ENVIRONMENT, ("git", "environment"), message, hint)
    for job in project.git.endpoint_ids.keys() - jobs:
        message = f"there is no job {job!r}"
        yield Finding(
            Code.UNKNOWN_PIPELINE,
            ("git", "endpoint_ids", job),
            message,
            advice(job, jobs, "jobs"),
            "key",
        )
    if project.aml.linked_service in project.linked_services:
        message = (
            f"{project.aml.linked_service!r} is the AML linked service, which is made by itself"
        )
        path: Path = ("linked_services", project.aml.linked_service)
        yield Finding(Code.NAME_CLASH, path, message, "drop it, or rename one", "key")
    yield from _varying(project)


def _varying(project: ProjectSpec) -> Iterator[Finding]:
    """A property that differs by environment has a value in each, and none in common."""
    for environment, target in project.environments.items():
        for service, properties in target.linked_services.items():
            path: Path = ("environments", environment, "linked_services", service)
            if service not in project.linked_services:
                message = f"the project has no linked service {service!r}"
                hint = advice(service, project.linked_services, "linked services")
                yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint, "key")
                continue
            for name in properties:
                yield from _everywhere(project, service, name, (*path, name))


def _everywhere(project: ProjectSpec, service: str, name: str, path: Path) -> Iterator[Finding]:
    lacking = [
        environment
        for environment, target in project.environments.items()
        if name not in target.linked_services.get(service, {})
    ]
    if lacking:
        message = f"{name!r} of {service!r} has no value in {', '.join(lacking)}"
        yield Finding(
            Code.PER_ENVIRONMENT, path, message, "give it one in every environment", "key"
        )
    if name in project.linked_services[service].properties:
        message = (
            f"{name!r} of {service!r} has a value of its own here, and one for all environments"
        )
        related = (("for all", ("linked_services", service, "properties", name)),)
        yield Finding(Code.PER_ENVIRONMENT, path, message, "keep one", "key", related=related)


def check_job(context: Context) -> Iterator[Finding]:
    """Check what a job takes from its project."""
    spec, known = context.spec, context.shared("linked_services")
    if not (spec.compute or context.project.defaults.compute):
        hint = "name a compute cluster in `compute`, or under `defaults` of the project file"
        yield Finding(Code.MISSING_KEY, (), "the job has no compute", hint)
    for i, follower in enumerate(spec.factory.after):
        if (name := follower.linked_service) and name not in known:
            message = f"the project has no linked service {name!r}"
            hint = advice(name, known, "linked services")
            path: Path = ("factory", "after", i, "linked_service")
            yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint)
