"""Linked templates: what no single template holds, deployed in several, one after the other."""

import json
from typing import cast

import pytest
from msgspec.structs import replace

from generator.factory.arm import LIMITS, Limits
from generator.render import print_json
from tests.support.arm import Deployment, Object, linked
from tests.support.derived import documents, files, project
from tests.support.sides import deployed_documents

FOLDER = "arm/linkedTemplates"
ADDRESS = "https://store.example.com/templates"
TOKEN = "?token"
CASES = ("services", "principal", "assigned", "resources")
every_case = pytest.mark.parametrize("case", CASES)
SIZES = {"services": 4_000, "principal": 9_500, "assigned": 8_500, "resources": 6_500}
"""Bytes that the largest document of a case fits in, and not all of them."""
LOWERED = {
    f"{case} {how}": (case, limits)
    for case in CASES
    for how, limits in {
        "one each": replace(LIMITS, resources=1),
        "three each": replace(LIMITS, resources=3),
        "by size": replace(LIMITS, size=SIZES[case]),
    }.items()
}
every_limit = pytest.mark.parametrize(("case", "limits"), LOWERED.values(), ids=LOWERED)


def parameters(case: str, file: Object) -> dict[str, object]:
    """All values of the Git environment, with what Git holds for the ids, and the address."""
    values = cast("dict[str, Object]", file["parameters"])
    given = {name: entry["value"] for name, entry in values.items()}
    for document in documents(case):
        for varying in document.varying:
            if document.service == "data_factory" and varying.values is None:
                given[varying.parameter] = "00000000-0000-0000-0000-000000000000"
    return {**given, "containerUri": ADDRESS, "containerSasToken": TOKEN}


def deployments(case: str, limits: Limits) -> list[Deployment]:
    found = files(case, limits)
    git = project(case).git
    there = {
        f"{ADDRESS}{path.removeprefix(FOLDER)}{TOKEN}": content
        for path, content in found.items()
        if path.startswith(FOLDER)
    }
    values = parameters(case, found[f"{FOLDER}/ArmTemplateParameters_master.{git}.json"])
    return [*linked(found[f"{FOLDER}/ArmTemplate_master.json"], values, there)]


@every_case
def test_a_small_factory_has_one_template(case: str) -> None:
    found = files(case, LIMITS)
    assert "arm/ARMTemplateForFactory.json" in found
    assert not any(path.startswith(FOLDER) for path in found)


@every_limit
def test_together_they_deploy_the_documents(case: str, limits: Limits) -> None:
    found = deployments(case, limits)
    assert len(found) > 1
    deployed = [each for one in found for each in one.resources()]
    here = {
        f"{each.kind}/{each.name}.json": json.loads(print_json(each.content))
        for each in documents(case)
        if each.service == "data_factory"
    }
    assert len(deployed) == len(here)
    assert deployed_documents(deployed) == here


@every_limit
def test_none_passes_a_limit_nor_waits_for_a_later_one(case: str, limits: Limits) -> None:
    done: set[str] = set()
    for each in deployments(case, limits):
        resources = each.resources()
        assert len(resources) <= limits.resources
        assert len(print_json(each.template)) <= limits.size
        own = {f"{one['type']}/{str(one['name']).split('/')[1]}" for one in resources}
        for one in resources:
            for awaited in cast("list[str]", one["dependsOn"]):
                *home, _, kind, name = awaited.split("/")
                assert f"{'/'.join(home)}/{kind}/{name}" in own
        assert not own & done
        done |= own


@every_limit
def test_what_is_waited_for_was_deployed_before(case: str, limits: Limits) -> None:
    """References lead into the same template, or an earlier one; never into a later one."""
    where = {
        (str(one["type"]).rsplit("/", 1)[1], str(one["name"]).split("/")[1]): number
        for number, each in enumerate(deployments(case, limits))
        for one in each.resources()
    }
    whole = files(case, LIMITS)["arm/ARMTemplateForFactory.json"]
    for one in cast("list[Object]", whole["resources"]):
        own = (str(one["type"]).rsplit("/", 1)[1], str(one["name"]).split("/")[1].rstrip("')]"))
        for awaited in cast("list[str]", one["dependsOn"]):
            _, kind, name = awaited.rstrip("')]").rsplit("/", 2)
            assert where[kind, name] <= where[own]


@every_limit
def test_each_declares_what_it_uses_and_no_more(case: str, limits: Limits) -> None:
    for each in deployments(case, limits):
        each.resources()
        assert each.used == cast("Object", each.template["parameters"]).keys()


def test_the_master_s_values_leave_out_what_only_the_deployer_knows() -> None:
    found = files("services", replace(LIMITS, resources=2))
    declared = cast("Object", found[f"{FOLDER}/ArmTemplate_master.json"]["parameters"])
    token = cast("Object", declared["containerSasToken"])
    assert token["type"] == "secureString"
    for environment in ("dev", "prod"):
        file = found[f"{FOLDER}/ArmTemplateParameters_master.{environment}.json"]
        missing = declared.keys() - cast("Object", file["parameters"]).keys()
        assert missing == {
            "containerUri",
            "containerSasToken",
            "night_v1_properties_variables_aml_pipeline_endpoint_id_defaultValue",
        }


def test_a_deployment_s_name_is_never_too_long() -> None:
    """64 characters at most, whatever the factory is called [docs: deployment names]."""
    found = files("services", replace(LIMITS, resources=1))
    values = parameters("services", found[f"{FOLDER}/ArmTemplateParameters_master.dev.json"])
    master = Deployment(
        found[f"{FOLDER}/ArmTemplate_master.json"], {**values, "factoryName": "f" * 63}
    )
    assert max(len(str(each["name"])) for each in master.resources()) <= 64


def test_synapse_is_never_split() -> None:
    """Its template is not for Azure Resource Manager."""
    found = files("services", replace(LIMITS, resources=1))
    assert "arm/TemplateForWorkspace.json" in found
