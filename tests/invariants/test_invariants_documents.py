"""What holds for the documents of either service, whatever the specs."""

import json
from graphlib import TopologicalSorter
from pathlib import PurePosixPath
from typing import cast

import pytest

from generator.contract.values import Json
from tests.support import cases
from tests.support.arm import Object
from tests.support.cases import CASES
from tests.support.definition import parameterised
from tests.support.sides import (
    ENVIRONMENTS_OF_SIDES,
    SIDES,
    SIDES_OF_CASES,
    deployed_documents,
    deployment,
    documents,
    given,
    kind_of,
    published_ids,
    template,
)
from tests.support.strict import strict_errors
from tests.support.strict_rules import rule_errors
from tests.support.synapse import as_of_data_factory, lossless

every_case = pytest.mark.parametrize("case", CASES)
every_side = pytest.mark.parametrize(("case", "service"), SIDES_OF_CASES)
every_environment = pytest.mark.parametrize(
    ("case", "service", "environment"), ENVIRONMENTS_OF_SIDES
)


@every_case
def test_json_prints_back_the_same(case: str) -> None:
    texts = {path: text for path, text in cases.artifacts(case).items() if path.endswith(".json")}
    assert len(texts) > 3
    for path, text in texts.items():
        assert json.dumps(json.loads(text), indent="\t", ensure_ascii=False) == text, path


@every_case
def test_a_service_without_jobs_has_no_files(case: str) -> None:
    used = {service for of, service in SIDES_OF_CASES if of == case}
    for service, side in SIDES.items():
        assert (side.template in cases.artifacts(case)) == (service in used)
        assert bool(documents(case, service)) == (service in used)


@every_side
def test_every_document_is_one_of_its_service(case: str, service: str) -> None:
    for path, document in documents(case, service).items():
        _judge(service, path, document)


def _judge(service: str, path: str, document: Object) -> None:
    assert document["name"] == PurePosixPath(path).stem
    spelled = as_of_data_factory(document) if service == "synapse" else document
    assert strict_errors(kind_of(path), spelled) == [], path
    assert rule_errors(kind_of(path), spelled) == [], path
    if service == "synapse":
        assert lossless(kind_of(path), document) == [], path


def test_each_kind_of_document_is_in_some_case() -> None:
    kinds = {kind_of(path) for side in SIDES_OF_CASES for path in documents(*side)}
    assert kinds == {"pipeline", "trigger", "linkedService", "dataset", "credential"}


@every_side
def test_what_documents_refer_to_is_there_or_exists(case: str, service: str) -> None:
    """Nothing that the project itself makes is missing in one of its services."""
    project = cases.project(case)
    made = {
        "linkedService": project.linked_services.keys(),
        "dataset": project.datasets.keys(),
        "credential": project.credentials.keys(),
    }
    there = documents(case, service)
    for document in there.values():
        for kind, name in references(document["properties"]):
            single = kind.removesuffix("s")
            if name in made.get(single, ()):
                assert f"{single}/{name}.json" in there


# ARM ----------------------------------------------------------------------------------------------


@every_environment
def test_an_environment_gives_what_the_template_declares(
    case: str, service: str, environment: str
) -> None:
    """Nobody has to give more than the ids, and nobody can forget them: there are no defaults."""
    declared = cast("dict[str, Object]", template(case, service)["parameters"])
    ids = published_ids(case, service)
    assert given(case, service, environment).keys() == declared.keys() - ids.keys()
    assert all("defaultValue" not in entry for entry in declared.values())


@every_environment
def test_every_parameter_is_used(case: str, service: str, environment: str) -> None:
    deployed = deployment(case, service, environment)
    deployed.resources()
    assert deployed.used == cast("Object", template(case, service)["parameters"]).keys()


@every_environment
def test_what_is_deployed_is_of_the_service(case: str, service: str, environment: str) -> None:
    resources = deployment(case, service, environment).resources()
    for path, document in deployed_documents(resources).items():
        _judge(service, path, document)


@every_side
def test_the_git_environment_deploys_the_git_documents(case: str, service: str) -> None:
    deployed = deployment(case, service, cases.project(case).git)
    assert deployed_documents(deployed.resources()) == documents(case, service)


@every_environment
def test_resources_depend_on_what_they_refer_to(case: str, service: str, environment: str) -> None:
    side = SIDES[service]
    resources = {
        identity(each): each for each in deployment(case, service, environment).resources()
    }
    home = f"{side.home}/{given(case, service, environment)[side.parameter]}"
    graph = {}
    for name, resource in resources.items():
        awaited = cast("list[str]", resource["dependsOn"])
        referred = {f"{home}/{kind}/{n}" for kind, n in references(resource["properties"])}
        assert set(awaited) == referred & resources.keys() - {name}
        assert len(awaited) == len(set(awaited))
        graph[name] = awaited
    TopologicalSorter(graph).prepare()  # refuses a circle


def identity(resource: Object) -> str:
    home, name = str(resource["name"]).split("/")
    prefix, kind = str(resource["type"]).rsplit("/", 1)
    return f"{prefix}/{home}/{kind}/{name}"


def references(data: Json) -> set[tuple[str, str]]:
    """What data refer to, as (linkedServices, warehouse): objects with a name and a kind."""
    found: set[tuple[str, str]] = set()
    if isinstance(data, dict):
        if "referenceName" in data:
            kind = str(data["type"]).removesuffix("Reference")
            found.add((kind[0].lower() + kind[1:] + "s", str(data["referenceName"])))
        found.update(*map(references, data.values()))
    elif isinstance(data, list):
        found.update(*map(references, data))
    return found


@every_side
def test_no_expression_of_a_template_is_too_long(case: str, service: str) -> None:
    """ARM takes 24,576 characters [docs: azure-subscription-service-limits]."""
    for text in _strings(template(case, service)):
        assert not (text.startswith("[") and not text.startswith("[[")) or len(text) < 1_000


def _strings(data: Json) -> list[str]:
    if isinstance(data, str):
        return [data]
    inner = list(data.values()) if isinstance(data, dict) else data
    return [text for each in inner for text in _strings(each)] if isinstance(inner, list) else []


# Studio's own publish -----------------------------------------------------------------------------


@every_side
def test_studio_makes_at_least_the_same_parameters(case: str, service: str) -> None:
    side = SIDES[service]
    definition = json.loads(cases.artifacts(case)[side.definition])
    found = {
        name
        for path, document in documents(case, service).items()
        for name in parameterised(definition, f"{side.home}/{kind_of(path)}s", document)
    }
    ours = cast("Object", template(case, service)["parameters"]).keys() - {side.parameter}
    missing = {name for name in ours if name not in found and shortened(name) not in found}
    assert missing == set()


def shortened(name: str) -> str:
    """What Studio calls a parameter whose definition asks for the short name."""
    return name.replace("_properties_typeProperties_", "_")
