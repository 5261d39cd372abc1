"""From a spec to a script: any text in an encoded parameter arrives, and so does each spelling."""

import ast
import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compiler.compile import compile
from tests.support import cases, factory_values, projects
from tests.support.projects import SPECS
from tests.support.spots import Changed, Spot, spots

_BASE = projects.texts(cases.FOLDER / "everything" / "specs")
_TRIGGERS = {"full_v1": "nightly", "full_v2": "weekly"}
_GIVEN = {
    "run_date": "2026-01-05",
    "region": "eu/west",
    "cohort": "new",
    "ticket": "#ABCDE",
    "team": "triage",
    "top": -3,
    "rank": 7,
    "threshold": 0.5,
    "weight": 1.0,
    "dry_run": True,
    "urgent": False,
}
NOTES = ("note", *(f"note_{number}" for number in range(2, 11)))
"""Parameters of the same kind: compiling once tries a text in each."""
_OF_THE_STEP = {
    "region",
    *NOTES,
    "ticket",
    *(name for name in _GIVEN if name not in ("run_date", "cohort", "team")),
}
_REFUSED = [chr(code) for code in [*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0)]]
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[*_REFUSED, *"\ufeff\ufffe\uffff"])
)
PIECES = st.lists(
    st.sampled_from(
        ["@", "@{", "}", "@@{", "[", "]", "'", '"', "\\", "\n", " ", "-", "%0A", "=", "+"]
    )
    | TEXTS
).map("".join)


def written(text: str) -> str:
    """Text as it stands in a spec where expressions can stand."""
    return f"@{text}" if text.startswith("@") else text.replace("@{", "@@{")


def _with_notes(text: str) -> str:
    """A spec in which the parameter `note` is there ten times, and so is each value for it."""
    text = re.sub(r"(arguments: \[.*?)\bnote\b", rf"\1{', '.join(NOTES)}", text)
    for pattern in (r"  note:\n(?:    .*\n)+", r" +note: .*\n"):
        text = re.sub(
            f"^{pattern}",
            lambda found: "".join(found[0].replace("note:", f"{name}:", 1) for name in NOTES),
            text,
            flags=re.MULTILINE,
        )
    return text


_NOTED = {
    file: _with_notes(text) if file.stem in _TRIGGERS else text for file, text in _BASE.items()
}
_SPOTS = spots(_NOTED)


def _changes(texts: Mapping[str, str]) -> dict[Spot, str]:
    found = {}
    for job, trigger in _TRIGGERS.items():
        file = SPECS / f"{job}.yaml"
        for name, text in texts.items():
            found[Spot(file, ("parameters", name, "default"), key=False)] = text
            at = ("factory", "triggers", trigger, "parameters", name)
            found[Spot(file, at, key=False)] = written(text)
    assert found.keys() <= _SPOTS.keys()
    return found


@given(st.fixed_dictionaries(dict.fromkeys(NOTES, PIECES)))
@settings(max_examples=20, deadline=None)
def test_any_text_arrives(texts: dict[str, str]) -> None:
    result = compile(SPECS, Changed(_NOTED, _SPOTS, _changes(texts)).texts)
    assert result.diagnostics == ()
    files = {str(path): artifact.text for path, artifact in result.artifacts.items()}
    for job, trigger in _TRIGGERS.items():
        for given_values in (_defaults(files, job), _fired(files, job, trigger)):
            found = arrives(files, job, {**_GIVEN, **given_values})
            assert {name: found[name] for name in NOTES} == texts


def _defaults(files: dict[str, str], job: str) -> dict[str, Any]:
    document = factory_values.data(json.loads(files[f"factory/pipeline/{job}.json"]))
    parameters = document["properties"]["parameters"]
    return {name: parameters[name]["defaultValue"] for name in NOTES}


def _fired(files: dict[str, str], job: str, trigger: str) -> dict[str, Any]:
    document = factory_values.data(json.loads(files[f"factory/trigger/{job}_{trigger}.json"]))
    (pipeline,) = document["properties"]["pipelines"]
    return {name: pipeline["parameters"][name] for name in NOTES}


# from a run to the script -------------------------------------------------------------------------


def arrives(files: dict[str, str], job: str, parameters: factory_values.Run) -> dict[str, Any]:
    """What the scoring script of a job has of the values of a run."""
    sent = {
        name: factory_values.run(value, parameters) for name, value in _sent(files, job).items()
    }
    words = _words_v1(sent) if job == "full_v1" else _words_v2(files, job, sent)
    contract = _module(files[f"aml/{job}/contract.py"])
    return dict(vars(contract.parse(contract.Predict, words)))


