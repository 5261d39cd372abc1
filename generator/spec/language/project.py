"""A project file: what the jobs of one folder share."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from generator.spec.forms import Data, Guid, Name, Range, Text
from generator.spec.language.aml_link import AmlLinkSpec
from generator.spec.language.keys import (
    Compute,
    Property,
    ResourceId,
    Service,
    Version,
)
from generator.spec.language.resources import (
    CredentialSpec,
    DatasetSpec,
    ExistingSpec,
    LinkedServiceSpec,
)
from generator.spec.language.steps import EnvironmentSpec
from generator.spec.record import Record, key

Anything = Annotated[str, Text("^[^\n]*$", "a line of text", 200)]
ResourceGroup = Annotated[
    str,
    Text(
        r"^[A-Za-z0-9_.()-]*[A-Za-z0-9_()-]$",
        "a resource group's name: letters, digits, _ . - ( )",
        90,
    ),
]
WorkspaceName = Annotated[
    str,
    Text("^[A-Za-z0-9][A-Za-z0-9_-]*$", "a workspace's name: letters, digits, - and _", 33, 3),
]
Address = Annotated[str, Text(r"^\S(.*\S)?$", "a path, or an address that fsspec knows", 500)]
Stored = Annotated[
    str,
    Text(
        r"^([a-z][a-z0-9_]*|[a-z][a-z0-9+.-]*://\S+)$",
        "a datastore's name, or the beginning of a URI",
        500,
    ),
]
RegisteredModel = Annotated[
    str, Text("^[A-Za-z0-9][A-Za-z0-9_.-]*:[0-9]+$", "a model's name:version", 300)
]


class DatastoreType(StrEnum):
    """What kind of storage stands behind a datastore of the workspace."""

    BLOB = "blob"
    ADLS_GEN2 = "adls_gen2"


class PrincipalSpec(Record):
    """The service principal by which the factory reaches Azure ML in one environment."""

    id: Guid = key(
        "The principal's application id.",
        factory="servicePrincipalId of the AML linked service; username of Web activities (v2)",
    )
    tenant: Guid = key(
        "Its tenant's id.",
        factory="tenant of the AML linked service; userTenant of Web activities (v2)",
    )


class WorkspaceSpec(Record):
    """The Azure ML workspace of one environment."""

    subscription: Guid = key(
        "The subscription's id.",
        factory="subscriptionId of the AML linked service",
        aml="the workspace that is published to",
    )
    resource_group: ResourceGroup = key(
        "The resource group's name.",
        factory="resourceGroupName of the AML linked service",
        aml="the workspace that is published to",
    )
    workspace: WorkspaceName = key(
        "The workspace's name.",
        factory="mlWorkspaceName of the AML linked service",
        aml="the workspace that is published to",
    )
    region: Annotated[str, Text("^[a-z][a-z0-9]*$", "a region such as westeurope", 40)] = key(
        "The workspace's region.", factory="part of a batch endpoint's address (v2)"
    )
    endpoint_suffix: (
        Annotated[str, Text("^-[a-z0-9-]*[a-z0-9]$", "a suffix such as -dev", 12)] | None
    ) = key(
        "Put behind each endpoint's name: batch endpoints of one region share their names.",
        factory="part of a batch endpoint's address (v2)",
        aml="the end of the endpoint's name",
        default=None,
    )
    service_principal: PrincipalSpec | None = key(
        "The service principal, where `aml.identity` is one.", default=None
    )


class TargetSpec(Record):
    """One environment: where the factory, or the Synapse workspace, and Azure ML stand."""

    aml: WorkspaceSpec = key("The AML workspace.")
    factory: (
        Annotated[
            str,
            Text(
                "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
                "a factory's name: letters, digits, single dashes",
                63,
                3,
            ),
        ]
        | None
    ) = key("The data factory's name.", factory="the parameter factoryName", default=None)
    synapse: (
        Annotated[
            str,
            Text(
                "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
                "a Synapse workspace's name: small letters, digits, dashes",
                50,
            ),
        ]
        | None
    ) = key("The Synapse workspace's name.", factory="the parameter workspaceName", default=None)
    subscription: Guid | None = key(
        "The factory's subscription, if it is not that of Azure ML.",
        factory="where `deployment` deploys to",
        default=None,
    )
    resource_group: ResourceGroup | None = key(
        "The factory's resource group, if it is not that of Azure ML.",
        factory="where `deployment` deploys to",
        default=None,
    )
    start_triggers: bool = key(
        "Whether deployment starts the triggers; if not, those that it has to change stay stopped.",
        factory="what the scripts in `output/deploy/` start",
        default=True,
    )
    linked_services: Mapping[Name, Mapping[Property, Data]] = key(
        "The properties of linked services that differ between environments.",
        factory="parameters of the ARM template",
        default_factory=dict,
    )
    credentials: Mapping[Name, ResourceId] = key(
        "The user-assigned managed identities behind the credentials.",
        factory="resourceId of the credential, a parameter of the ARM template",
        default_factory=dict,
    )
    sources: Mapping[Name, ResourceId] = key(
        "The storage accounts and topics whose events start jobs.",
        factory="scope of the triggers, a parameter of the ARM template",
        default_factory=dict,
    )


class GitSpec(Record):
    """The environment that the factory's Git repository belongs to."""

    environment: Name = key(
        "The environment whose values stand in the Git documents.",
        factory="the values in the Git documents",
    )
    endpoint_ids: Mapping[Name, Guid] = key(
        "v1: the pipeline endpoints' ids there, by job.",
        factory="the default of the variable aml_pipeline_endpoint_id in the Git documents",
        default_factory=dict,
    )
    pipeline_ids: Mapping[Name, Guid] = key(
        "v1: the published pipelines' ids there, by job.",
        factory="the default of the variable aml_pipeline_id in the Git documents",
        default_factory=dict,
    )


