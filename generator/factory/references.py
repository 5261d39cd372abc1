"""References: objects {referenceName, type} by which data name other resources.

Source: the ...Reference types of azure-mgmt-datafactory and azure-synapse-artifacts.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.pipelines import Activity, FactoryData
from generator.contract.pipelines import Reference as Named
from generator.contract.resources import Dataset, LinkedService
from generator.diagnostics import Path
from generator.factory.types.data import opened, word

LINKED_SERVICE = "LinkedServiceReference"
DATASET = "DatasetReference"
PIPELINE = "PipelineReference"
CREDENTIAL = "CredentialReference"
RUNTIME = "IntegrationRuntimeReference"
SQL_POOL = "SqlPoolReference"


class Referable(Struct, frozen=True):
    """A kind of resource: its word, its section of the project file, what to do if it lacks."""

    word: str
    section: str
    remedy: str


_DECLARE = "declare it in the project file, or name it under `existing` there"


def _only_existing(section: str) -> str:
    return f"name it under `existing: {section}` in the project file, if it is there"


KINDS: Mapping[str, Referable] = {
    LINKED_SERVICE: Referable("linked service", "linked_services", _DECLARE),
    DATASET: Referable("dataset", "datasets", _DECLARE),
    PIPELINE: Referable(
        "pipeline",
        "pipelines",
        "write a job of that name for this service, or name it under the project's `existing`",
    ),
    "TriggerReference": Referable(
        "trigger",
        "triggers",
        "declare it in a job of this service, or name it under `existing` in the project file",
    ),
    CREDENTIAL: Referable("credential", "credentials", "declare it in the project file"),
    RUNTIME: Referable(
        "integration runtime", "integration_runtimes", _only_existing("integration_runtimes")
    ),
    "DataFlowReference": Referable("data flow", "data_flows", _only_existing("data_flows")),
    "NotebookReference": Referable("notebook", "notebooks", _only_existing("notebooks")),
    "SparkJobDefinitionReference": Referable(
        "Spark job definition", "spark_jobs", _only_existing("spark_jobs")
    ),
    "BigDataPoolReference": Referable("Spark pool", "spark_pools", _only_existing("spark_pools")),
    SQL_POOL: Referable("SQL pool", "sql_pools", _only_existing("sql_pools")),
}
"""What can be referred to, by the type of the reference."""


class Reference(Struct, frozen=True):
    """One reference. `name_at` leads to the name, `values_at` to the values of parameters."""

    type: str
    name: str
    name_at: Path
    values_at: Path
    parameters: Mapping[str, FactoryData] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What it refers to."""
        return self.type, self.name


def references(data: FactoryData, at: Path = ()) -> Iterator[Reference]:
    """The references anywhere in data whose names are known before a run."""
    inside = opened(data)
    if isinstance(inside, Mapping):
        kind, name = word(inside.get("type")), word(inside.get("referenceName"))
        if kind is not None and kind in KINDS and name is not None:
            given = opened(inside.get("parameters", {}))
            values = given if isinstance(given, Mapping) else None
            yield Reference(kind, name, (*at, "referenceName"), (*at, "parameters"), values)
        for key, value in inside.items():
            yield from references(value, (*at, key))
    elif isinstance(inside, list):
        for i, value in enumerate(inside):
            yield from references(value, (*at, i))


def of_activity(activity: Activity) -> Iterator[Reference]:
    """The references of an activity, but for those of the activities in it."""
    if activity.linked_service is not None:
        at = activity.at
        yield _by_keys(LINKED_SERVICE, activity.linked_service, at, "linked_service")
    if activity.sql_pool is not None:
        there = (*activity.at, "sql_pool")
        yield Reference(SQL_POOL, activity.sql_pool, there, there)
    for key in ("inputs", "outputs"):
        named: tuple[Named, ...] = getattr(activity, key)
        for i, each in enumerate(named):
            at = (*activity.at, key, i)
            yield Reference(
                DATASET, each.name, (*at, "dataset"), (*at, "parameters"), each.parameters
            )
    yield from references(activity.properties, (*activity.at, "properties"))


def of_linked_service(service: LinkedService) -> Iterator[Reference]:
    """The references of a linked service, in all environments."""
    at: Path = ("linked_services", service.name)
    if service.connect_via is not None:
        there = (*at, "connect_via")
        yield Reference(RUNTIME, service.connect_via, there, there)
    for path, properties in homes(service):
        yield from references(properties, path)


def homes(service: LinkedService) -> Iterator[tuple[Path, Mapping[str, FactoryData]]]:
    """The places of the project file that hold properties of a linked service, with those."""
    yield ("linked_services", service.name, "properties"), service.properties
    environments = dict.fromkeys(each for values in service.varying.values() for each in values)
    for environment in environments:
        own = {n: by[environment] for n, by in service.varying.items() if environment in by}
        yield ("environments", environment, "linked_services", service.name), own


def of_dataset(dataset: Dataset) -> Iterator[Reference]:
    """The references of a dataset."""
    at: Path = ("datasets", dataset.name)
    yield _by_keys(LINKED_SERVICE, dataset.linked_service, at, "linked_service")
    yield from references(dataset.properties, (*at, "properties"))


def _by_keys(kind: str, named: Named, at: Path, key: str) -> Reference:
    """A reference that the language has keys for: the name under one, the values beside it."""
    values = (*at, f"{key}_parameters")
    return Reference(kind, named.name, (*at, key), values, named.parameters)
