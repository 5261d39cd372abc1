"""A job's factory documents: the pipeline, its triggers; and the linked services of the project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.contract.job import Follower, Job, LinkedService, Project
from generator.contract.names import (
    ENDPOINT_ID,
    ENDPOINT_URI,
    JOB_NAME,
    JOB_STATUS,
    WORKSPACE_URI,
)
from generator.factory.batch import batch
from generator.factory.documents import Document, Varying
from generator.factory.encode import inline, plain, spelled
from generator.render import Templates


@dataclass(frozen=True, slots=True)
class _Behind:
    """A follower and the activity that it waits for."""

    activity: Follower
    behind: str


class FactoryBuilder:
    """Builds documents from the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        self._templates = Templates(templates, plain, {"inline": inline})

    def build(self, project: Project) -> Iterator[Document]:
        """All documents of a project, in the order of its jobs."""
        for job in project.jobs.values():
            yield self._pipeline(job, project)
            yield from self._triggers(job)
        for service in project.linked_services.values():
            yield self._linked_service(service, project.git)

    def _pipeline(self, job: Job, project: Project) -> Document:
        (call,) = job.calls.calls.values()
        group = batch(job, call) if job.sdk == "v2" else None
        last = group.check if group else job.factory.scoring.name
        followers = []
        for follower in job.factory.followers:
            followers.append(_Behind(follower, last))
            last = follower.name
        content = self._templates.json(
            "factory/pipeline.json.j2",
            job=job,
            call=call,
            batch=group,
            followers=followers,
            variables={"job_name": JOB_NAME, "job_status": JOB_STATUS},
        )
        return Document("pipeline", job.name, content, job.name, tuple(_variables(job, project)))

    def _triggers(self, job: Job) -> Iterator[Document]:
        for schedule in job.factory.schedules:
            content = self._templates.json(
                "factory/trigger.json.j2",
                schedule=schedule,
                pipeline=job.name,
                firing=job.calls.firings[schedule.name],
            )
            yield Document("trigger", schedule.name, content, job.name)

    def _linked_service(self, service: LinkedService, git: str) -> Document:
        spelled_by = {
            name: {environment: spelled(value) for environment, value in values.items()}
            for name, values in service.varying.items()
        }
        here = {name: values[git] for name, values in spelled_by.items()}
        content = self._templates.json(
            "factory/linked_service.json.j2",
            service=service,
            properties={**here, **service.properties},
        )
        varying = tuple(
            Varying(
                ("properties", "typeProperties", name),
                f"{service.name}_properties_typeProperties_{name}",
                values,
            )
            for name, values in spelled_by.items()
        )
        return Document("linkedService", service.name, content, varying=varying)


def endpoint_id_parameter(job: str) -> str:
    """The ARM parameter for the id of a job's pipeline endpoint."""
    return _variable_parameter(job, ENDPOINT_ID)


def _variable_parameter(job: str, variable: str) -> str:
    return f"{job}_properties_variables_{variable}_defaultValue"


def _variables(job: Job, project: Project) -> Iterator[Varying]:
    """The pipeline's variables that hold an environment's ids and addresses."""
    targets = project.targets.values()
    values: dict[str, dict[str, str] | None] = {ENDPOINT_ID: None}
    if job.sdk == "v2":
        values = {
            ENDPOINT_URI: {each.name: each.endpoint_uri(job.aml.endpoint) for each in targets},
            WORKSPACE_URI: {each.name: each.workspace_uri for each in targets},
        }
    for variable, by_environment in values.items():
        path = ("properties", "variables", variable, "defaultValue")
        yield Varying(path, _variable_parameter(job.name, variable), by_environment)
