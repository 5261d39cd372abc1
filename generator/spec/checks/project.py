"""What jobs share: the project file against itself, and a job against the project."""

from collections.abc import Collection, Iterator, Mapping

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks import aml_link, shared
from generator.spec.checks.broken import Broken
from generator.spec.checks.context import Context, advice
from generator.spec.checks.environment import check_environment
from generator.spec.checks.expressions import pipeline_scope
from generator.spec.checks.names_of import linked_services
from generator.spec.language import ProjectSpec
from generator.spec.language.keys import Service

_TARGETS: Mapping[Service, tuple[str, str]] = {
    Service.DATA_FACTORY: ("factory", "data factory"),
    Service.SYNAPSE: ("synapse", "Synapse workspace"),
}
"""The key of an environment that names where a service's jobs run there, and what that is."""


def check_project(
    project: ProjectSpec, broken: Broken, jobs: set[str], services: Collection[Service]
) -> Iterator[Finding]:
    """Check a project file.

    Args:
        project: the project file.
        broken: what of it could not be read.
        jobs: the names of all specs beside it, readable or not.
        services: the services that the readable ones run on.
    """
    environments = broken.names(project.environments, "environments")
    name = project.git.environment
    if not broken.hides("git") and name not in environments:
        message, hint = f"there is no environment {name!r}", advice(name, environments, "declared")
        yield Finding(Code.UNKNOWN_ENVIRONMENT, ("git", "environment"), message, hint)
    for key in ("endpoint_ids", "pipeline_ids"):
        for job in getattr(project.git, key).keys() - jobs:
            message, hint = f"there is no job {job!r}", advice(job, jobs, "jobs")
            yield Finding(Code.UNKNOWN_PIPELINE, ("git", key, job), message, hint, "key")
    yield from _targets(project, broken, services)
    yield from shared.check(project, broken)
    yield from aml_link.check(project, broken)
    if project.defaults.environment is not None:
        yield from check_environment(project.defaults.environment, ("defaults", "environment"))


def _targets(
    project: ProjectSpec, broken: Broken, services: Collection[Service]
) -> Iterator[Finding]:
    """Where jobs of a service run, every environment has one."""
    for service in sorted(services):
        key, what = _TARGETS[service]
        for environment, target in project.environments.items():
            path: Path = ("environments", environment)
            if getattr(target, key) is None and not broken.touches(*path, key):
                message = f"{environment} has no {what}, and jobs of the project run in one"
                yield Finding(Code.MISSING_KEY, path, message, f"add `{key}: ...`", "key")


def check_job(context: Context) -> Iterator[Finding]:
    """Check what a job takes from its project."""
    yield from aml_link.check_job(context, pipeline_scope(context))
    known = linked_services(context.project, context.project_broken)
    for found in context.activities():
        name = getattr(found.spec, "linked_service", None)
        if name and name not in known:
            path = (*found.path, "linked_service")
            message = f"the project has no linked service {name!r}"
            hint = advice(name, known, "declared")
            yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint)
