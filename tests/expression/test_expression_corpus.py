"""Agreement with what Microsoft's engine did, and with what real factories contain."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Code
from generator.expression import (
    Constant,
    Scope,
    SyntaxFault,
    Text,
    Whole,
    canonical,
    check,
    is_expression,
    parse,
)

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
ENGINE = CORPUS / "expressions.json"
FACTORIES = CORPUS / "adf"

REFUSED_BY_CHECK = {"literal", "arity", "not_adf"}
"""Categories whose refused expressions can be told without evaluating them."""


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    if not ENGINE.exists():
        pytest.skip("the corpus of evaluated expressions is not here")
    found: list[dict[str, Any]] = json.loads(ENGINE.read_text(encoding="utf-8"))["expressions"]
    return found


def accepted(records: list[dict[str, Any]]) -> Iterator[str]:
    yield from (record["expression"] for record in records if record["ok"])


def test_nothing_that_the_engine_evaluates_is_refused(records: list[dict[str, Any]]) -> None:
    refused = {
        text: found for text in accepted(records) if (found := check(text, Scope(in_loop=True)))
    }
    assert refused == {}
    assert sum(1 for _ in accepted(records)) > 700


def test_nothing_but_syntax_faults_is_raised(records: list[dict[str, Any]]) -> None:
    faulty = [record for record in records if not parses(record["expression"])]
    assert not any(record["ok"] for record in faulty)
    # Microsoft's engine calls the same 35 expressions unparseable.
    assert len(faulty) == 35


def parses(text: str) -> bool:
    try:
        parse(text)
    except SyntaxFault:
        return False
    return True


def test_what_is_wrong_without_running_it_is_found(records: list[dict[str, Any]]) -> None:
    wrong = [
        record
        for record in records
        if not record["ok"] and record["id"].rpartition("-")[0] in REFUSED_BY_CHECK
    ]
    assert wrong
    assert [r["expression"] for r in wrong if not check(r["expression"], Scope())] == []


def test_functions_of_logic_apps_are_unknown(records: list[dict[str, Any]]) -> None:
    foreign = [record["expression"] for record in records if record.get("not_adf")]
    assert foreign
    for text in foreign:
        codes = [problem.code for problem in check(text, Scope())]
        assert codes == [Code.UNKNOWN_FUNCTION], text


def test_constants_and_text_have_the_engines_value(records: list[dict[str, Any]]) -> None:
    compared = 0
    for record in records:
        if not record["ok"]:
            continue
        match parse(record["expression"]):
            case Text(value) | Whole(Constant(value)):
                assert value == record["value"], record["expression"]
                assert isinstance(value, float) == (record["type"] == "number")
                compared += 1
    assert compared > 30


def test_the_canonical_spelling_keeps_the_tree(records: list[dict[str, Any]]) -> None:
    for text in accepted(records):
        assert parse(canonical(text)) == parse(text)


@pytest.fixture(scope="module")
def real_expressions() -> frozenset[str]:
    if not FACTORIES.exists():
        pytest.skip("the corpus of real factories is not here")
    return frozenset(text for path in FACTORIES.rglob("*.json") for text in in_file(path))


def in_file(path: Path) -> Iterator[str]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        return
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if value.keys() == {"value", "type"} and value["type"] == "Expression":
                yield str(value["value"])
            pending += value.values()
        elif isinstance(value, list):
            pending += value


def test_expressions_of_real_factories_are_understood(real_expressions: frozenset[str]) -> None:
    assert sum(is_expression(text) for text in real_expressions) > 200
    for text in real_expressions:
        found = {problem.code for problem in check(text, Scope(in_loop=True))}
        # dataset() and linkedService() stand in their own documents there
        assert found <= {Code.NOT_AVAILABLE_HERE}, text
        assert parse(canonical(text)) == parse(text)
