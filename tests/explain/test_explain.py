"""`scorewright explain`: every code is explained, and its examples are what they say they are."""

import copy
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from generator.cli import main
from generator.compiler.compile import draft
from generator.diagnostics import Code
from generator.diagnostics.explanation import Explanation, explanation

BASE = Path(__file__).parents[1] / "broken" / "base" / "specs"
FILES = ("churn.yaml", "project.yaml")
SPECS = {name: (BASE / name).read_text("utf-8") for name in FILES}
TODAY = date(2026, 7, 1)
SYNTAX = {Code.YAML_SYNTAX, Code.DUPLICATE_KEY, Code.TAG, Code.ALIAS, Code.ONE_DOCUMENT}
SYNTAX |= {Code.BAD_CHARACTER}
"""What is wrong with the text itself, before there are any data: the example is added as it is."""
OF_FILES = {Code.NO_VALUE, Code.FIXED_ONCE_MADE}
"""What no spec by itself can have, as all of SW0xx and SW5xx."""
COMPILED = [each for each in Code if each.value[2] in "1234" and each not in OF_FILES]
STORAGE = (
    "/subscriptions/00000000-0000-0000-0000-00000000000d/resourceGroups/rg"
    "/providers/Microsoft.Storage/storageAccounts/landing"
)
SOURCES = {"environments": {each: {"sources": {"landing": STORAGE}} for each in ("dev", "prod")}}
"""Whose events triggers can hear."""


def merged(whole: Any, part: Any) -> Any:
    """Some data with others on top: mappings by key; what is empty, and all else, instead."""
    if isinstance(whole, Mapping) and isinstance(part, Mapping) and part:
        return {
            **whole,
            **{key: merged(whole.get(key), each) for key, each in part.items()},
        }
    return copy.deepcopy(part)


def project(example: str, *, as_it_is: bool) -> dict[PurePosixPath, str]:
    """The good project of `broken` with an example in it."""
    if as_it_is:
        kept = re.sub(r"^description:.*\n", "", SPECS["churn.yaml"], flags=re.MULTILINE)
        texts = {**SPECS, "churn.yaml": f"{kept}{example}\n"}
        return {PurePosixPath("specs", name): text for name, text in texts.items()}
    data = {name: yaml.load(text, yaml.BaseLoader) for name, text in SPECS.items()}
    data["project.yaml"] = merged(data["project.yaml"], SOURCES)
    name = "project.yaml" if example.startswith("# specs/project.yaml\n") else "churn.yaml"
    data[name] = merged(data[name], yaml.load(example, yaml.BaseLoader))
    return {
        PurePosixPath("specs", name): yaml.dump(each, Dumper=Dumper, sort_keys=False, width=10_000)
        for name, each in data.items()
    }


class Dumper(yaml.SafeDumper):
    """Writes text without quotes where YAML 1.1 would read another type, as the specs do."""


Dumper.yaml_implicit_resolvers = {}


def found(example: str, code: Code) -> dict[str, str]:
    """What is wrong with the project that has an example in it: messages by code."""
    texts = project(example, as_it_is=code in SYNTAX)
    drafted = draft(PurePosixPath("specs"), texts, today=TODAY)
    return {each.code.value: f"{each.message} {each.place}" for each in drafted.diagnostics}


@pytest.mark.parametrize("code", Code)
def test_every_code_is_explained(code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code.value.lower()]) == 0
    text = capsys.readouterr().out
    told = explanation(code)
    assert text.startswith(f"{code.value}: {code.meaning}\n\n{told.text}\n")
    assert told.wrong != told.right
    for line in text.splitlines():
        assert len(line) <= 120


@pytest.mark.parametrize("code", COMPILED)
def test_what_is_wrong_is_wrong(code: Code) -> None:
    told = found(explanation(code).wrong, code)
    assert code.value in told, told


@pytest.mark.parametrize("code", COMPILED)
def test_what_is_right_compiles(code: Code) -> None:
    told = found(explanation(code).right, code)
    assert told.keys() - ({"SW107"} if code in SYNTAX else set()) == set(), told


def test_the_text_is_one_of_known_codes_only() -> None:
    told = Path(explanation.__code__.co_filename).parent / "explained"
    text = "\n".join(file.read_text("utf-8") for file in told.iterdir())
    assert sorted(re.findall(r"^## (\w+)$", text, re.MULTILINE)) == sorted(Code)


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{each.value}  {each.meaning}" for each in sorted(Code)]


@pytest.mark.parametrize(
    ("code", "told"), [("SW999", "did you mean"), ("nonsense", "all codes: scorewright explain")]
)
def test_a_code_that_is_none_is_told(
    code: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", code]) == 2
    assert told in capsys.readouterr().err


def test_an_explanation_is_what_its_page_says() -> None:
    assert explanation(Code.UNKNOWN_ARGUMENT) == Explanation(
        Code.UNKNOWN_ARGUMENT,
        explanation(Code.UNKNOWN_ARGUMENT).text,
        "steps: {predict: {arguments: [segmnt, threshold, top, dry_run]}}",
        "steps: {predict: {arguments: [segment, threshold, top, dry_run]}}",
    )
