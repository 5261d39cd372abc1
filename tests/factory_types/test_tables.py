"""The committed tables are what the tool extracts from the SDKs that are installed."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.factory.types import activity_types, dataset_types, linked_service_types
from generator.factory.types.notation import Named, parsed
from generator.factory.types.retired import RETIRED
from generator.factory.types.table import Service, table

SDKS = {
    "data_factory": "azure.mgmt.datafactory",
    "synapse": "azure.synapse.artifacts",
}
SERVICES: tuple[Service, ...] = get_args(Service)
every_service = pytest.mark.parametrize("service", SERVICES)


def installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


@every_service
def test_tables_are_up_to_date(service: Service) -> None:
    if not installed(SDKS[service]):
        pytest.skip(f"{SDKS[service]} is not installed: it is in the dev extra")
    from tools.factory_types.write import TARGETS, printed

    (target,) = (target for target in TARGETS if target.stem == service)
    assert printed(TARGETS[target]()) == target.read_text("utf-8"), "run `make types`"


@every_service
def test_every_name_leads_somewhere(service: Service) -> None:
    types = table(service)
    known = types.definitions.keys() | types.unions.keys() | types.enums.keys()
    assert set(names(content(service)["definitions"])) <= known
    for union in types.unions.values():
        assert set(union.members.values()) <= types.definitions.keys()
    for section in types.sections.values():
        assert set(section.values()) <= types.definitions.keys()


@every_service
def test_no_name_means_two_things(service: Service) -> None:
    types = table(service)
    count = len(types.definitions) + len(types.unions) + len(types.enums)
    assert len(types.definitions.keys() | types.unions.keys() | types.enums.keys()) == count


@every_service
def test_tables_say_where_they_come_from(service: Service) -> None:
    assert next(iter(content(service))) == "source"
    assert re.fullmatch(rf"azure-\S+ \S+ \(MIT\), {SDKS[service]}\S+", content(service)["source"])


@every_service
def test_the_types_that_everybody_uses_are_there(service: Service) -> None:
    assert activity_types(service) >= {"Copy", "ExecuteDataFlow", "HDInsightHive", "WebActivity"}
    assert linked_service_types(service) >= {"AzureBlobStorage", "AzureKeyVault", "HDInsight"}
    assert dataset_types(service) >= {"DelimitedText", "Parquet", "AzureSqlTable"}


def test_the_services_differ() -> None:
    assert "SqlPoolStoredProcedure" in activity_types("synapse") - activity_types("data_factory")
    assert "DatabricksJob" in activity_types("data_factory") - activity_types("synapse")


def test_what_is_retired_exists() -> None:
    for kind, type_ in RETIRED:
        assert type_ in table("data_factory").sections[kind]


def content(service: Service) -> dict[str, Any]:
    folder = Path(__file__).parents[2] / "generator" / "factory" / "types"
    data: dict[str, Any] = json.loads((folder / f"{service}.json").read_text("utf-8"))
    return data


def names(definitions: dict[str, dict[str, str]]) -> Iterator[str]:
    for definition in definitions.values():
        for notation in definition.values():
            form = parsed(notation.strip("[]{}!").removesuffix("!"))
            if isinstance(form, Named):
                yield form.name
