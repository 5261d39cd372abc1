"""What CI runs for one environment: a composite action of GitHub, or stages of Azure DevOps."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.contract.job import Project
from generator.contract.model import Sdk
from generator.contract.resources import Ci
from generator.expression import Service

FILES: Mapping[Ci, str] = {"github": "action.yml", "azure_devops": "stages.yml"}
"""The file that each kind of CI reads, of which the template has the name too."""
_ONE_LOGIN = 10
"""Jobs that one login of GitHub publishes: its token is good for an hour."""


class Publishing(Struct, frozen=True):
    """A job as CI publishes it. Before some, GitHub logs in (Azure DevOps does so before each)."""

    name: str
    sdk: Sdk
    logs_in: bool


def given(
    project: Project, services: Sequence[Service], by_template: Collection[Service]
) -> dict[str, object]:
    """What the templates of CI are given.

    Args:
        project: a project.
        services: those that have jobs.
        by_template: those that an ARM template deploys; the others' own scripts do.
    """
    return {
        "targets": list(project.targets.values()),
        "jobs": list(_publishing(project)),
        "publishes_v1": any(job.sdk == "v1" for job in project.jobs.values()),
        "by_template": list(by_template),
        "by_script": [each for each in services if each not in by_template],
    }


def _publishing(project: Project) -> Iterator[Publishing]:
    for number, (name, job) in enumerate(sorted(project.jobs.items())):
        yield Publishing(name, job.sdk, logs_in=number % _ONE_LOGIN == 0)
