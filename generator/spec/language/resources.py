"""What jobs share in the factory: linked services, datasets, credentials, what is there already.

Source: the LinkedService and Dataset classes of azure-mgmt-datafactory.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from generator.contract.values import Value
from generator.spec.forms import Data, Name, Sentence, Text
from generator.spec.language.keys import Annotation, Property
from generator.spec.record import Record, key

IntegrationRuntimeName = Annotated[
    str,
    Text("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", "an integration runtime's name", 63, 3),
]
ResourceName = Annotated[
    str,
    Text(
        r"^[A-Za-z0-9_][^<>*#.%&:\\+?/{}@\[\]\n]*$",
        "the name of a resource of the factory: a letter, a digit or _ first, "
        "none of < > * # . % & : \\ + ? / { } @ [ ]",
        140,
    ),
]
ParameterName = Annotated[
    str, Text("^[A-Za-z_][A-Za-z0-9_]*$", "a parameter's name: letters, digits and _", 100)
]
"""Of a resource that may have been made by others, who name as they like."""


class ResourceParameterType(StrEnum):
    """The types of the parameters of datasets and linked services."""

    STRING = "string"
    INTEGER = "int"
    FLOAT = "float"
    BOOLEAN = "bool"


class ResourceParameterSpec(Record):
    """A parameter of a dataset or of a linked service."""

    type: ResourceParameterType = key("The parameter's type.", factory="type")
    default: Value | None = key(
        "What it is where nothing is given.", factory="defaultValue", default=None
    )


class LinkedServiceSpec(Record):
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


class DatasetSpec(Record):
    """A dataset of the factory."""

    type: str = key("The dataset's type, as Data Factory names it.", factory="the document's type")
    linked_service: ResourceName = key("Where the data are.", factory="linkedServiceName")
    properties: Mapping[Property, Data] = key(
        "The dataset's typeProperties, as Data Factory has them.",
        factory="typeProperties",
        default_factory=dict,
    )
    linked_service_parameters: Mapping[ParameterName, Value] = key(
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


class CredentialSpec(Record):
    """A user-assigned managed identity of the factory; each environment has its resource id."""

    description: Sentence = key("What it is for.", factory="description", default="")


class ExistingSpec(Record):
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
