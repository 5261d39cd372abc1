"""What the scripts take from the templates, and when they hold two resources for the same."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.expression import Service
from generator.factory.arm import Limits
from tests.deploy import runner
from tests.deploy.conftest import Side
from tests.deploy.project import CASE, azure, documents, wanted
from tests.deploy.rest import Azure
from tests.support import derived, projects
from tests.support.cases import CASES
from tests.support.fast import fast
from tests.support.projects import SPECS, changed

factory = pytest.mark.parametrize("side", ["data_factory"], indirect=True)


@pytest.fixture
def script(output: Path) -> ModuleType:
    return runner.load(str(output / "deploy" / "data_factory.py"))


@pytest.fixture
def copy(output: Path, tmp_path: Path) -> Path:
    """The output folder, to change something in it."""
    return shutil.copytree(output, tmp_path / "output")


def at(side: Side, output: Path) -> Side:
    return replace(side, script=output / "deploy" / side.script.name)


@factory
def test_linked_templates_are_taken_together(side: Side, copy: Path) -> None:
    for whole in copy.glob("arm/ARMTemplate*"):
        whole.unlink()
    for path, content in derived.files(CASE, Limits(resources=3)).items():
        (copy / path).parent.mkdir(exist_ok=True)
        (copy / path).write_text(json.dumps(content), "utf-8")
    assert len([*copy.glob("arm/linkedTemplates/ArmTemplate_[0-9]*.json")]) > 5
    side.starts_as(azure("data_factory"))
    done = at(side, copy).run("deploy")
    assert (done.code, done.err) == (0, "")
    sent = {what: wanted(each) for what, each in documents("data_factory").items()}
    assert side.azure.sent == sent


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("ARMTemplateForFactory.json", None, "there is no {}: run scorewright generate"),
        ("ARMTemplateForFactory.json", "{", "{} is no JSON: "),
        ("ids.prod.json", "[]", "{} is no file of ARM parameters"),
        ("ids.prod.json", '{"parameters": {"a": 1}}', "{} is no file of ARM parameters"),
        (
            "ARMTemplateParametersForFactory.prod.json",
            '{"parameters": {"factoryName": {"value": "f"}}}',
            "{} has no vault_properties_typeProperties_baseUrl: run ",
        ),
    ],
)
@factory
def test_files_that_are_not_as_generated(
    side: Side, copy: Path, file: str, text: str | None, told: str
) -> None:
    path = copy / "arm" / file
    path.unlink() if text is None else path.write_text(text, "utf-8")
    side.starts_as(azure("data_factory"))
    done = at(side, copy).run("deploy")
    assert done.code == 1
    assert done.err.startswith("error: ")
    assert told.split("{}")[-1] in done.err
    assert file in done.err
    assert side.azure.log == []


KNOWN = {
    "parameters": {"home": "f", "numbers": [1, True], "odd": "[concat('a')]"},
    "variables": {"id": "a/f"},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("[parameters('numbers')]", [1, True]),
        ("[parameters('odd')]", "[concat('a')]"),
        ("[concat(parameters('home'), '/it''s (a, b)')]", "f/it's (a, b)"),
        ("[concat(variables('id'), '/', concat('x', 'y'))]", "a/f/xy"),
        ("[[not one]", "[not one]"),
        ("[[[neither]", "[[neither]"),
        ("[open", "[open"),
        ("[[open", "[[open"),
        ({"[key]": ["[parameters('home')]", 1.5, None]}, {"[key]": ["f", 1.5, None]}),
    ],
)
def test_expressions_mean_what_resource_manager_makes_of_them(
    script: ModuleType, text: Any, value: object
) -> None:
    found = script.evaluated(text, KNOWN)
    assert found == value
    assert json.dumps(found) == json.dumps(value)


@pytest.mark.parametrize(
    "text",
    ["[resourceGroup().location]", "[parameters('none')]", "[uniqueString('a')]", "[concat('a']"],
)
def test_other_expressions_are_refused(script: ModuleType, text: str) -> None:
    with pytest.raises(script.NotReadyError, match="only Resource Manager understands"):
        script.evaluated(text, KNOWN)


WANTED: dict[str, Any] = {
    "type": "ScheduleTrigger",
    "annotations": [],
    "parameters": {"n": {"type": "Int", "defaultValue": 1}, "l": {"type": "Array"}},
    "typeProperties": {"body": {"x": [1, {"y": False}]}, "empty": ""},
}


@pytest.mark.parametrize(
    "there",
    [
        {"annotations": None, "runtimeState": "Started", "lastPublishTime": "2026-01-01"},
        {"folder": None, "policy": {"elapsedTimeMetric": {}}, "variables": {}},
        {"type": "scheduletrigger"},
        {"typeProperties": {**WANTED["typeProperties"], "encryptedCredential": "x"}},
    ],
)
def test_what_the_service_adds_means_nothing(script: ModuleType, there: dict[str, Any]) -> None:
    assert not script.differs(WANTED, {**WANTED, **there})


@pytest.mark.parametrize(
    "there",
    [
        {"description": "A"},
        {"annotations": ["a"]},
        {"typeProperties": {"body": {"x": [1, {"y": 0}]}, "empty": ""}},
        {"typeProperties": {"body": {"x": [1, {"y": False}]}}},
        {"typeProperties": {"body": {"x": [{"y": False}, 1]}, "empty": ""}},
        {"parameters": {"n": {"type": "Int"}, "l": {"type": "Array"}}},
        {"parameters": {**WANTED["parameters"], "l": {"type": "Array", "defaultValue": []}}},
    ],
)
def test_all_else_means_something(script: ModuleType, there: dict[str, Any]) -> None:
    assert script.differs(WANTED, {**WANTED, **there})
    assert script.differs({**WANTED, **there}, WANTED)


def assigned(output: Path, service: Service) -> None:
    """Write the case with credentials, its job of SDK v2 alone, for a service."""
    texts = dict(CASES["assigned"])
    del texts[SPECS / "assigned_v1.yaml"]
    file = SPECS / "project.yaml"
    texts[file] = changed(texts[file], ("service: data_factory", f"service: {service}"))
    texts[file] = texts[file].replace("factory: adf-", "synapse: syn-x\n    factory: adf-")
    texts[file] = re.sub(r"^deployment: .*\n", "", texts[file], flags=re.M) + "deployment: {}\n"
    with fast():
        projects.write(projects.compiled(texts), output)


def home(environment: str) -> str:
    return (
        f"/subscriptions/00000000-0000-0000-0000-00000000000d/resourceGroups/rg-{environment}"
        f"/providers/Microsoft.DataFactory/factories/adf-{environment}"
    )


def test_credentials_come_first(side: Side, tmp_path: Path) -> None:
    """azure-synapse-artifacts knows none, so there they are left to a person, which is told."""
    assigned(tmp_path, side.service)
    there = side.starts_as(Azure(home("dev") if side.service == "data_factory" else ""))
    if side.service == "synapse":
        there.resources["credentials"]["scoring"] = {}
    done = at(side, tmp_path).run("deploy", environment="dev")
    assert (done.code, done.err) == (0, "")
    by_hand = "  by hand    credential scoring: the SDK cannot; is it there, as Studio makes it?"
    told = "  create     credential scoring" if side.service == "data_factory" else by_hand
    assert done.out.splitlines()[1] == told
    if side.service == "data_factory":
        identity = there.sent["credentials/scoring"]["properties"]["typeProperties"]["resourceId"]
        assert identity.endswith("/userAssignedIdentities/scoring-dev")
    assert [what for what in there.sent if not what.startswith("credentials/")] == [
        "linkedServices/machine_learning",
        "linkedServices/warehouse",
        "pipelines/assigned_v2",
    ]
