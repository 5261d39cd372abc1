"""What single values, URIs, activities and wrong shapes in factory JSON are read as."""

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

from generator.contract.model import Calls, DataPath, Declared, Target
from generator.contract.values import Expression, Json, Literal, Undecided
from generator.expression import canonical, is_expression
from generator.factory.read import EVERYTHING
from tests.read.factory_reading import PIPELINE, read, read_batch, read_pipeline, read_v1

# values -------------------------------------------------------------------------------------------

STRANGE = Undecided("an Expression object that holds no text")
PARTLY = Undecided("known in part only")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("text", Literal("text")),
        ("@", Literal("@")),
        ("@@x", Literal("@x")),
        ("a@@{b}", Literal("a@{b}")),
        (" @utcNow()", Literal(" @utcNow()")),
        (0.5, Literal(0.5)),
        (None, Literal(None)),
        ([1, {"a": "@@b"}], Literal([1, {"a": "@b"}])),
        ("@utcnow( )", Expression("@utcNow()")),
        ("@utcnow(", Expression("@utcnow(")),
        ("a/@{item()}", Expression("a/@{item()}")),
        ({"value": "@item()", "type": "Expression"}, Expression("@item()")),
        ({"type": "expression", "Value": "@item()"}, Expression("@item()")),
        ({"value": "0.7", "type": "Expression"}, Literal("0.7")),
        ({"value": 5, "type": "Expression"}, STRANGE),
        ({"value": None, "type": "Expression"}, STRANGE),
        ({"value": "x", "type": "String"}, Literal({"value": "x", "type": "String"})),
        ({"value": "@item()", "type": "Expression", "more": 1}, PARTLY),
        (["@item()"], PARTLY),
        ({"a": {"b": ["a@{item()}"]}}, PARTLY),
    ],
)
def test_values(written: Any, value: Any) -> None:
    assert read_v1(mlPipelineParameters={"p": written}).parameters == {"p": value}


def test_data_nested_too_deeply_are_undecided() -> None:
    deep: Any = "bottom"
    for _ in range(5000):
        deep = [deep]
    assert read_v1(mlPipelineParameters={"p": deep}).parameters == {"p": PARTLY}


LAKE = "azureml://datastores/lake/paths/"


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        (LAKE + "a/b", Literal("a/b")),
        (LAKE, Literal("")),
        (LAKE + "a\nb", Literal("a\nb")),
        (f"@concat('{LAKE}loans/',item())", Expression("@concat('loans/', item())")),
        (f"@concat('{LAKE}',item(),'/x')", Expression("@concat(item(), '/x')")),
        (f"@concat('{LAKE}',item())", Expression("@item()")),
        (f"@concat('{LAKE}it''s/',item())", Expression("@concat('it''s/', item())")),
        ("@concat('azureml://datastores/','lake','/paths/a','/b')", Literal("a/b")),
        (LAKE + "a/@{item()}/@@{b}", Expression("a/@{item()}/@@{b}")),
        (LAKE + "@{item()}", Expression("@{item()}")),
        (LAKE + "@a/@{item()}", Expression("@{'@a/'}@{item()}")),
        (LAKE + "a@@{b}@{item()}", Expression("a@@{b}@{item()}")),
    ],
)
def test_uris_in_a_datastore(uri: str, path: Any) -> None:
    assert read_uri(uri) == DataPath(Literal("lake"), path, "folder")


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/a",
        "azureml:data:3",
        "azureml://datastores/lake/paths",
        "azureml://subscriptions/s/resourcegroups/r/workspaces/w/datastores/lake/paths/a",
        "@concat('azureml://datastores/lake/paths', item())",
        "@concat('azureml://datastores/', item(), '/paths/a')",
        "@concat(item(), '/a')",
        f"@concat('{LAKE}', item()).x",
        f"@toLower('{LAKE}a')",
        f"@concat('{LAKE}', item()",
        "@{item()}/a",
    ],
)
def test_uris_of_which_nobody_can_say_where_they_are(uri: str) -> None:
    found = read_uri(uri)
    assert isinstance(found.datastore, Undecided)
    whole = Expression(canonical(uri)) if is_expression(uri) else Literal(uri)
    assert found.path == whole


def read_uri(uri: str) -> DataPath:
    inputs = {"d": {"JobInputType": "UriFolder", "Uri": uri}}
    return read_batch({"properties": {"InputData": inputs}}).data["d"]


