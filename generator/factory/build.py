"""The documents of a project: each job's pipelines and triggers, and what the jobs share."""

from collections.abc import Iterator
from pathlib import Path

from generator.contract.job import Job, Project
from generator.contract.names import (
    ENDPOINT_URI,
    ID_VARIABLES,
    PRINCIPAL,
    TENANT,
    WORKSPACE_URI,
)
from generator.contract.pipelines import Pipeline
from generator.contract.values import Json
from generator.factory.activities import ActivityBuilder
from generator.factory.documents import Document, Varying
from generator.factory.encode import inline, plain
from generator.factory.shared import shared_documents
from generator.factory.triggers import trigger_documents
from generator.render import Templates

_VARIABLE_TYPES = {"string": "String", "boolean": "Boolean", "integer": "Integer", "array": "Array"}


class FactoryBuilder:
    """Builds documents from the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        filters = {"inline": inline, "variable_type": _VARIABLE_TYPES.__getitem__}
        self._templates = Templates(templates, plain, filters)

    def build(self, project: Project) -> Iterator[Document]:
        """All documents of a project, in the order of its jobs."""
        for job in project.jobs.values():
            yield from self.of_job(job, project)
        yield from self.shared(project)

    def of_job(self, job: Job, project: Project) -> Iterator[Document]:
        """The documents of one job."""
        for pipeline in job.factory.pipelines:
            yield self._pipeline(job, pipeline, project)
        yield from trigger_documents(job, project, self._templates)

    def shared(self, project: Project) -> Iterator[Document]:
        """The documents of what the jobs share."""
        return shared_documents(self._templates, project)

    def _pipeline(self, job: Job, pipeline: Pipeline, project: Project) -> Document:
        activities = ActivityBuilder(self._templates, job, pipeline, project.identity)
        content = self._templates.json(
            "factory/pipeline.json.j2", pipeline=pipeline, activities=activities.build()
        )
        varying = tuple(_variables(job, pipeline, project))
        return Document.of(
            job.factory.service, "pipeline", pipeline.name, content, job.name, varying
        )


def id_parameter(job: Job) -> str:
    """The ARM parameter for the id that publishing a v1 job gives."""
    return _variable_parameter(job.name, ID_VARIABLES[job.target])


def _variable_parameter(pipeline: str, variable: str) -> str:
    return f"{pipeline}_properties_variables_{variable}_defaultValue"


def _variables(job: Job, pipeline: Pipeline, project: Project) -> Iterator[Varying]:
    """The pipeline's variables that hold an environment's ids and addresses."""
    for variable in pipeline.calls.variables:
        values = _by_environment(job, variable, project)
        if variable in (*ID_VARIABLES.values(), WORKSPACE_URI, PRINCIPAL, TENANT):
            path = ("properties", "variables", variable, "defaultValue")
            yield Varying(path, _variable_parameter(pipeline.name, variable), values)


def _by_environment(job: Job, variable: str, project: Project) -> dict[str, Json] | None:
    """A variable's value in each environment; None where only publishing knows it."""
    found: dict[str, Json] = {}
    for name, target in project.targets.items():
        principal = target.principal
        known = {
            ENDPOINT_URI: target.endpoint_uri(job.aml.endpoint),
            WORKSPACE_URI: target.workspace_uri,
            PRINCIPAL: principal.id if principal else None,
            TENANT: principal.tenant if principal else None,
        }
        if variable in known:
            found[name] = known[variable]
    return found or None
