"""What can stand in a project file, told as `generator.spec.model` tells it of a spec."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from generator.spec.forms import Data, Guid, Name, Range, Sentence, Text
from generator.spec.model import Compute, EnvironmentSpec, Version, key


class Service(StrEnum):
    """What starts the job."""

    DATA_FACTORY = "data_factory"


class DatastoreType(StrEnum):
    """What kind of storage stands behind a datastore of the workspace."""

    BLOB = "blob"
    ADLS_GEN2 = "adls_gen2"


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """The Azure ML workspace of one environment."""

    subscription: Guid = key("The subscription's id.")
    resource_group: Annotated[
        str, Text(r"^[A-Za-z0-9_.()-]*[A-Za-z0-9_()-]$", "a resource group's name", 90)
    ] = key("The resource group's name.")
    workspace: Annotated[str, Text("^[A-Za-z0-9][A-Za-z0-9_-]*$", "a workspace's name", 33, 3)] = (
        key("The workspace's name.")
    )
    region: Annotated[str, Text("^[a-z][a-z0-9]*$", "a region such as westeurope", 40)] = key(
        "The workspace's region: part of a batch endpoint's address."
    )
    endpoint_suffix: (
        Annotated[str, Text("^-[a-z0-9-]*[a-z0-9]$", "a suffix such as -dev", 12)] | None
    ) = key(
        "Put behind each endpoint's name: batch endpoints of one region share their names.",
        default=None,
    )


Property = Annotated[str, Text("^[A-Za-z][A-Za-z0-9]*$", "a property's name", 100)]


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """One environment: where a factory and an AML workspace stand."""

    factory: Annotated[
        str,
        Text(
            "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
            "a factory's name: letters, digits, single dashes",
            63,
            3,
        ),
    ] = key("The factory's name.")
    aml: WorkspaceSpec = key("The AML workspace.")
    linked_services: Mapping[Name, Mapping[Property, Data]] = key(
        "The properties of linked services that differ between environments.", default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class GitSpec:
    """The environment that the factory's Git repository belongs to."""

    environment: Name = key("The environment whose values stand in the Git documents.")
    endpoint_ids: Mapping[Name, Guid] = key(
        "v1: the pipeline endpoints' ids there, by job.", default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class LinkedServiceSpec:
    """A linked service of the factory."""

    type: str = key("The linked service's type, as Data Factory names it.")
    properties: Mapping[Property, Data] = key(
        "The properties that are the same in every environment.", default_factory=dict
    )
    description: Sentence = key("What the linked service is for.", default="")


@dataclass(frozen=True, slots=True)
class DatastoreSpec:
    """A datastore of the AML workspaces."""

    type: DatastoreType = key("The kind of storage behind it.")


@dataclass(frozen=True, slots=True)
class AmlLinkSpec:
    """How the factory reaches Azure ML."""

    linked_service: Name = key("The name of the AML linked service.", default="aml")
    description: Sentence = key("What the linked service is for.", default="")


@dataclass(frozen=True, slots=True)
class DefaultsSpec:
    """What jobs have that do not say otherwise."""

    compute: Compute | None = key("The compute cluster.", default=None)
    environment: EnvironmentSpec | None = key("What is installed there.", default=None)


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """What the jobs of one folder share."""

    version: Version = key("The version of the language.")
    service: Service = key("What starts the jobs.")
    git: GitSpec = key("The environment that the factory's Git repository belongs to.")
    environments: Annotated[Mapping[Name, TargetSpec], Range(1, 20)] = key(
        "The environments, such as dev, test and prod."
    )
    datastores: Mapping[Name, DatastoreSpec] = key(
        "The datastores of the AML workspaces.", default_factory=dict
    )
    linked_services: Mapping[Name, LinkedServiceSpec] = key(
        "The linked services that jobs use.", default_factory=dict
    )
    aml: AmlLinkSpec = key("How the factory reaches Azure ML.", default=AmlLinkSpec())
    defaults: DefaultsSpec = key(
        "What jobs have that do not say otherwise.", default=DefaultsSpec()
    )
