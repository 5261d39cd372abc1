"""The names of all that a project's jobs can refer to, by the sections of the project file."""

from collections.abc import Mapping

from generator.spec.checks.broken import Broken, Names
from generator.spec.language import ProjectSpec
from generator.spec.language.resources import ExistingSpec

ALWAYS: Mapping[str, frozenset[str]] = {
    "integration_runtimes": frozenset({"AutoResolveIntegrationRuntime"}),
}
"""What every factory and every Synapse workspace has."""


def existing(project: ProjectSpec, broken: Broken, section: str) -> Names:
    """What is there already, and nothing here makes."""
    given: tuple[str, ...] = getattr(project.existing, section)
    names = frozenset(given) | ALWAYS.get(section, frozenset())
    return Names(names, all_lost=broken.touches("existing", section))


def linked_services(project: ProjectSpec, broken: Broken) -> Names:
    """Those that are declared, the one of Azure ML, and those that are there already."""
    declared = broken.names(project.linked_services, "linked_services")
    aml = Names(frozenset({project.aml.linked_service}), all_lost=broken.hides("aml"))
    return declared | aml | existing(project, broken, "linked_services")


def names_of(project: ProjectSpec, broken: Broken) -> Mapping[str, Names]:
    """All names by section. Jobs make further pipelines and triggers."""
    there = {name: existing(project, broken, name) for name in ExistingSpec.keys}
    return {
        **there,
        "linked_services": linked_services(project, broken),
        "datasets": there["datasets"] | broken.names(project.datasets, "datasets"),
        "credentials": broken.names(project.credentials, "credentials"),
    }
