"""Documents of the factory: one case for each rule of a merge by meaning."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.factory.documents import KINDS
from generator.factory.meaning import format_of
from generator.merge import Conflict, Edit, Merge
from generator.render import print_json

PIPELINE = format_of("pipeline")
Change = Callable[[Any], object]

BASE: Any = {
    "name": "job",
    "properties": {
        "activities": [
            {
                "name": "Score",
                "type": "AzureMLExecutePipeline",
                "dependsOn": [{"activity": "Copy", "dependencyConditions": ["Succeeded"]}],
                "policy": {"timeout": "0.06:00:00", "retry": 0},
                "typeProperties": {
                    "mlPipelineId": "1",
                    "mlPipelineParameters": {"retry": 0, "type": "a", "annotations": []},
                },
            },
            {
                "name": "Choose",
                "type": "Switch",
                "typeProperties": {
                    "on": "@x",
                    "cases": [
                        {"value": "one", "activities": [{"name": "Wait", "type": "Wait"}]},
                        {"value": "two", "activities": []},
                    ],
                },
            },
        ],
        "parameters": {"day": {"type": "string", "defaultValue": 1}},
        "annotations": ["a", "b"],
    },
}


def changed(change: Change, document: Any = BASE) -> Any:
    document = copy.deepcopy(document)
    change(document["properties"])
    return document


def score(it: Any) -> Any:
    return it["activities"][0]


def sent(it: Any) -> Any:
    return score(it)["typeProperties"]["mlPipelineParameters"]


def cases(it: Any) -> Any:
    return it["activities"][1]["typeProperties"]["cases"]


def edits(change: Change) -> list[tuple[str, str]]:
    found = PIPELINE.edits(print_json(BASE), print_json(changed(change)))
    return [(edit.where, edit.change) for edit in found]


def merge(ours: Change, theirs: Change, *prefer: Any) -> Merge:
    texts = (print_json(each) for each in (BASE, changed(ours), changed(theirs)))
    return PIPELINE.merge(*texts, *prefer)


def merged(ours: Change, theirs: Change) -> Any:
    result = merge(ours, theirs)
    assert result.conflicts == ()
    return json.loads(result.text)["properties"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: it.update(lastPublishTime="2024"), id="time of publishing"),
        pytest.param(lambda it: it.update(description="", variables={}), id="nothing at all"),
        pytest.param(lambda it: it.update(policy={"elapsedTimeMetric": {}}), id="empty in empty"),
        pytest.param(lambda it: it["annotations"].reverse(), id="order of a set"),
        pytest.param(lambda it: it["activities"].reverse(), id="order of activities"),
        pytest.param(lambda it: it["parameters"]["day"].update(type="String"), id="letter case"),
        pytest.param(lambda it: score(it)["policy"].pop("retry"), id="a default left out"),
        pytest.param(lambda it: score(it)["policy"].update(secureInput=False), id="a default set"),
        pytest.param(lambda it: score(it).update(userProperties=[], state="active"), id="in deep"),
        pytest.param(
            lambda it: cases(it)[0]["activities"][0].update(
                policy={"timeout": "0.12:00:00", "retry": 0}, dependsOn=[], type="WAIT"
            ),
            id="in an inner activity",
        ),
    ],
)
def test_noise_is_no_edit(change: Change) -> None:
    assert edits(change) == []


@pytest.mark.parametrize(
    ("change", "where", "told"),
    [
        (lambda it: score(it)["policy"].update(retry=1), "activities/Score/policy/retry", "0 -> 1"),
        (
            lambda it: score(it)["policy"].update(retry=False),
            "activities/Score/policy/retry",
            "0 -> false",
        ),
        (
            lambda it: score(it)["policy"].update(timeout="1"),
            "activities/Score/policy/timeout",
            '"0.06:00:00" -> "1"',
        ),
        (
            lambda it: score(it).pop("policy"),
            "activities/Score/policy/timeout",
            '"0.06:00:00" -> "0.12:00:00"',
        ),
        (
            lambda it: it["parameters"]["day"].update(defaultValue=1.0),
            "parameters/day/defaultValue",
            "1 -> 1.0",
        ),
        (
            lambda it: it["parameters"]["day"].update(defaultValue=True),
            "parameters/day/defaultValue",
            "1 -> true",
        ),
        (
            lambda it: it["parameters"]["day"].update(defaultValue="1"),
            "parameters/day/defaultValue",
            '1 -> "1"',
        ),
        (lambda it: it["activities"].pop(), "activities/Choose", "removed"),
        (lambda it: it["activities"].append({"name": "X"}), "activities/X", "added"),
        (lambda it: it["annotations"].append("c"), "annotations/c", 'added: "c"'),
        (lambda it: it.update(concurrency=2), "concurrency", "added: 2"),
        (
            lambda it: cases(it)[0]["activities"][0].update(type="Fail"),
            "activities/Choose/typeProperties/cases/one/activities/Wait/type",
            '"Wait" -> "Fail"',
        ),
        (
            lambda it: score(it)["dependsOn"][0].update(dependencyConditions=["Failed"]),
            "activities/Score/dependsOn/Copy/dependencyConditions/Failed",
            'added: "Failed"',
        ),
        # Below a map of names that users give, nothing is a default, a type or a set.
        (
            lambda it: sent(it).pop("retry"),
            "activities/Score/typeProperties/mlPipelineParameters/retry",
            "removed: 0",
        ),
        (
            lambda it: sent(it).update(type="A"),
            "activities/Score/typeProperties/mlPipelineParameters/type",
            '"a" -> "A"',
        ),
        (
            lambda it: sent(it).pop("annotations"),
            "activities/Score/typeProperties/mlPipelineParameters/annotations",
            "removed",
        ),
    ],
)
def test_an_edit_is_told_by_names(change: Change, where: str, told: str) -> None:
    assert (where, told) in edits(change)


def test_the_whole_document_may_be_meant() -> None:
    assert PIPELINE.edits("1", "2") == (Edit("the whole file", "1 -> 2"),)
    told = "a document -> no JSON (Expecting property name enclosed in double quotes)"
    assert PIPELINE.edits("{}", "{")[0].change == told


def test_what_is_new_stands_behind_its_neighbour() -> None:
    both = merged(
        lambda it: it["activities"].reverse(),
        lambda it: it["activities"].insert(1, {"name": "New"}),
    )
    assert [each["name"] for each in both["activities"]] == ["Choose", "Score", "New"]
    both = merged(lambda it: it.update(folder={"name": "x"}), lambda it: it.update(concurrency=1))
    assert [*both] == ["activities", "parameters", "annotations", "concurrency", "folder"]


def test_inner_activities_and_cases_are_merged_by_name() -> None:
    both = merged(
        lambda it: cases(it)[0]["activities"].append({"name": "Mine"}),
        lambda it: cases(it).insert(0, {"value": "zero", "activities": []}),
    )
    assert [each["value"] for each in cases(both)] == ["zero", "one", "two"]
    assert [each["name"] for each in cases(both)[1]["activities"]] == ["Wait", "Mine"]


def test_sets_take_from_both() -> None:
    both = merged(
        lambda it: it["annotations"].append("mine"),
        lambda it: it.update(annotations=["theirs", "b"]),
    )
    assert both["annotations"] == ["theirs", "b", "mine"]


def test_what_the_studio_added_is_kept_where_theirs_comes_in() -> None:
    both = merged(
        lambda it: (
            it.update(lastPublishTime="2024"),
            score(it)["policy"].update(secureInput=False),
        ),
        lambda it: score(it)["policy"].update(retry=3),
    )
    assert both["lastPublishTime"] == "2024"
    assert score(both)["policy"] == {"timeout": "0.06:00:00", "retry": 3, "secureInput": False}


def test_deleted_against_changed_is_a_conflict() -> None:
    def delete(it: Any) -> None:
        del it["activities"][0]

    def change(it: Any) -> None:
        score(it)["policy"]["retry"] = 5

    where = "activities/Score"
    for ours, theirs in ((delete, change), (change, delete)):
        (conflict,) = merge(ours, theirs).conflicts
        assert (conflict.where, bool(conflict.line)) == (where, ours is change)
        assert "nothing" in (conflict.ours, conflict.theirs)
    assert merge(delete, delete) == Merge(print_json(changed(delete)))
    assert score(json.loads(merge(delete, change, "theirs").text)["properties"])["name"] == "Score"


def test_a_conflict_tells_its_line_and_its_values() -> None:
    found = merge(
        lambda it: score(it)["policy"].update(retry=1),
        lambda it: (score(it)["policy"].update(retry=2), it.update(concurrency=4)),
    )
    (conflict,) = found.conflicts
    assert conflict == Conflict("activities/Score/policy/retry", "0", "1", "2", conflict.line)
    line = print_json(changed(lambda it: score(it)["policy"].update(retry=1))).split("\n")
    assert line[conflict.line - 1].strip() == '"retry": 1'
    assert json.loads(found.text)["properties"]["concurrency"] == 4


def test_what_is_of_two_types_is_not_mixed() -> None:
    web = {"name": "New", "type": "WebActivity", "typeProperties": {"url": "u"}}
    wait = {"name": "New", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}
    found = merge(lambda it: it["activities"].append(web), lambda it: it["activities"].append(wait))
    assert json.loads(found.text)["properties"]["activities"][-1] == web
    places = [conflict.where for conflict in found.conflicts]
    assert places == ["activities/New/type", "activities/New/typeProperties"]


def test_two_of_one_name_are_one_value() -> None:
    twice = {"activities": [{"name": "A"}, {"name": "A", "type": "Wait"}]}
    found = merge(lambda it: it.update(twice), lambda it: score(it)["policy"].update(retry=1))
    assert [conflict.where for conflict in found.conflicts] == ["activities"]


def test_a_trigger_s_pipelines_are_named_by_what_they_run() -> None:
    def runs(**parameters: int) -> str:
        pipelines = [
            {"pipelineReference": {"referenceName": name}, "parameters": {"x": value}}
            for name, value in parameters.items()
        ]
        return print_json({"properties": {"pipelines": pipelines}})

    found = format_of("trigger").merge(runs(a=1, b=1), runs(b=1, a=2), runs(a=1, b=3, c=1))
    assert found == Merge(runs(b=3, c=1, a=2))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_format(kind: str) -> None:
    base, ours, theirs = (
        print_json({"name": "n", "properties": each})
        for each in (
            {"typeProperties": {"x": 1, "y": 1}},
            {"annotations": [], "typeProperties": {"x": 2, "y": 1}},
            {"typeProperties": {"x": 1, "y": 2}},
        )
    )
    both = {"annotations": [], "typeProperties": {"x": 2, "y": 2}}
    assert format_of(kind).merge(base, ours, theirs) == Merge(
        print_json({"name": "n", "properties": both})
    )


DEEP = '{"a":' * 100_000 + "1" + "}" * 100_000


@pytest.mark.parametrize(
    ("text", "told", "line"),
    [
        pytest.param("", "no JSON (Expecting value)", 1, id="empty"),
        pytest.param(
            '{"a": 1,\n"a": 2}', "JSON with the key 'a' twice in one object", 1, id="twice"
        ),
        pytest.param('{\n"a": }', "no JSON (Expecting value)", 2, id="broken"),
        pytest.param('{"a": NaN}', "no JSON (the number NaN)", 1, id="no number"),
        pytest.param('{"a": 1e999}', "no JSON (the number 1e999)", 1, id="no number of Python's"),
        pytest.param(DEEP, "JSON that is nested too deeply", 1, id="deep"),
        pytest.param('{"a": "\udcff"}', "a document", 1, id="bytes that are no text"),
        pytest.param('{"a": "\\ud800"}', "a document", 1, id="half a character"),
    ],
)
def test_what_cannot_be_merged_is_one_conflict(text: str, told: str, line: int) -> None:
    base, theirs = '{"a": 1}', '{"a": 1, "b": 2}'
    conflict = Conflict("the whole file", "a document", told, "a document", line)
    assert PIPELINE.merge(base, text, base) == Merge(text)
    assert PIPELINE.merge(base, base, text) == Merge(text)
    assert PIPELINE.merge(base, text, theirs) == Merge(text, (conflict,))
    assert PIPELINE.merge(base, text, theirs, "theirs") == Merge(theirs, (conflict,))
    assert PIPELINE.edits(base, text) != ()
    assert PIPELINE.edits(text, text) == ()


def test_a_huge_number_is_one_conflict() -> None:
    text = '{"a": ' + "9" * 5000 + "}"
    assert PIPELINE.merge('{"a": 1}', text, "{}").text == text


def test_a_mark_and_a_newline_of_an_editor_do_no_harm() -> None:
    base, ours, theirs = '{"a": 1}', '\ufeff{"a": 1, "b": 1}\n', '{"a": 2}'
    assert PIPELINE.edits(base, '\ufeff{"a": 1}\n') == ()
    assert PIPELINE.merge(base, ours, theirs) == Merge('{\n\t"a": 2,\n\t"b": 1\n}\n')
