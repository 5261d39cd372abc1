"""A row for each type of activity, container and place, and that Azure takes what it becomes."""

from collections.abc import Iterator, Mapping

import pytest

from generator.factory.documents import Document
from tests.factory_types.examples import EXAMPLES
from tests.rows.base import SCORE, Activity, example, specs
from tests.rows.judged import documents, judged

SERVICES = ("data_factory", "synapse")
TYPES = sorted(EXAMPLES.keys() - {"AzureMLExecutePipeline"})  # which is what a Score becomes


def rows() -> Iterator[tuple[str, str]]:
    for kind in TYPES:
        for service in SERVICES:
            yield kind, service


@pytest.mark.parametrize(("kind", "service"), list(rows()))
def test_each_type_of_activity(kind: str, service: str) -> None:
    row = example(kind, service)
    if kind == "AppendVariable":  # its example reads the item of a loop
        row = {
            "name": "Loop",
            "type": "ForEach",
            "properties": {"items": "@createArray(1, 2)"},
            "activities": [row],
        }
    found = activities(judged(specs(service=service, before=row)), "row")
    made = found["Row"]
    assert made["type"] == kind
    for name in EXAMPLES[kind]:
        spelled = "dataflow" if (name, service) == ("dataFlow", "synapse") else name
        assert spelled in made["typeProperties"]
    assert found["Score"]["dependsOn"] == [
        {"activity": str(row["name"]), "dependencyConditions": ["Succeeded"]}
    ]


def activities(made: Mapping[str, Document], pipeline: str) -> dict[str, dict]:  # type: ignore[type-arg]
    """All activities of a pipeline's document, by name."""
    content: object = made[f"pipeline/{pipeline}"].content
    return {each["name"]: each for each in _activities(content)}


def _activities(data: object) -> Iterator[dict]:  # type: ignore[type-arg]
    if isinstance(data, Mapping):
        if {"name", "type", "typeProperties"} <= data.keys():
            yield dict(data)
        for value in data.values():
            yield from _activities(value)
    elif isinstance(data, list):
        for value in data:
            yield from _activities(value)


# containers ---------------------------------------------------------------------------------------

CONTAINERS: Mapping[str, Activity] = {
    "ForEach": {
        "type": "ForEach",
        "properties": {"items": "@createArray('emea', 'apac')", "batchCount": 2},
        "activities": [{**SCORE, "parameters": {"region": "@item()"}}],
    },
    "Until": {
        "type": "Until",
        "properties": {"expression": "@equals(variables('state'), 'done')"},
        "activities": [SCORE],
    },
    "IfCondition true": {
        "type": "IfCondition",
        "properties": {"expression": "@equals(pipeline().parameters.region, 'emea')"},
        "if_true": [SCORE],
    },
    "IfCondition false": {
        "type": "IfCondition",
        "properties": {"expression": "@equals(pipeline().parameters.region, 'emea')"},
        "if_false": [SCORE],
    },
    "Switch": {
        "type": "Switch",
        "properties": {"on": "@pipeline().parameters.region"},
        "cases": {"emea": [SCORE], "apac": [{**SCORE, "name": "Other"}]},
        "default": [{**SCORE, "name": "Rest", "parameters": {"threshold": 0.9}}],
    },
    "If in ForEach": {
        "type": "ForEach",
        "properties": {"items": "@createArray('emea', 'apac')"},
        "activities": [
            {
                "name": "Only",
                "type": "IfCondition",
                "properties": {"expression": "@equals(item(), 'emea')"},
                "if_true": [{**SCORE, "parameters": {"region": "@item()"}}],
            }
        ],
    },
}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("sdk", ["v1", "v2"])
@pytest.mark.parametrize("name", CONTAINERS)
def test_each_container_around_the_scoring(name: str, sdk: str, service: str) -> None:
    container = {"name": "Around", **CONTAINERS[name]}
    made = judged(specs(service=service, sdk=sdk, activity=container))
    children = {each for each in made if each.startswith("pipeline/row_")}
    inside = activities(made, "row")
    if sdk == "v1":
        assert children == set()
        assert inside["Score"]["type"] == "AzureMLExecutePipeline"
    else:
        assert "pipeline/row_score" in children
        assert inside["Score"]["type"] == "ExecutePipeline"
        assert "Score submit" in activities(made, "row_score")


