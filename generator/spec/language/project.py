"""A project file: what the jobs of one folder share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from generator.contract.values import Value
from generator.spec.forms import Data, Guid, Name, Range, Sentence, Text
from generator.spec.language.keys import (
    Annotation,
    Compute,
    Property,
    ResourceId,
    Service,
    Version,
    key,
)
from generator.spec.language.steps import EnvironmentSpec

IntegrationRuntimeName = Annotated[
    str,
    Text("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "an integration runtime's name", 63, 3),
]
ResourceName = Annotated[
    str,
    Text(r"^[A-Za-z0-9_][^<>*#.%&:\\+?/{}@\[\]\n]*$", "the name of a resource of the factory", 140),
]
SecretName = Annotated[str, Text("^[A-Za-z0-9-]+$", "a secret's name in a Key Vault", 127)]
Anything = Annotated[str, Text("^[^\n]*$", "a line of text", 200)]


class DatastoreType(StrEnum):
    """What kind of storage stands behind a datastore of the workspace."""

    BLOB = "blob"
    ADLS_GEN2 = "adls_gen2"


class ResourceParameterType(StrEnum):
    """The types of the parameters of datasets and linked services."""

    STRING = "string"
    INTEGER = "int"
    FLOAT = "float"
    BOOLEAN = "bool"


@dataclass(frozen=True, slots=True)
class PrincipalSpec:
    """The service principal by which the factory reaches Azure ML in one environment."""

    id: Guid = key(
        "The principal's application id.",
        factory="servicePrincipalId of the AML linked service; username of Web activities (v2)",
    )
    tenant: Guid = key(
        "Its tenant's id.",
        factory="tenant of the AML linked service; userTenant of Web activities (v2)",
    )


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """The Azure ML workspace of one environment."""

    subscription: Guid = key(
        "The subscription's id.",
        factory="subscriptionId of the AML linked service",
        aml="the workspace that is published to",
    )
    resource_group: Annotated[
        str, Text(r"^[A-Za-z0-9_.()-]*[A-Za-z0-9_()-]$", "a resource group's name", 90)
    ] = key(
        "The resource group's name.",
        factory="resourceGroupName of the AML linked service",
        aml="the workspace that is published to",
    )
    workspace: Annotated[str, Text("^[A-Za-z0-9][A-Za-z0-9_-]*$", "a workspace's name", 33, 3)] = (
        key(
            "The workspace's name.",
            factory="mlWorkspaceName of the AML linked service",
            aml="the workspace that is published to",
        )
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


@dataclass(frozen=True, slots=True)
class TargetSpec:
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


@dataclass(frozen=True, slots=True)
class GitSpec:
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


@dataclass(frozen=True, slots=True)
class ResourceParameterSpec:
    """A parameter of a dataset or of a linked service."""

    type: ResourceParameterType = key("The parameter's type.", factory="type")
    default: Value | None = key(
        "What it is where nothing is given.", factory="defaultValue", default=None
    )


@dataclass(frozen=True, slots=True)
class LinkedServiceSpec:
    """A linked service of the factory."""

    type: str = key(
        "The linked service's type, as Data Factory names it.", factory="the document's type"
    )
    properties: Mapping[Property, Data] = key(
        "The properties that are the same in every environment.",
        factory="typeProperties",
        default_factory=dict,
    )
    description: Sentence = key(
        "What the linked service is for.", factory="description", default=""
    )
    parameters: Mapping[Name, ResourceParameterSpec] = key(
        "Its own parameters, which its properties read as @linkedService().name.",
        factory="parameters",
        default_factory=dict,
    )
    connect_via: IntegrationRuntimeName | None = key(
        "The integration runtime that it is reached through.", factory="connectVia", default=None
    )
    annotations: tuple[Annotation, ...] = key(
        "Tags in the Studio.", factory="annotations", default=()
    )


@dataclass(frozen=True, slots=True)
class DatasetSpec:
    """A dataset of the factory."""

    type: str = key("The dataset's type, as Data Factory names it.", factory="the document's type")
    linked_service: Name = key("Where the data are.", factory="linkedServiceName")
    properties: Mapping[Property, Data] = key(
        "The dataset's typeProperties, as Data Factory has them.",
        factory="typeProperties",
        default_factory=dict,
    )
    linked_service_parameters: Mapping[Name, Value] = key(
        "Values of the linked service's own parameters.",
        factory="linkedServiceName.parameters",
        default_factory=dict,
    )
    description: Sentence = key("What the data are.", factory="description", default="")
    parameters: Mapping[Name, ResourceParameterSpec] = key(
        "Its own parameters, which its properties read as @dataset().name.",
        factory="parameters",
        default_factory=dict,
    )
    folder: Annotated[str, Text("^[^/\n][^\n]*$", "a folder in the Studio", 200)] | None = key(
        "The folder that the Studio shows it in.", factory="folder", default=None
    )
    annotations: tuple[Annotation, ...] = key(
        "Tags in the Studio.", factory="annotations", default=()
    )


@dataclass(frozen=True, slots=True)
class CredentialSpec:
    """A user-assigned managed identity of the factory; each environment has its resource id."""

    description: Sentence = key("What it is for.", factory="description", default="")


@dataclass(frozen=True, slots=True)
class DatastoreSpec:
    """A datastore of the AML workspaces."""

    type: DatastoreType = key(
        "The kind of storage behind it.",
        aml="publishing refuses a workspace where it is of another kind",
    )


@dataclass(frozen=True, slots=True)
class ExistingSpec:
    """What is in the factory already, and nothing here makes: names that may be referred to."""

    data_flows: tuple[ResourceName, ...] = key(
        "Data flows.", factory="nothing: they are there", default=()
    )
    integration_runtimes: tuple[IntegrationRuntimeName, ...] = key(
        "Integration runtimes.", factory="nothing: they are there", default=()
    )
    pipelines: tuple[ResourceName, ...] = key(
        "Pipelines.", factory="nothing: they are there", default=()
    )
    datasets: tuple[ResourceName, ...] = key(
        "Datasets.", factory="nothing: they are there", default=()
    )
    linked_services: tuple[ResourceName, ...] = key(
        "Linked services.", factory="nothing: they are there", default=()
    )
    triggers: tuple[ResourceName, ...] = key(
        "Tumbling window triggers that others wait for.",
        factory="nothing: they are there",
        default=(),
    )
    notebooks: tuple[ResourceName, ...] = key(
        "Notebooks of the Synapse workspace.", factory="nothing: they are there", default=()
    )
    spark_jobs: tuple[ResourceName, ...] = key(
        "Spark job definitions of the Synapse workspace.",
        factory="nothing: they are there",
        default=(),
    )
    spark_pools: tuple[ResourceName, ...] = key(
        "Spark pools of the Synapse workspace.", factory="nothing: they are there", default=()
    )
    sql_pools: tuple[ResourceName, ...] = key(
        "SQL pools of the Synapse workspace.", factory="nothing: they are there", default=()
    )


@dataclass(frozen=True, slots=True)
class SystemAssignedSpec:
    """The managed identity that the factory itself has."""

    type: Literal["system_assigned"] = key(
        "system_assigned: the factory's own managed identity.", factory="authentication: MSI"
    )


@dataclass(frozen=True, slots=True)
class UserAssignedSpec:
    """A managed identity that stands on its own."""

    type: Literal["user_assigned"] = key(
        "user_assigned: a managed identity that stands on its own.",
        factory="authentication: MSI, and the credential",
    )
    credential: Name = key("A credential of the project file.", factory="credential")


@dataclass(frozen=True, slots=True)
class ServicePrincipalSpec:
    """A service principal, whose key is in a Key Vault."""

    type: Literal["service_principal"] = key(
        "service_principal: its ids stand under each environment's `aml`.",
        factory="servicePrincipalId, tenant, servicePrincipalKey",
    )
    store: Name = key(
        "The linked service of the Key Vault that holds the key.",
        factory="servicePrincipalKey.store",
    )
    secret: SecretName = key("The secret's name.", factory="servicePrincipalKey.secretName")


IdentitySpec = SystemAssignedSpec | UserAssignedSpec | ServicePrincipalSpec


@dataclass(frozen=True, slots=True)
class AmlLinkSpec:
    """How the factory reaches Azure ML."""

    linked_service: Name = key(
        "The name of the AML linked service, which is made of the rest of these keys; or of one "
        "under `linked_services`, of type AzureMLService, which then is taken as it is.",
        factory="the linked service's name",
        default="aml",
    )
    description: Sentence = key(
        "What the linked service is for.", factory="description", default=""
    )
    identity: IdentitySpec | None = key(
        "What the factory is for Azure ML; without it its own managed identity.",
        factory="the linked service's authentication; that of Web activities (v2)",
        default=None,
    )
    connect_via: IntegrationRuntimeName | None = key(
        "The integration runtime that Azure ML is reached through.",
        factory="connectVia",
        default=None,
    )
    parameters: Mapping[Name, Value] = key(
        "Values of the parameters of a linked service under `linked_services`.",
        factory="linkedServiceName.parameters",
        default_factory=dict,
    )


@dataclass(frozen=True, slots=True)
class DefaultsSpec:
    """What jobs have that do not say otherwise."""

    compute: Compute | None = key(
        "The compute cluster.", aml="compute_target (v1) or default_compute (v2)", default=None
    )
    environment: EnvironmentSpec | None = key("What is installed there.", default=None)


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    """What the jobs of one folder share."""

    version: Version = key("The version of the language.")
    service: Service = key(
        "What starts the jobs that do not say otherwise.",
        factory="the folder of the documents, and the kind of ARM template",
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
    silence: Mapping[
        Annotated[str, Text("^SW[0-9]{3}$", "a diagnostic's code such as SW402", 5)], Anything
    ] = key(
        "Warnings of this file that are not to be told, by their code, each with the reason.",
        default_factory=dict,
    )
