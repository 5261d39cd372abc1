"""Documents of a folder: found without case, read once; bad ones are told with their place."""

from pathlib import Path

import pytest

from generator.expression.values import Json
from generator.local.factory import Documents, Refused, Services, run_pipeline
from generator.local.factory.parameters import parse
from tests.support.pipeline_runs import clock, documents, lay_out


def refused(here: Documents, kind: str, name: str) -> str:
    with pytest.raises(Refused) as told:
        here.get(kind, name)  # type: ignore[arg-type]
    (found,) = told.value.diagnostics
    return f"{found.code.name} {found.place.line}:{found.place.column} {found.message}"


def test_names_have_no_case_and_files_may_begin_with_a_mark(tmp_path: Path) -> None:
    here = documents(tmp_path, {"Main": {"activities": []}})
    file = tmp_path / "pipeline/Main.json"
    file.write_text("\ufeff" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert here.get("pipeline", "mAIN").name == "Main"
    assert list(here.texts) == [here.get("pipeline", "main").file]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'{\n  "a": [1,]\n}', "UNREADABLE_SIDE 2:11 the file is no JSON: Expecting value"),
        (b"", "UNREADABLE_SIDE 1:1 the file is no JSON: Expecting value"),
        (b'{"a": NaN}', "UNREADABLE_SIDE 0:0 the file cannot be read: NaN is no JSON"),
        (b'"\xff"', "UNREADABLE_SIDE 0:0 the file cannot be read: 'utf-8' codec"),
        (b"[" * 100_000, "UNREADABLE_SIDE 0:0 the file cannot be read: maximum recursion"),
        (b"[" * 200 + b"]" * 200, "UNREADABLE_SIDE 0:0 the file is nested too deeply"),
    ],
)
def test_a_file_that_is_none_is_told(text: bytes, told: str, tmp_path: Path) -> None:
    here = documents(tmp_path, {"main": {"activities": []}, "fine": {"activities": []}})
    (tmp_path / "pipeline/main.json").write_bytes(text)
    assert refused(here, "pipeline", "main").startswith(told)
    assert here.get("pipeline", "fine").name == "fine"


def test_what_is_not_there_has_a_nearest_name(tmp_path: Path) -> None:
    here = documents(tmp_path, {"main": {"activities": []}})
    assert refused(here, "trigger", "daily") == "UNKNOWN_TRIGGER 0:0 there is no trigger 'daily'"
    assert refused(here, "pipeline", "x") == "UNKNOWN_PIPELINE 0:0 there is no pipeline 'x'"


def test_global_parameters_are_the_factory_s(tmp_path: Path) -> None:
    set_it: Json = {
        "name": "Set",
        "type": "SetVariable",
        "typeProperties": {"variableName": "v", "value": "@pipeline().globalParameters.region"},
    }
    here = documents(
        tmp_path, {"main": {"variables": {"v": {"type": "String"}}, "activities": [set_it]}}
    )
    region: Json = {"region": {"type": "string", "value": "west"}}
    lay_out(tmp_path, {"factory/f": {"name": "f", "properties": {"globalParameters": region}}})
    run = run_pipeline(here, "main", {}, Services(clock=clock()), print)
    assert run.variables == {"v": "west"}


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    parameters: Json = {"key": {"type": "secureString"}, "day": {"type": "string"}}
    here = documents(tmp_path, {"main": {"parameters": parameters, "activities": []}})
    given: dict[str, Json] = {"key": "k", "day": "d"}
    run = run_pipeline(here, "main", given, Services(clock=clock()), print)
    assert run.parameters == {"key": "********", "day": "d"}


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("string", "3", "3"),
        ("int", "3", 3),
        ("Float", "3", 3),
        ("float", "1e-3", 0.001),
        ("bool", "True", True),
        ("array", '["a"]', ["a"]),
        ("object", "{}", {}),
        ("secureString", "", ""),
    ],
)
def test_a_value_is_read_from_text(type_: str, text: str, value: Json) -> None:
    assert parse(type_, text) == value


@pytest.mark.parametrize(
    ("type_", "text"),
    [("int", "3.5"), ("bool", "yes"), ("array", "{}"), ("float", "true"), ("int", "null")],
)
def test_text_that_is_no_value_is_refused(type_: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"expected {type_}, got '{text}'"):
        parse(type_, text)
