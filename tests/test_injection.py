"""Injection: whatever text stands wherever text can stand, it is refused or comes out as data.

The places are those of the JSON Schema. What comes out is judged by parsing and evaluating it,
without anything of the generator.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compiler.compile import compile
from generator.contract.types import encode
from generator.diagnostics import Code
from generator.spec.schema import job_schema, project_schema
from tests.support import carried, language
from tests.support.arm import Deployment
from tests.support.carried import CARRIED, EMBEDDED, EVALUATED
from tests.support.evaluation import NotEvaluated, Run, spelled
from tests.support.fast import black_remembers
from tests.support.hostile import HOSTILE, Changed, Spot, with_texts
from tests.support.projects import SPECS, Texts, changed, full

Files = dict[str, str]
PROJECT = SPECS / "project.yaml"
IDS = "  endpoint_ids: {full_v1: 11111111-1111-1111-1111-111111111111}\n"
JOBS = ("full_v1", "full_v2")
every_job = pytest.mark.parametrize("job", JOBS)
every_text = pytest.mark.parametrize("name", HOSTILE)


@pytest.fixture(autouse=True, scope="module")
def _fast() -> Iterator[None]:
    with black_remembers():
        yield


@cache
def specs(job: str) -> Texts:
    """The project with one job."""
    project = full()[PROJECT]
    if job == "full_v2":
        project = changed(project, (IDS, ""))
    file = SPECS / f"{job}.yaml"
    return {PROJECT: project, file: full()[file]}


# the places ---------------------------------------------------------------------------------------

WAYS: Mapping[str, tuple[str, ...]] = {
    "parameters.*.default": ("parameters", "note", "default"),
    "parameters.*.pattern": ("parameters", "cohort", "pattern"),
    "parameters.*.description": ("parameters", "note", "description"),
    "factory.triggers.*.parameters.*": ("factory", "triggers", "daily", "parameters", "note"),
}
"""Where a place matters; of any other key, the first place is taken."""


def is_text(schema: language.Schema) -> bool:
    return "enum" not in schema and schema.get("type", "string") not in ("integer", "number", "boolean")  # fmt: skip  # noqa: E501


def leaves_of_text() -> set[str]:
    """Every key and every name of the language that is text, or may be."""
    schemas = (job_schema(), project_schema())
    found = {leaf: kind for schema in schemas for leaf, kind in language.leaves(schema).items()}
    return {leaf for leaf, kind in found.items() if is_text(kind)}


@cache
def spots(job: str) -> tuple[Spot, ...]:
    """One spot for each key that is text, in the specs of a job."""
    found: dict[str, Spot] = {}
    for file, text in specs(job).items():
        schema = project_schema() if file == PROJECT else job_schema()
        for way, (leaf, value) in language.ways(schema, yaml.load(text, yaml.BaseLoader)).items():
            exact = tuple(step for step in way if step != language.NAME)
            if isinstance(value, str) and WAYS.get(leaf, exact) == exact:
                found.setdefault(leaf, Spot(file, exact, leaf))
    return tuple(spot for leaf, spot in found.items() if leaf in leaves_of_text())


def test_every_key_that_is_text_has_a_spot() -> None:
    known = {spot.leaf for job in JOBS for spot in spots(job)}
    assert leaves_of_text() == known


# refused or carried -------------------------------------------------------------------------------


@dataclass
class Tried:
    """What became of one text at all spots of a job."""

    text: str
    carried: set[Spot]
    refused: set[Spot]
    files: Files


def tried(job: str, text: str) -> Tried:
    """Write a text everywhere, and take it away again where it is refused."""
    left, refused = set(spots(job)), set[Spot]()
    while True:
        now = with_texts(specs(job), dict.fromkeys(left, text))
        result = compile(SPECS, now.texts)
        if not result.diagnostics:
            files = {str(path): artifact.text for path, artifact in result.artifacts.items()}
            return Tried(text, left, refused, files)
        assert not result.artifacts
        assert all(fault.code is not Code.YAML_SYNTAX for fault in result.diagnostics)
        named = {spot for fault in result.diagnostics for spot in now.at(fault.place)}
        assert named, [str(fault) for fault in result.diagnostics]
        refused |= named
        left -= named


@every_job
@every_text
def test_a_text_is_refused_or_comes_out_as_data(name: str, job: str) -> None:
    found = tried(job, HOSTILE[name])
    for spot in found.carried:
        assert_is_data(found, spot)
    base = artifacts(job)
    assert found.files.keys() == base.keys()
    for path, text in found.files.items():
        if "/test_" not in path:  # the generated tests have other samples for another pattern
            assert carried.shape(path, text) == carried.shape(path, base[path]), path
    assert_arm_gives_the_documents(found.files)


@cache
def artifacts(job: str) -> Mapping[str, str]:
    result = compile(SPECS, specs(job))
    return {str(path): artifact.text for path, artifact in result.artifacts.items()}


def assert_is_data(found: Tried, spot: Spot) -> None:
    text = Run().value(found.text) if spot.leaf in EVALUATED else found.text
    if spot.leaf in EMBEDDED:
        assert text == HOSTILE["dash"]
        return
    assert spot.leaf in CARRIED, f"nobody knows where {spot.leaf} comes out"
    out = list(CARRIED[spot.leaf](found.files))
    assert set(out) <= {text}, f"{spot.leaf}: {out}"
    if spot.leaf.endswith("description") and spot.file != PROJECT and "factory" not in spot.leaf:
        assert "".join(text.split()) in carried.documented(found.files)
    else:
        assert out, f"{spot.leaf} comes out nowhere"


def assert_arm_gives_the_documents(files: Files) -> None:
    template = json.loads(files["arm/ARMTemplateForFactory.json"])
    given = json.loads(files["arm/ARMTemplateParametersForFactory.dev.json"])["parameters"]
    values = {name: each["value"] for name, each in given.items()}
    for missing in template["parameters"].keys() - values.keys():
        values[missing] = "11111111-1111-1111-1111-111111111111"
    kinds = {"pipelines": "pipeline", "triggers": "trigger", "linkedServices": "linkedService"}
    for resource in Deployment(template, values).resources():
        kind = kinds[str(resource["type"]).rpartition("/")[2]]
        name = str(resource["name"]).partition("/")[2]
        assert resource["properties"] == carried.properties(files, f"factory/{kind}/{name}.json")


FREE = {leaf for leaf in CARRIED if leaf.endswith("description")} | {"parameters.*.default"}
UNPRINTABLE = {"next line", "null", "controls", "byte order mark", "carriage return"}
REFUSED_AS_EXPRESSION = {"interpolation", "leading at", "call"}


@every_text
def test_free_text_is_carried_whatever_it_is(name: str) -> None:
    """So that the proof is not empty: all that is refused is named here."""
    leaves = {spot.leaf for spot in tried("full_v1", HOSTILE[name]).carried}
    if name in UNPRINTABLE:
        assert leaves == set()
    elif name == "very long":
        assert leaves & FREE == {"parameters.*.default"}
    else:
        assert leaves >= FREE
        assert (leaves >= EVALUATED) is (name not in REFUSED_AS_EXPRESSION)


@every_text
@every_job
def test_no_name_is_hostile(name: str, job: str) -> None:
    """What becomes an identifier, a file, a resource or a part of an address takes none of them."""
    may_carry = {*CARRIED, *EMBEDDED}
    assert {spot.leaf for spot in tried(job, HOSTILE[name]).carried} <= may_carry


# from the spec to the script ----------------------------------------------------------------------

LETTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[
        *(chr(code) for code in [*range(9), *range(11, 32), *range(127, 160)]),
        *"\ufeff\ufffe\uffff",
    ],
)
TEXTS = st.lists(
    st.sampled_from([*"@{}[]'\"\\\n -=%+$`", "@{", "@@", "${{", "%0A"]) | st.text(LETTERS)
).map("".join)
NOTE = ("parameters", "note", "default")
DAILY_NOTE = WAYS["factory.triggers.*.parameters.*"]


def escaped(text: str) -> str:
    """Text as a spec writes it where an expression could stand."""
    return f"@{text}" if text.startswith("@") else text.replace("@{", "@@{")


def with_note(job: str, text: str) -> Changed:
    file = SPECS / f"{job}.yaml"
    default, set_ = Spot(file, NOTE, "parameters.*.default"), Spot(file, DAILY_NOTE, "a trigger's")
    return with_texts(specs(job), {default: text, set_: escaped(text)})


@every_job
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_encoded_text_arrives_at_the_script(job: str, text: str) -> None:
    result = compile(SPECS, with_note(job, text).texts)
    assert result.diagnostics == ()
    files = {str(path): artifact.text for path, artifact in result.artifacts.items()}
    (default,) = {*CARRIED["parameters.*.default"](files)}
    (fired,) = CARRIED["factory.triggers.*.parameters.*"](files)
    for value in (default, fired):
        assert value == text
        assert script_gets(job, files, {"note": value})["note"] == text


@given(text=TEXTS)
def test_both_sides_encode_alike(text: str) -> None:
    run = Run({"note": text})
    assert encode(text) == run.value("@concat('=', uriComponent(pipeline().parameters.note))")


VALUES: dict[str, list[Any]] = {
    "threshold": [0.5, 1.0, 0.25, 1, 0.3000000001],
    "top": [1, 1000, 26],
    "dry_run": [True, False],
    "region": ["a", "2024-01-01", "a/b.c:d+e_f-g", "0"],
}
SPELLINGS = {
    "threshold": {"0.5": 0.5, "1": 1.0, "1.0": 1.0, "5E-01": 0.5, "5e-1": 0.5, " 0.5 ": 0.5},
    "top": {"26": 26, "+26": 26, "026": 26},
    "dry_run": {"True": True, "true": True, "1": True, "False": False, "false": False, "0": False},
    "region": {"a": "a", "-a": "-a"},
}
GIVEN: dict[str, Any] = {
    "run_date": "2026-01-05",
    "region": "north",
    "cohort": "retail",
    "note": "n",
    "top": 5,
    "threshold": 0.5,
    "dry_run": False,
}


@every_job
@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in VALUES.items() for v in vs])
def test_a_value_of_every_type_arrives(job: str, name: str, value: object) -> None:
    given = script_gets(job, dict(artifacts(job)), {name: value})[name]
    assert given == value
    assert isinstance(given, float if name == "threshold" else type(value))


@every_job
@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_understood(job: str, name: str) -> None:
    """Whatever any hop may make of a value, since only text crosses the last three."""
    for text, value in SPELLINGS[name].items():
        words = command_line({**texts_of(GIVEN), name: text})
        given = parsed(artifacts(job), words)[name]
        assert (given, type(given)) == (value, type(value))


@every_job
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("threshold", "nan"),
        ("threshold", "inf"),
        ("threshold", "2"),
        ("threshold", ""),
        ("top", "1E+20"),
        ("top", "0.5"),
        ("top", "0"),
        ("dry_run", "yes"),
        ("dry_run", ""),
        ("note", "no mark"),
        ("note", "=%FF"),
        ("cohort", "two words"),
    ],
)
def test_what_is_no_value_is_refused(job: str, name: str, text: str) -> None:
    with pytest.raises((SystemExit, UnicodeDecodeError)):
        parsed(artifacts(job), command_line({**texts_of(GIVEN), name: text}))


def texts_of(values: Mapping[str, Any]) -> dict[str, str]:
    return {n: encode(v) if n == "note" else spelled(v) for n, v in values.items()}


def command_line(texts: Mapping[str, str]) -> list[str]:
    return [word for name, text in {"model": "/", **texts}.items() for word in (f"--{name}", text)]


def script_gets(job: str, files: Files, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the scoring script is given in a run with these values, hop by hop."""
    run = Run({**GIVEN, **values})
    (path,) = (path for path in files if path.startswith("factory/pipeline/"))
    settings = carried.properties(files, path)["activities"][0]["typeProperties"]
    if job == "full_v1":
        sent = {n: run.data(v) for n, v in settings["mlPipelineParameters"].items() if n in GIVEN}
        assert all(isinstance(text, str) for text in sent.values()), "SDK v1 takes text only"
        return parsed(files, command_line(sent))
    inputs = settings["body"]["properties"]["InputData"]
    literals = {n: run.data(each["Value"]) for n, each in inputs.items() if "Value" in each}
    return parsed(files, split(files, {"model": "/", **literals}))


