"""The checker says what is wrong, at the very key or value, and what was meant."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from generator.contract.values import Literal, Undecided
from generator.diagnostics import Code
from generator.diagnostics.finding import Finding
from generator.factory.types import (
    Kind,
    Service,
    activity_types,
    check_properties,
    property_names,
)
from generator.spec.lower.activities import decided
from tests.factory_types.examples import EXAMPLES
from tests.support.typed_properties import INNER, Typed, sdk_faults

AT = ("factory", "after", 0, "properties")


def findings(
    type_: str,
    properties: Mapping[str, Any],
    kind: Kind = "activity",
    service: Service = "data_factory",
    present: frozenset[str] = INNER,
) -> list[Finding]:
    data = {name: decided(value) for name, value in properties.items()}
    return list(check_properties(service, kind, type_, data, AT, present))


def errors(*args: Any, **kwargs: Any) -> list[Finding]:
    return [finding for finding in findings(*args, **kwargs) if finding.severity == "error"]


def only(*args: Any, **kwargs: Any) -> Finding:
    (finding,) = errors(*args, **kwargs)
    return finding


def changed(type_: str, way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """An example with another value somewhere."""
    properties: Any = json.loads(json.dumps(EXAMPLES[type_]))
    here = properties
    for step in way[:-1]:
        here = here[step]
    here[way[-1]] = value
    return dict(properties)


# good examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", EXAMPLES)
def test_a_good_example_passes(type_: str) -> None:
    assert errors(type_, EXAMPLES[type_]) == []


@pytest.mark.parametrize("type_", EXAMPLES)
def test_the_sdk_takes_the_example_too(type_: str) -> None:
    empty: dict[str, object] = {
        name: [] for name in INNER & property_names("data_factory", "activity", type_)
    }
    assert sdk_faults(Typed("activity", type_, {**EXAMPLES[type_], **empty})) == []


SAME = sorted((EXAMPLES.keys() & activity_types("synapse")) - {"ExecuteDataFlow"})


@pytest.mark.parametrize("type_", SAME)
def test_synapse_takes_the_example_too(type_: str) -> None:
    assert errors(type_, EXAMPLES[type_], service="synapse") == []


KEYS = [(type_, key) for type_, properties in EXAMPLES.items() for key in properties]


@pytest.mark.parametrize(("type_", "key"), KEYS)
def test_a_misspelt_key_is_refused_there(type_: str, key: str) -> None:
    properties = {name + "s" * (name == key): value for name, value in EXAMPLES[type_].items()}
    found = only(type_, properties)
    assert (found.code, found.path, found.at) == (
        Code.ACTIVITY_PROPERTY,
        (*AT, f"{key}s"),
        "key",
    )
    assert found.hint == f"did you mean {key!r}?"


# names of types -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "hint"),
    [
        ("copy", "did you mean 'Copy'?"),
        ("HDinsightHive", "did you mean 'HDInsightHive'?"),
        ("SqlPoolStoredProcedure", "only Synapse has it"),
    ],
)
def test_unknown_types(type_: str, hint: str) -> None:
    found = only(type_, {})
    assert (found.code, found.path) == (Code.ACTIVITY_TYPE, (*AT[:-1], "type"))
    assert found.message == f"{type_!r} is no known type of activity"
    assert found.hint == hint


def test_a_retired_type_is_a_warning() -> None:
    (found,) = findings("DataLakeAnalyticsU-SQL", EXAMPLES["DataLakeAnalyticsU-SQL"])
    assert (found.code, found.severity) == (Code.RETIRED, "warning")
    assert found.message.endswith("29 February 2024")
    assert found.path == (*AT[:-1], "type")


# depth --------------------------------------------------------------------------------------------

FAULTS: list[tuple[str, tuple[str | int, ...], object, Code, str, str]] = [
    (
        "Copy",
        ("source", "storeSettings", "recursiv"),
        True,
        Code.ACTIVITY_PROPERTY,
        "AzureBlobFSReadSettings has no property 'recursiv'",
        "did you mean 'recursive'?",
    ),
    (
        "Copy",
        ("source", "storeSettings", "type"),
        "AzureBlobFsReadSettings",
        Code.NOT_A_CHOICE,
        "'AzureBlobFsReadSettings' is no type of 'storeSettings'",
        "did you mean 'AzureBlobFSReadSettings'?",
    ),
    (
        "Copy",
        ("sink", "type"),
        5,
        Code.NOT_A_CHOICE,
        "5 is no type of 'sink'",
        "known: AsanaSink and more",
    ),
    (
        "Custom",
        ("referenceObjects", "linkedServices", 0, "referenceNames"),
        "x",
        Code.ACTIVITY_PROPERTY,
        "an item of 'linkedServices' has no property 'referenceNames'",
        "did you mean 'referenceName'?",
    ),
    (
        "Custom",
        ("resourceLinkedService", "type"),
        "LinkedService",
        Code.NOT_A_CHOICE,
        "'LinkedService' is none of the words that 'type' can be",
        "did you mean 'LinkedServiceReference'?",
    ),
    (
        "WebActivity",
        ("method",),
        "GETS",
        Code.NOT_A_CHOICE,
        "'GETS' is none of the words that 'method' can be",
        "did you mean 'GET'?",
    ),
    (
        "Script",
        ("scripts", 0, "parameters", 0, "direction"),
        "Inputt",
        Code.NOT_A_CHOICE,
        "'Inputt' is none of the words that 'direction' can be",
        "did you mean 'Input'?",
    ),
    (
        "ExecuteDataFlow",
        ("dataFlow",),
        "clean",
        Code.WRONG_TYPE,
        "expected {referenceName: ..., type: ...}, found the text 'clean'",
        "",
    ),
    (
        "ForEach",
        ("isSequential",),
        "true",
        Code.WRONG_TYPE,
        "expected true or false, found the text 'true'",
        "drop the quotes",
    ),
    (
        "ForEach",
        ("batchCount",),
        True,
        Code.WRONG_TYPE,
        "expected an integer, found true",
        "",
    ),
    (
        "ForEach",
        ("items",),
        "files",
        Code.WRONG_TYPE,
        "expected an expression (text that begins with '@'), found the text 'files'",
        "",
    ),
    (
        "GetMetadata",
        ("fieldList",),
        "childItems",
        Code.WRONG_TYPE,
        "expected a sequence, found the text 'childItems'",
        "",
    ),
    (
        "HDInsightHive",
        ("defines",),
        ["day"],
        Code.WRONG_TYPE,
        "expected a mapping, found a sequence",
        "",
    ),
    (
        "SetVariable",
        ("variableName",),
        7,
        Code.WRONG_TYPE,
        "expected text, found 7",
        'write "7"',
    ),
    ("SetVariable", ("variableName",), None, Code.WRONG_TYPE, "expected text, found nothing", ""),
]


@pytest.mark.parametrize(("type_", "way", "value", "code", "message", "hint"), FAULTS)
def test_a_fault_is_told_where_it_is(
    type_: str, way: tuple[str | int, ...], value: object, code: Code, message: str, hint: str
) -> None:
    found = only(type_, changed(type_, way, value))
    assert (found.code, found.path, found.message) == (code, (*AT, *way), message)
    if not hint.endswith("and more"):
        assert found.hint == hint


def test_all_faults_are_found_at_once() -> None:
    properties = changed("Copy", ("source", "type"), "Parquet")
    properties["sink"] = {"writeBatchSize": 1}
    properties["parallel"] = 4
    assert {finding.path[4:] for finding in errors("Copy", properties)} == {
        ("source", "type"),
        ("sink",),
        ("parallel",),
    }


def test_what_is_missing_is_told_at_what_lacks_it() -> None:
    found = only("Copy", changed("Copy", ("sink",), {"writeBatchSize": 1}))
    assert (found.path, found.at) == ((*AT, "sink"), "key")
    assert found.message == "the property 'type' of 'sink' is missing"
    assert found.hint.startswith("add `type: ...`, one of ")
    found = only("Wait", {})
    assert (found.path, found.hint) == (AT, "add `waitTimeInSeconds: ...`")


# what is taken ------------------------------------------------------------------------------------


def test_words_are_read_in_any_case() -> None:
    assert errors("WebActivity", changed("WebActivity", ("method",), "post")) == []


EVERYWHERE = [(type_, key) for type_, key in KEYS if key not in ("type",)]


@pytest.mark.parametrize(("type_", "key"), EVERYWHERE)
def test_an_expression_can_stand_for_anything(type_: str, key: str) -> None:
    assert errors(type_, changed(type_, (key,), "@json(variables('x'))")) == []
    studio = {"value": "@json(variables('x'))", "type": "Expression"}
    assert errors(type_, changed(type_, (key,), studio)) == []


def test_what_nobody_can_tell_is_not_judged() -> None:
    data = {"waitTimeInSeconds": Undecided("code computes it")}
    assert list(check_properties("data_factory", "activity", "Wait", data, AT)) == []


def test_an_expression_is_no_type() -> None:
    found = only("Copy", changed("Copy", ("sink", "type"), "@variables('sink')"))
    assert (found.code, found.message) == (
        Code.NOT_A_CHOICE,
        "an expression is no type of 'sink'",
    )


def test_literals_can_hold_whole_objects() -> None:
    data = {"source": Literal({"type": "ParquetSource", "x": 1}), "sink": Literal([1])}
    found = list(check_properties("data_factory", "activity", "Copy", data, AT))
    assert [each.path[4:] for each in found] == [("source", "x"), ("sink",)]


def test_names_of_the_users_own_are_free() -> None:
    assert errors("HDInsightHive", changed("HDInsightHive", ("defines",), {"any name": 1})) == []


# what the spec language supplies ------------------------------------------------------------------


def test_inner_activities_have_keys_of_their_own() -> None:
    found = only("ForEach", changed("ForEach", ("activities",), []))
    assert (found.path, found.at) == ((*AT, "activities"), "key")
    assert "stand under the spec's own key" in found.message


def test_without_them_they_are_missing() -> None:
    found = only("ForEach", EXAMPLES["ForEach"], present=frozenset())
    assert found.message == "the property 'activities' of ForEach is missing"


# linked services and datasets ---------------------------------------------------------------------


def test_a_linked_service_can_have_variants() -> None:
    good = {"url": "https://example.com", "authenticationType": "Anonymous"}
    assert errors("Web", good, "linkedService") == []
    found = only("Web", {**good, "password": "x"}, "linkedService")
    assert found.message == "Anonymous has no property 'password'"
    found = only("Web", {"url": "https://example.com"}, "linkedService")
    assert found.message == "the property 'authenticationType' of Web is missing"


def test_a_dataset_is_checked() -> None:
    location = {"type": "AzureBlobFSLocation", "fileSystem": "lake", "folderPath": "scores"}
    assert errors("Parquet", {"location": location}, "dataset") == []
    found = only("Parquet", {"location": {**location, "type": "Lake"}}, "dataset")
    assert found.path == (*AT, "location", "type")


def test_a_type_without_properties_has_none() -> None:
    assert errors("SapBwCube", {}, "dataset") == []
    assert only("SapBwCube", {"table": "x"}, "dataset").hint == "it has: nothing"


def test_a_secret_is_never_quoted() -> None:
    """It is refused as a secret, by another check."""
    assert errors("AzureBatch", batch("hunter2"), "linkedService") == []
    found = only("AzureBatch", batch({"type": "Secure"}), "linkedService")
    assert found.code == Code.NOT_A_CHOICE


def batch(key: object) -> dict[str, object]:
    pool = {"referenceName": "store", "type": "LinkedServiceReference"}
    uris = {"accountName": "batch", "batchUri": "https://example.com", "poolName": "pool"}
    return {**uris, "linkedServiceName": pool, "accessKey": key}