def _sent(files: dict[str, str], job: str) -> dict[str, Any]:
    document = json.loads(files[f"factory/pipeline/{job}.json"])
    kind = "AzureMLExecutePipeline" if job == "full_v1" else "WebActivity"
    first = next(each for each in document["properties"]["activities"] if each["type"] == kind)
    properties = first["typeProperties"]
    if job == "full_v1":
        return dict(properties["mlPipelineParameters"])
    data = properties["body"]["properties"]["InputData"]
    return {name: each["Value"] for name, each in data.items() if "Value" in each}


def _words_v1(sent: dict[str, Any]) -> list[str]:
    """SDK v1 hands over a list, text by text."""
    assert all(isinstance(value, str) for value in sent.values())
    rest = {name: value for name, value in sent.items() if name in _OF_THE_STEP}
    return ["--marks", "/", *(word for name in rest for word in (f"--{name}", rest[name]))]


def _words_v2(files: dict[str, str], job: str, sent: dict[str, Any]) -> list[str]:
    """SDK v2 fills in one line as Python spells values, and splits it at spaces."""
    line = _arguments(files[f"aml/{job}/pipeline.py"])
    for name, value in {**sent, "marks": "/"}.items():
        line = line.replace(f"${{{{inputs.{name}}}}}", str(value))
    return line.split(" ")


@cache
def _arguments(pipeline: str) -> str:
    """The arguments of the first parallel step, in one line."""
    first = next(
        node.value
        for node in ast.walk(ast.parse(pipeline))
        if isinstance(node, ast.keyword) and node.arg == "program_arguments"
    )
    if isinstance(first, ast.Call):  # " ".join([...])
        (words,) = first.args
        return " ".join(ast.literal_eval(words))
    return str(ast.literal_eval(first))


@cache
def _module(text: str) -> Any:
    """A generated contract. Its dataclasses look for their module."""
    module = ModuleType(f"contract_{hash(text)}")
    sys.modules[module.__name__] = module
    exec(text, vars(module))  # what the generator wrote, and nothing else, is run here
    return module


# every spelling -----------------------------------------------------------------------------------


@cache
def _files() -> dict[str, str]:
    result = compile(SPECS, _BASE)
    return {str(path): artifact.text for path, artifact in result.artifacts.items()}


@pytest.mark.parametrize("job", _TRIGGERS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("top", -3),
        ("top", 0),
        ("rank", 9007199254740993),
        ("rank", -1),
        ("threshold", 0.5),
        ("threshold", 1.0),
        ("threshold", 1e-7),
        ("threshold", -1e-7),
        ("weight", 1e20),
        ("weight", -1.5e300),
        ("weight", 0.1),
        ("dry_run", True),
        ("dry_run", False),
        ("urgent", True),
        ("urgent", False),
    ],
)
def test_a_value_arrives(job: str, name: str, value: object) -> None:
    found = arrives(_files(), job, {**_GIVEN, "note": "x", name: value})[name]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("job", _TRIGGERS)
@pytest.mark.parametrize(
    ("name", "spelling", "value"),
    [
        *(("dry_run", word, True) for word in ("True", "true")),
        *(("dry_run", word, False) for word in ("False", "false")),
        *(("threshold", word, 0.5) for word in ("0.5", "5E-01")),
        *(("threshold", word, 1.0) for word in ("1", "1.0")),
        *(("threshold", word, 1e-7) for word in ("1E-07", "1e-07")),
        *(("threshold", word, -1e-7) for word in ("-1E-07", "-1e-07")),
        *(("weight", word, 1e20) for word in ("1E+20", "1e+20")),
        ("rank", "9007199254740993", 9007199254740993),
        ("rank", "-1", -1),
    ],
)
def test_every_spelling_is_understood(job: str, name: str, spelling: str, value: object) -> None:
    texts = {**{n: str(v) for n, v in _GIVEN.items()}, "note": "=x", "ticket": "=%23ABCDE"}
    texts |= {name: spelling, "marks": "/"}
    words = [word for each, text in texts.items() for word in (f"--{each}", text)]
    contract = _module(_files()[f"aml/{job}/contract.py"])
    found = getattr(contract.parse(contract.Predict, words), name)
    assert (found, type(found)) == (value, type(value))
