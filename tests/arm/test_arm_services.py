"""Each service gets what its own jobs need, and what no job needs stands at home."""

from collections.abc import Mapping

import pytest

from generator.diagnostics import Code
from generator.factory.arm import check_parameters, check_template
from generator.factory.build import FactoryBuilder
from generator.factory.documents import Document
from generator.factory.reach import by_service, reach
from generator.render import templates_folder
from generator.spec.load import load
from tests.support import cases, projects
from tests.support.derived import documents

L, D, C = "LinkedServiceReference", "DatasetReference", "CredentialReference"
NEEDED: Mapping[tuple[str, str], set[tuple[str, str]]] = {
    (D, "orders"): {(L, "warehouse")},
    (L, "warehouse"): {(L, "vault"), (C, "loader")},
    (L, "vault"): set(),
    (L, "loop"): {(L, "loop")},
}


def test_what_is_reached_is_reached_through_others_too() -> None:
    assert reach([(D, "orders")], NEEDED) == {
        (D, "orders"),
        (L, "warehouse"),
        (L, "vault"),
        (C, "loader"),
    }
    assert reach([(L, "loop"), (L, "elsewhere")], NEEDED) == {(L, "loop"), (L, "elsewhere")}


def test_what_nobody_needs_stands_at_home() -> None:
    shared = {(L, "loop"), (L, "vault")}
    both = by_service({"synapse": [(L, "vault")], "data_factory": []}, shared, NEEDED, "synapse")
    assert both == {"synapse": {(L, "vault"), (L, "loop")}, "data_factory": set()}
    other = by_service({"synapse": [(L, "vault")]}, shared, NEEDED, "data_factory")
    assert other == {"synapse": {(L, "vault"), (L, "loop")}}
    none = by_service({}, shared, NEEDED, "data_factory")
    assert none == {"data_factory": {(L, "vault"), (L, "loop")}}


@pytest.mark.parametrize(
    ("case", "service", "expected"),
    [
        (
            "services",
            "data_factory",
            "pipeline/night_v1 linkedService/vault linkedService/warehouse linkedService/nobodys "
            "linkedService/aml",
        ),
        (
            "services",
            "synapse",
            "pipeline/lake_v1 pipeline/lake_v2 linkedService/vault linkedService/warehouse "
            "linkedService/storage linkedService/aml dataset/markers",
        ),
        ("assigned", "synapse", ""),
    ],
)
def test_a_service_has_the_documents_of_its_jobs(case: str, service: str, expected: str) -> None:
    found = [f"{each.kind}/{each.name}" for each in documents(case) if each.service == service]
    assert sorted(found) == sorted(expected.split())


def test_two_services_tell_their_parameters_apart() -> None:
    assert [*check_parameters(documents("services"))] == []


def built(specs: projects.Texts) -> tuple[Document, ...]:
    loaded = load(projects.SPECS, specs)
    assert loaded.project is not None, loaded.diagnostics
    return tuple(FactoryBuilder(templates_folder()).build(loaded.project))


def test_a_factory_with_too_many_parameters_is_told_what_to_do() -> None:
    """129 linked services with two properties each, in two environments."""
    numbers = range(129)
    services = "".join(f"  s{n}: {{type: AzureSqlDatabase}}\n" for n in numbers)
    values = "".join(f"      s{n}: {{server: s{n}, database: d}}\n" for n in numbers)
    file = projects.SPECS / "project.yaml"
    specs = dict(cases.CASES["minimal"])
    project = projects.changed(
        specs[file],
        ("      region: westeurope\n", f"      region: westeurope\n    linked_services:\n{values}"),
    )
    specs[file] = project.rstrip("\n") + f"\nlinked_services:\n{services}"
    (fault,) = check_template(built(specs))
    assert fault.code is Code.LIMIT
    assert fault.message.endswith("256 are allowed")
    assert fault.hint == (
        "let fewer properties differ between environments, share one linked service among jobs, "
        "or split the project in several factories"
    )