def split(files: Files, values: Mapping[str, Any]) -> list[str]:
    """SDK v2 writes all into one line, each value as Python's str(), and splits it at spaces."""
    for node in ast.walk(carried.code(files, "pipeline.py")):
        if isinstance(node, ast.keyword) and node.arg == "program_arguments":
            line = str(ast.literal_eval(node.value))
    for name, value in values.items():
        line = line.replace(f"${{{{inputs.{name}}}}}", str(value))
    assert "${{" not in line
    return line.split(" ")


def parsed(files: Mapping[str, str], words: list[str]) -> dict[str, Any]:
    (path,) = (path for path in files if path.endswith("/contract.py"))
    module = contract(files[path])
    return vars(module.parse(module.Predict, words))


@cache
def contract(text: str) -> Any:
    """The generated parser, run; nothing else of what was generated is."""
    module = ModuleType("contract")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "contract", module)  # for its dataclasses
        exec(text, vars(module))
    return module


# the judge ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "a"),
        ("@", "@"),
        ("@@x", "@x"),
        ("@@@{x}", "@@{x}"),
        ("a@@{x}", "a@{x}"),
        ("@concat('it''s ', string(pipeline().parameters.n), '@{x}')", "it's 1E-07@{x}"),
        ("@toLower(string(pipeline().parameters.b))", "true"),
        ("@uriComponent('a b~\u00fc')", "a%20b~%C3%BC"),
        ("@variables('v')", 5),
    ],
)
def test_the_evaluator_knows_the_factory_s_rules(text: str, value: object) -> None:
    run = Run({"n": 1e-7, "b": True}, {"v": 5})
    assert run.value(text) == value
    assert run.data({"type": "Expression", "value": text}) == value


@pytest.mark.parametrize("text", ["@x", "@{x}", "a@{x}", "@concat('a')b", "@concat('a'", "@'a'''"])
def test_the_evaluator_refuses_the_rest(text: str) -> None:
    with pytest.raises(NotEvaluated):
        Run().value(text)
