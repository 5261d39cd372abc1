"""The JSON Schema that editors use: what it takes, what it refuses, and what it tells."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.contract.values import Json
from generator.diagnostics import Path as Way
from generator.spec import forms
from generator.spec.forms import Raw
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.schema import Schema, job_schema, project_schema
from generator.spec.source import read
from tests.spec.good_project import KEYS, NAMES, SPECS, TEXTS, VALUES, flow, root, title

ROOT = Path(__file__).parents[2]
SCHEMAS = {"job": job_schema(), "project": project_schema()}
every_schema = pytest.mark.parametrize("name", SCHEMAS)


def as_editor(node: Node) -> Json:
    """A file as an editor sees it, by the core schema of YAML 1.2 alone."""
    if isinstance(node, Mapping):
        return {name.text: as_editor(value) for name, value in node.entries}
    if isinstance(node, Sequence):
        return [as_editor(item) for item in node.items]
    return forms.core(Raw(node.text, node.plain))


def parsed(text: str) -> Json:
    source = read(PurePosixPath("a.yaml"), text)
    assert source.root, source.diagnostics
    return as_editor(source.root)


def faults(file: PurePosixPath, text: str) -> list[Any]:
    schema = SCHEMAS["project" if file.stem == "project" else "job"]
    return list(Draft202012Validator(schema).iter_errors(parsed(text)))


# the schema itself --------------------------------------------------------------------------------


@every_schema
def test_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@every_schema
def test_the_committed_file_is_what_the_command_prints(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", name]) == 0
    committed = ROOT / "specs" / "schema" / f"{name}.schema.json"
    assert committed.read_text("utf-8") == capsys.readouterr().out
    assert json.loads(committed.read_text("utf-8")) == SCHEMAS[name]


@pytest.mark.parametrize("file", sorted((ROOT / "specs").glob("*.yaml")), ids=lambda f: f.name)
def test_every_spec_names_its_schema(file: Path) -> None:
    name = "project" if file.stem == "project" else "job"
    first = file.read_text("utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.schema.json"


def described(schema: Json, way: Way = ()) -> Iterator[tuple[Way, Json]]:
    """Every key of the language, with its schema."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            for name, inner in properties.items():
                yield (*way, name), inner
        for name, inner in schema.items():
            if name != "properties":
                yield from described(inner, (*way, name))


@pytest.mark.parametrize(
    ("way", "schema"),
    [(way, inner) for schema in SCHEMAS.values() for way, inner in described(schema)],
    ids=title,
)
def test_every_key_says_what_it_is_for(way: Way, schema: Schema) -> None:
    about = schema["description"]
    assert isinstance(about, str)
    # A sentence of a length that a tooltip can hold; lower case only for a word of the language.
    assert re.fullmatch(r"([A-Z0-9`]|[a-z][a-z0-9_]*(,? (or )?[a-z]+)*: ).{7,200}\.", about)
    assert "  " not in about


def test_every_key_of_every_class_is_there() -> None:
    keys = [way for schema in SCHEMAS.values() for way, _ in described(schema)]
    assert len(keys) > 90
    assert ("$defs", "Schedule", "frequency") in keys


# what it takes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file",
    [*sorted((ROOT / "specs").glob("*.yaml")), *(ROOT / "tests/broken/base" / f for f in TEXTS)],
    ids=lambda file: f"{file.parent.parent.name}/{file.name}",
)
def test_takes_what_compiles(file: Path) -> None:
    assert faults(PurePosixPath(file), file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version: "7"', "version: 7"),
        ('python: "3.11"', "python: 3.11"),
        ("default: all", "default: 10"),
        ("default: 0.5", "default: 1"),
        ("threshold: 0.7", "threshold: true"),
        ("description: Score customers for churn.", "description: 42"),
        ("storedProcedureName: dbo.load_scores", "storedProcedureName: [1, {a: null}]"),
    ],
)
def test_takes_text_without_quotes(old: str, new: str) -> None:
    text = TEXTS[SPECS / "churn.yaml"]
    assert text.count(old) == 1
    assert faults(SPECS / "churn.yaml", text.replace(old, new)) == []


# what it refuses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "way", "node"), VALUES, ids=title)
def test_refuses_a_value_of_a_wrong_kind(file: PurePosixPath, way: Way, node: Node) -> None:
    instead = "[[wrong]]" if isinstance(node, Scalar) else "wrong"
    found = faults(file, flow(root(file), way, instead))
    assert found
    assert {tuple(fault.path)[: len(way)] for fault in found} == {way}


@pytest.mark.parametrize(("file", "way"), KEYS, ids=title)
def test_refuses_a_misspelt_key(file: PurePosixPath, way: Way) -> None:
    text = flow(root(file), way, "", key=f"{way[-1]}s")
    validators = {fault.validator for fault in faults(file, text)}
    # Without the key that tells what it is, nobody can say which others it may have.
    assert validators & {"additionalProperties", "required"}


@pytest.mark.parametrize(("file", "way"), NAMES, ids=title)
def test_refuses_a_name_of_a_wrong_form(file: PurePosixPath, way: Way) -> None:
    (fault,) = faults(file, flow(root(file), way, "", key='"-"'))
    assert tuple(fault.path) == way[:-1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("version: 1", 'version: "1"'),
        ("name: churn\n", "name: Churn\n"),
        ("name: churn\n", f"name: {'a' * 61}\n"),
        ("type: string, default: all", "type: strng, default: all"),
        ("type: boolean, default: false", "type: boolean, default: [false]"),
        ("timeout: 10m", "timeout: 10"),
        ("timeout: 10m", "timeout: ten minutes"),
        ("start: 2026-01-01T06:00:00Z", "start: 2026-01-01"),
        ("script: predict.py", "script: ../predict.py"),
        ('path: "churn/scores/{run_date}"', "path: /churn"),
        ("sdk: v2", "sdk: v3"),
        ("timeout: 6h", "retry: -1"),
        ("timeout: 6h", 'secure_input: "true"'),
        ("packages: [pandas]", "packages: [pandas 3]"),
    ],
)
def test_refuses_what_has_not_the_form(old: str, new: str) -> None:
    text = TEXTS[SPECS / "churn.yaml"]
    assert text.count(old) == 1, old
    assert faults(SPECS / "churn.yaml", text.replace(old, new))


def test_a_job_has_a_step_or_more() -> None:
    text = TEXTS[SPECS / "churn.yaml"]
    assert faults(SPECS / "churn.yaml", text.replace("steps:\n  predict:", "steps: {}\nother:"))
    two = text.replace("steps:\n", "steps:\n  more: {type: parallel, input: a, output: b}\n")
    assert faults(SPECS / "churn.yaml", two) == []
