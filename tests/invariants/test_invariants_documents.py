"""What holds for the factory's documents, whatever the specs."""

import json
from graphlib import TopologicalSorter
from pathlib import PurePosixPath
from typing import cast, get_args

import pytest

from generator.contract.values import Json
from tests.support import cases
from tests.support.arm import Deployment, Object
from tests.support.cases import CASES, ENVIRONMENTS, JOBS_V1
from tests.support.strict import Kind, strict_errors
from tests.support.strict_rules import rule_errors

every_case = pytest.mark.parametrize("case", CASES)
TEMPLATE = "arm/ARMTemplateForFactory.json"


def documents(case: str) -> dict[str, Object]:
    """The factory's documents of a case, by their paths."""
    found = {path: text for path, text in cases.artifacts(case).items() if "factory/" in path}
    return {path.removeprefix("factory/"): json.loads(text) for path, text in found.items()}


def kind_of(path: str) -> Kind:
    kind = PurePosixPath(path).parent.name
    assert kind in get_args(Kind)
    return cast("Kind", kind)


@every_case
def test_json_prints_back_the_same(case: str) -> None:
    texts = {path: text for path, text in cases.artifacts(case).items() if path.endswith(".json")}
    assert len(texts) > 3
    for path, text in texts.items():
        assert json.dumps(json.loads(text), indent="\t", ensure_ascii=False) == text, path


@every_case
def test_every_document_is_one_of_the_factory(case: str) -> None:
    for path, document in documents(case).items():
        assert document["name"] == PurePosixPath(path).stem
        assert strict_errors(kind_of(path), document) == [], path
        assert rule_errors(kind_of(path), document) == [], path


def test_each_kind_of_document_is_in_some_case() -> None:
    kinds = {kind_of(path) for case in CASES for path in documents(case)}
    assert kinds == {"pipeline", "trigger", "linkedService"}


# ARM ----------------------------------------------------------------------------------------------


def template(case: str) -> Object:
    return cast("Object", json.loads(cases.artifacts(case)[TEMPLATE]))


def endpoint_ids(case: str) -> dict[str, Json]:
    """The parameters that only publishing knows, with what the Git documents hold there."""
    variable = "aml_pipeline_endpoint_id"
    return {
        f"{job.name}_properties_variables_{variable}_defaultValue": cast(
            "dict[str, dict[str, dict[str, Object]]]", documents(case)[f"pipeline/{job.name}.json"]
        )["properties"]["variables"][variable]["defaultValue"]
        for job in JOBS_V1
        if job.case == case
    }


def given(case: str, environment: str) -> dict[str, Json]:
    """The values of one environment, as its file has them."""
    file = f"arm/ARMTemplateParametersForFactory.{environment}.json"
    parameters = json.loads(cases.artifacts(case)[file])["parameters"]
    assert all(entry.keys() == {"value"} for entry in parameters.values())
    return {name: entry["value"] for name, entry in parameters.items()}


def deployment(case: str, environment: str) -> Deployment:
    return Deployment(template(case), given(case, environment) | endpoint_ids(case))


every_environment = pytest.mark.parametrize(("case", "environment"), ENVIRONMENTS)


@every_environment
def test_an_environment_gives_what_the_template_declares(case: str, environment: str) -> None:
    """Nobody has to give more than the ids, and nobody can forget them: there are no defaults."""
    declared = cast("dict[str, Object]", template(case)["parameters"])
    assert given(case, environment).keys() == declared.keys() - endpoint_ids(case).keys()
    assert all("defaultValue" not in entry for entry in declared.values())


@every_environment
def test_every_parameter_is_used(case: str, environment: str) -> None:
    deployed = deployment(case, environment)
    deployed.resources()
    assert deployed.used == cast("Object", template(case)["parameters"]).keys()


@every_environment
def test_what_is_deployed_is_of_the_factory(case: str, environment: str) -> None:
    for path, document in deployed_documents(deployment(case, environment)).items():
        assert strict_errors(kind_of(path), document) == [], path
        assert rule_errors(kind_of(path), document) == [], path


@every_case
def test_the_git_environment_deploys_the_git_documents(case: str) -> None:
    deployed = deployed_documents(deployment(case, cases.project(case).git))
    assert deployed == documents(case)


@every_environment
def test_resources_depend_on_what_they_refer_to(case: str, environment: str) -> None:
    resources = {identity(each): each for each in deployment(case, environment).resources()}
    factory = given(case, environment)["factoryName"]
    graph = {}
    for name, resource in resources.items():
        awaited = cast("list[str]", resource["dependsOn"])
        assert set(awaited) == {
            f"Microsoft.DataFactory/factories/{factory}/{kind}/{other}"
            for kind, other in references(resource["properties"])
        }
        assert len(awaited) == len(set(awaited))
        assert resources.keys() >= set(awaited)
        graph[name] = awaited
    TopologicalSorter(graph).prepare()  # refuses a circle


def identity(resource: Object) -> str:
    factory, name = str(resource["name"]).split("/")
    prefix, kind = str(resource["type"]).rsplit("/", 1)
    return f"{prefix}/{factory}/{kind}/{name}"


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


def deployed_documents(deployed: Deployment) -> dict[str, Object]:
    """The resources in the form that Git keeps them in."""
    return {
        f"{str(each['type']).rsplit('/', 1)[1].removesuffix('s')}/{name}.json": {
            "name": name,
            "properties": each["properties"],
        }
        for each in deployed.resources()
        for name in [str(each["name"]).split("/")[1]]
    }