# calls --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "target", "address"),
    [
        ({"mlPipelineId": "p"}, Target.PIPELINE, Literal("p")),
        ({"mlPipelineEndpointId": "e"}, Target.PIPELINE_ENDPOINT, Literal("e")),
        ({"mlPipelineId": "", "mlPipelineEndpointId": "e"}, Target.PIPELINE_ENDPOINT, Literal("e")),
        ({"mlPipelineId": None, "mlPipelineEndpointId": ""}, Target.PIPELINE_ENDPOINT, Literal("")),
        ({"mlPipelineId": "p", "mlPipelineEndpointId": ""}, Target.PIPELINE, Literal("p")),
        ({}, Target.PIPELINE, None),
        (
            {"mlPipelineId": "p", "mlPipelineEndpointId": "e"},
            Target.PIPELINE,
            Undecided("ambiguous: mlPipelineId p and mlPipelineEndpointId e are both given"),
        ),
    ],
)
def test_what_a_call_is_addressed_to(settings: Any, target: Target, address: Any) -> None:
    call = read_v1(**settings)
    assert (call.target, call.id) == (target, address)


JOB = {"properties": {"InputData": {"n": {"JobInputType": "Literal", "Value": 1}}}}
ADDRESS = "https://e.westeurope.inference.ml.azure.com/jobs"


@pytest.mark.parametrize(
    "settings",
    [
        {"method": "POST", "url": "@item()", "body": JOB},
        {"method": "post", "url": "@item()", "body": {"Properties": {"outputdata": {}}}},
        {"method": "@item()", "url": "@item()", "body": json.dumps(JOB)},
        {"url": "@item()", "body": {"value": json.dumps(JOB), "type": "Expression"}},
        {"url": "@item()", "body": "@concat('{\"properties\": {\"InputData\" : ', item(), '}}')"},
        {"url": "@item()", "body": {"properties": "@json('{\"OutputData\": {}}')"}},
        {"url": "@item()", "body": "{properties: {'InputData': {}},}"},
        {"url": ADDRESS},
        {"url": ADDRESS + "/", "body": "@item()"},
        {"url": ADDRESS.upper()},
        {"url": "https://@{item()}.westeurope.inference.ml.azure.com/jobs"},
        {"url": "@concat('https://', item(), '/jobs')"},
        {"url": "@variables('ADDRESS')"},
        {"url": "@{variables('address')}"},
        {"url": "@pipeline().parameters.address"},
        {"url": "@concat('', pipeline().parameters['address'])"},
    ],
)
def test_what_posts_a_job(settings: Any) -> None:
    assert web_calls(settings) == ["A"]


@pytest.mark.parametrize(
    "settings",
    [
        {"method": "GET", "url": ADDRESS, "body": JOB},
        {"method": "POST", "url": ADDRESS + "/x/cancel", "body": {}},
        {"method": "POST", "url": "@item()", "body": {"InputData": {}}},
        {"method": "POST", "url": "@item()", "body": "no InputData today"},
        {"method": "POST", "url": "@variables('missing')", "body": {"properties": {"a": 1}}},
        {"method": "POST", "url": "@variables('number')"},
        {"method": "POST", "url": "@concat(variables('address'), item())"},
        {"method": "POST", "url": "@concat(variables('address'"},
        {"method": "POST", "url": "@concat('/jobs').x"},
        {"method": "POST", "url": [ADDRESS]},
        {"method": "POST"},
        ADDRESS,
    ],
)
def test_what_posts_no_job(settings: Any) -> None:
    assert web_calls(settings) == []


def web_calls(settings: Any) -> list[str]:
    declared = {
        "address": {"type": "string", "defaultValue": ADDRESS},
        "number": {"defaultValue": 1},
    }
    activity = {"name": "A", "type": "WebActivity", "typeProperties": settings}
    properties = {"activities": [activity], "parameters": declared, "variables": declared}
    return list(read_pipeline({"name": "p", "properties": properties}).half.calls)


# wrong shapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        ("text", "text where an object belongs"),
        (5, "a number where an object belongs"),
        (True, "a boolean where an object belongs"),
        ([{}], "a list where an object belongs"),
        ("@json('{}')", "computed as a whole by an expression"),
        ({"value": "@json('{}')", "type": "Expression"}, "computed as a whole by an expression"),
        ({"value": "{}", "type": "Expression"}, "text where an object belongs"),
    ],
)
def test_an_object_that_cannot_be_looked_into_is_one_undecided_entry(whole: Any, why: str) -> None:
    unknown, everything = Undecided(why), DataPath(Undecided(why), Undecided(why))
    v1 = read_v1(mlPipelineParameters=whole, dataPathAssignments=whole)
    v2 = read_batch({"properties": {"InputData": whole, "properties": whole}}, headers=whole)
    declared = read_pipeline({"properties": {"parameters": whole}}).half.parameters
    assert (v1.parameters, v1.data) == ({EVERYTHING: unknown}, {EVERYTHING: everything})
    assert (v2.parameters, v2.data) == ({EVERYTHING: unknown}, {EVERYTHING: everything})
    assert (v2.experiment, v2.version) == (unknown, unknown)
    assert declared == {EVERYTHING: Declared("", unknown)}