# places -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("sdk", ["v1", "v2"])
def test_several_scoring_steps_send_their_own_values(sdk: str, service: str) -> None:
    again = {"name": "Again", "type": "Score", "parameters": {"threshold": 0.9, "region": "apac"}}
    made = judged(specs(service=service, sdk=sdk, after=again))
    found = activities(made, "row")
    first, last = ("Score", "Again") if sdk == "v1" else ("Score submit", "Again submit")
    assert "0.9" not in str(found[first])
    assert "0.9" in str(found[last])
    assert "'scores/" not in str(found[last])  # where it writes is fixed by its own region
    assert found[last]["dependsOn"][0]["activity"] == ("Score" if sdk == "v1" else "Score check")


HANDLED = """\
  on_failure:
    handled: true
    activities: [{name: Tell, type: Wait, properties: {waitTimeInSeconds: 1}}]
"""
NOT_HANDLED = HANDLED.replace("    handled: true\n", "")


@pytest.mark.parametrize("sdk", ["v1", "v2"])
@pytest.mark.parametrize(("more", "ends"), [(HANDLED, False), (NOT_HANDLED, True)])
def test_a_failure_stays_one_unless_it_is_handled(sdk: str, more: str, ends: bool) -> None:
    found = activities(judged(specs(sdk=sdk, more=more)), "row")
    last = "Score" if sdk == "v1" else "Score check"
    assert found["Tell"]["dependsOn"] == [
        {"activity": last, "dependencyConditions": ["Failed", "Skipped"]}
    ]
    assert ("Fail row" in found) == ends
    if ends:
        assert found["Fail row"]["type"] == "Fail"
        assert found["Fail row"]["dependsOn"] == [
            {"activity": "Tell", "dependencyConditions": ["Completed"]}
        ]


CONDITIONS = ["Succeeded", "Failed", "Skipped", "Completed"]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition(condition: str) -> None:
    row = {**example("Wait", "data_factory"), "depends_on": {"Score": [condition]}}
    found = activities(judged(specs(after=row)), "row")
    assert found["Row"]["dependsOn"] == [{"activity": "Score", "dependencyConditions": [condition]}]


def test_an_activity_can_start_at_once() -> None:
    row = {**example("Wait", "data_factory"), "depends_on": {}}
    assert activities(judged(specs(after=row)), "row")["Row"]["dependsOn"] == []


POLICY = {
    "timeout": "2h",
    "retry": 3,
    "retry_interval": "1m",
    "secure_input": True,
    "secure_output": True,
}


@pytest.mark.parametrize("kind", ["Copy", "SetVariable", "ExecutePipeline", "Wait"])
def test_a_policy_has_what_its_type_of_activity_has(kind: str) -> None:
    row = example(kind, "data_factory")
    plain = activities(judged(specs(before=row)), "row")["Row"].get("policy", {})
    given = {key: value for key, value in POLICY.items() if _has(kind, key)}
    full = activities(judged(specs(before={**row, **given})), "row")["Row"].get("policy", {})
    assert full.keys() == plain.keys()
    assert len(full) == len(given)
    assert all(full[name] != plain[name] for name in full)


def _has(kind: str, key: str) -> bool:
    only = {"SetVariable": ("secure_input", "secure_output"), "ExecutePipeline": ("secure_input",)}
    return key in only.get(kind, POLICY if kind == "Copy" else ())


def test_the_documents_are_the_same_each_time() -> None:
    made = specs(before=example("Copy", "data_factory"))
    assert documents(made) == documents(made)
