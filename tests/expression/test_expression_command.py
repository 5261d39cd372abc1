"""`scorewright expression`: files of expressions, and one that is typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

CASES = [
    {"id": "two", "expression": "@add(1,1)", "ok": True, "value": 2, "type": "integer"},
    {"id": "no", "expression": "@add(1,", "ok": False},
    {"id": "name", "expression": "@item().x", "ok": True, "value": [1.0], "type": "array"},
    {"id": "nan", "expression": "@float('NaN')", "ok": True, "value": "NaN", "type": "string"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, *CASES)


def written(folder: Path, *cases: dict[str, Any]) -> Path:
    path = folder / "cases.json"
    data = {"about": "", "context": {"item": {"x": [1.0]}}, "expressions": cases}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_says_how_many_agree(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expression", str(file)]) == 0
    assert capsys.readouterr().out == "4 of 4 agree.\n"


def test_tells_each_that_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other_type = {**CASES[0], "type": "number", "value": 2.0}
    inside = {**CASES[2], "value": [1]}
    error = {**CASES[1], "ok": True, "value": None, "type": "null"}
    value = {"id": "value", "expression": "a", "ok": False}
    file = written(tmp_path, other_type, inside, error, value, CASES[0])
    assert main(["expression", str(file)]) == 1
    assert capsys.readouterr().out == (
        'two\n  expression  "@add(1,1)"\n  expected    number 2.0\n  got         integer 2\n'
        'name\n  expression  "@item().x"\n  expected    array [1]\n  got         array [1.0]\n'
        'no\n  expression  "@add(1,"\n  expected    null null\n'
        "  got         error: no value stands before the end\n"
        'value\n  expression  "a"\n  expected    an error\n  got         string "a"\n'
        "1 of 5 agree.\n"
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("[]", "an object is expected, not array"),
        ("{}", "the key 'context' is missing"),
        ('{"context": []}', "an object is expected, not array"),
        ('{"context": {}}', "the key 'expressions' is missing"),
        ('{"context": {}, "expressions": {}}', "an array of expressions is expected"),
        ('{"context": {"activities": {"a": 1}}}', "an object is expected, not integer"),
        ('{"context": {}, "expressions": [1]}', "an object is expected, not integer"),
        (
            '{"context": {}, "expressions": [{"id": 1}]}',
            "a string is expected, not integer",
        ),
        (
            '{"context": {}, "expressions": [{"id": "a", "expression": "b", "ok": 1}]}',
            "true or false is expected",
        ),
        (
            '{"context": {}, "expressions": [{"id": "a", "expression": "b", "ok": true,'
            ' "type": "x"}]}',
            "'x' is none of the types",
        ),
        (
            '{"context": {}, "expressions": [{"id": "a", "expression": "b", "ok": true,'
            ' "type": "null"}]}',
            "the key 'value' is missing",
        ),
        ("{", "the file is not JSON"),
        ("[" * 100_000, "the file is not JSON"),
    ],
)
def test_another_shape_is_told(
    data: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cases.json"
    path.write_text(data, encoding="utf-8")
    assert main(["expression", str(path)]) == 2
    assert told in capsys.readouterr().err


def test_prints_the_value_of_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expression", "--eval", "@concat('a', 1.0)"]) == 0
    assert main(["expression", "--eval", "@item().x[0]", str(file)]) == 0
    assert capsys.readouterr().out == '"a1"\n1.0\n'


def test_marks_the_place_of_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expression", "--eval", "@concat('a',\n  item())"]) == 1
    assert "--> --eval:2:3" in capsys.readouterr().err


def test_needs_something_to_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expression"]) == 2
    assert "name a FILE" in capsys.readouterr().err