class DatastoreSpec(Record):
    """A datastore of the AML workspaces."""

    type: DatastoreType = key(
        "The kind of storage behind it.",
        aml="publishing refuses a workspace where it is of another kind",
    )


class DefaultsSpec(Record):
    """What jobs have that do not say otherwise."""

    compute: Compute | None = key(
        "The compute cluster.", aml="compute_target (v1) or default_compute (v2)", default=None
    )
    environment: EnvironmentSpec | None = key("What is installed there.", default=None)


class LocalSpec(Record):
    """What stands here for what a run finds on Azure, for `scorewright run`.

    Folders and files are given from the folder that holds the folder of specs.
    """

    datastores: Mapping[Stored, Address] = key(
        "What stands for a datastore, or for all whose URI begins so: a folder, or an address that "
        "fsspec knows.",
        default_factory=dict,
    )
    models: Mapping[RegisteredModel, Address] = key(
        "What stands for a registered model: its file or its folder, by name:version.",
        default_factory=dict,
    )
    fixtures: Address | None = key(
        "A folder of what activities that need Azure are to give.", default=None
    )


class DeployBy(StrEnum):
    """How CI brings documents into a data factory."""

    ARM = "arm"
    SDK = "sdk"


class Ci(StrEnum):
    """Where a repository's changes are checked and deployed."""

    GITHUB = "github"
    AZURE_DEVOPS = "azure_devops"


class DeploymentSpec(Record):
    """The scripts in `output/deploy/`, which bring to Azure what was generated."""

    by: DeployBy = key(
        "How CI deploys a data factory: its ARM template, with triggers stopped before and started "
        "after, or each document by the SDK.",
        factory="the steps of CI in `output/deploy/`",
        default=DeployBy.ARM,
    )
    ci: Ci | None = key(
        "What deploys: nothing of CI is generated without it.",
        factory="the steps of CI in `output/deploy/`",
        default=None,
    )


class ProjectSpec(Record):
    """What the jobs of one folder share."""

    version: Version = key("The version of the language.")
    service: Service = key(
        "What starts the jobs that do not say otherwise.",
        factory="the folder of the documents, and the template: Data Factory's is for Azure "
        "Resource Manager, Synapse's only for the task that deploys Synapse workspaces",
    )
    git: GitSpec = key("The environment that the factory's Git repository belongs to.")
    environments: Annotated[Mapping[Name, TargetSpec], Range(1, 20)] = key(
        "The environments, such as dev, test and prod.",
        factory="a parameters file of the ARM template each",
        aml="what publishing can publish to",
    )
    datastores: Mapping[Name, DatastoreSpec] = key(
        "The datastores of the AML workspaces.", default_factory=dict
    )
    linked_services: Mapping[Name, LinkedServiceSpec] = key(
        "The linked services that jobs use.", factory="linked services", default_factory=dict
    )
    datasets: Mapping[Name, DatasetSpec] = key(
        "The datasets that activities use.", factory="datasets", default_factory=dict
    )
    credentials: Mapping[Name, CredentialSpec] = key(
        "User-assigned managed identities.", factory="credentials", default_factory=dict
    )
    existing: ExistingSpec = key(
        "What is in the factory already, and may be referred to.", default=ExistingSpec()
    )
    aml: AmlLinkSpec = key("How the factory reaches Azure ML.", default=AmlLinkSpec())
    defaults: DefaultsSpec = key(
        "What jobs have that do not say otherwise.", default=DefaultsSpec()
    )
    deployment: DeploymentSpec | None = key(
        "Scripts that bring to Azure what was generated; none are generated without it.",
        factory="`output/deploy/`, a script for each service that has jobs",
        default=None,
    )
    local: LocalSpec = key("What `scorewright run` uses here.", default=LocalSpec())
    silence: Mapping[
        Annotated[str, Text("^SW[0-9]{3}$", "a diagnostic's code such as SW402", 5)], Anything
    ] = key(
        "Warnings of this file that are not to be told, by their code, each with the reason.",
        default_factory=dict,
    )