@pytest.mark.parametrize(
    "body",
    [
        "@json(item())",
        "InputData",
        "{} {}",
        "5",
        '"text"',
        [],
        5,
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_a_body_that_cannot_be_looked_into_may_send_anything(body: Any) -> None:
    call = read_batch(body)
    assert isinstance(call.parameters[EVERYTHING], Undecided)
    assert isinstance(call.data[EVERYTHING].datastore, Undecided)
    assert isinstance(call.experiment, Undecided)


@pytest.mark.parametrize("body", [None, {}, {"properties": None}, "{}", {"properties": {}}])
def test_a_body_without_inputs_sends_nothing(body: Any) -> None:
    call = read_batch(body)
    assert (call.parameters, call.data, call.experiment, call.version) == ({}, {}, None, None)


def test_a_parameter_named_like_everything_has_a_known_value() -> None:
    assert read_v1(mlPipelineParameters={EVERYTHING: 1}).parameters == {EVERYTHING: Literal(1)}


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"JobInputType": "Literal"}, "not given: there is no Value"),
        ({"JobInputType": "Literal", "Uri": LAKE}, "not given: there is no Value"),
        ({"JobInputType": "Litteral", "Value": 1}, "not a Literal: its JobInputType is Litteral"),
        ({"JobInputType": "@item()", "Value": 1}, "not a Literal: its JobInputType is @item()"),
        ({"Value": 1}, "of no known kind: there is no JobInputType"),
        (1, "a number where an object belongs"),
    ],
)
def test_parameters_of_a_job_that_are_undecided(entry: Any, why: str) -> None:
    call = read_batch({"properties": {"InputData": {"p": entry}}})
    assert (call.parameters, call.data) == ({"p": Undecided(why)}, {})


def test_in_constant_text_no_object_is_an_expression() -> None:
    expression: Json = {"value": "@item()", "type": "Expression"}
    inputs = {"a": {"JobInputType": "Literal", "Value": expression}, "b": expression}
    call = read_batch(json.dumps({"properties": {"InputData": inputs}}))
    unknown = Undecided("of no known kind: there is no JobInputType")
    assert call.parameters == {"a": Literal(expression), "b": unknown}


@pytest.mark.parametrize(
    "entry", [{"JobInputType": "UriFolder"}, {"JobInputType": "mltable", "Value": 1}]
)
def test_data_of_a_job_without_a_uri_are_undecided(entry: Any) -> None:
    call = read_batch({"properties": {"InputData": {"d": entry}, "OutputData": {"o": {}}}})
    nowhere = DataPath(
        Undecided("not given: there is no Uri"), Undecided("not given: there is no Uri")
    )
    assert (call.parameters, call.data) == ({}, {"d": nowhere, "o": nowhere})


def test_things_without_a_name_of_their_own_are_kept() -> None:
    start = {"pipelineReference": {"referenceName": "p"}, "parameters": {}}
    scoring = {"type": "AzureMLExecutePipeline"}
    activities = [
        {**scoring, "name": "A"},
        {**scoring, "name": "A"},
        scoring,
        {**scoring, "name": 5},
    ]
    trigger = {"name": "t", "properties": {"pipelines": [start, start]}}
    pipeline = {"name": "p", "properties": {"activities": activities}}
    found = read({PIPELINE: pipeline, PurePosixPath("t.json"): trigger})
    listed = "pipeline.json#/properties/activities"
    assert list(found.half.calls) == ["A", f"A {listed}/1", f"{listed}/2", f"{listed}/3"]
    assert list(found.half.firings) == ["t", "t t.json#/properties/pipelines/1"]
    assert found.places["calls", f"A {listed}/1"].pointer == "/properties/activities/1/name"


def test_an_input_and_an_output_of_one_name_are_kept() -> None:
    body = "pipeline.json#/properties/activities/0/typeProperties/body"
    entry = {"JobInputType": "UriFile", "Uri": LAKE + "a"}
    job = {"InputData": {"d": entry, f"d {body}": entry}, "OutputData": {"d": entry}}
    call = read_batch(json.dumps({"properties": job}))
    assert list(call.data) == ["d", f"d {body}", f"d {body} {body}"]


@pytest.mark.parametrize("content", [None, [], "text", 5, {}, {"properties": []}])
def test_documents_without_a_pipeline_in_them(content: Any) -> None:
    assert read({PIPELINE: content, PurePosixPath("t.json"): content}).half == Calls("pipeline")


def test_the_exact_spelling_of_a_member_wins() -> None:
    assert read_v1(MLPIPELINEID="a", mlPipelineId="b", MlPipelineId="c").id == Literal("b")
    assert read_v1(MLPIPELINEID="a", MlPipelineId="c").id == Literal("a")
