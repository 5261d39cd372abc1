"""What expressions give: tables by kind of function, and what Microsoft's engine did.

A line of a table is an expression and, behind an arrow, its value as JSON, or the word error. The
results were compared with those of Microsoft's own engine.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.expression import FUNCTIONS, SYSTEM_FUNCTIONS, Context, Json
from generator.expression.cases import Case, Result, read_cases, read_context, result, type_of

TABLES = sorted((Path(__file__).parent / "values").glob("*.txt"))
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "expressions.json"
ELSEWHERE = {"dataset", "linkedService", "trigger", "triggerBody"}
"""Functions that have no value in a pipeline."""

CONTEXT = Context(
    parameters={
        "stage": "test",
        "Rows": 20,
        "nothing": None,
        "names": ["a", "b"],
        "paths": {"in": "raw", "a b": "spaced", "deep": {"er": [1, {"x": None}]}},
        "1st": "one",
    },
    global_parameters={"group": "rg"},
    system={"RunId": "r-1", "Pipeline": "score"},
    variables={"state": "Running", "list": [1, 2, 3], "on": True, "body": '{"x":[1]}'},
    activities={
        "Score it": {
            "status": "Failed",
            "output": {"count": 2, "value": [{"n": 1}, {"n": None}]},
            "error": {"message": "no"},
        }
    },
    item={"name": "x", "files": ["1.csv"], "none": None},
    now=lambda: datetime(2026, 7, 1, 12, 34, 56, 789_000, UTC),
)


def cases(table: Path) -> Iterator[Case]:
    for line in table.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        expression, arrow, right = line.partition("  =>  ")
        assert arrow, line
        value: Json = None if right == "error" else json.loads(right)
        expected = Result(error="") if right == "error" else Result(value, type_of(value))
        yield Case(line, expression, expected)


def differing(found: Iterator[Case], context: Context) -> dict[str, str]:
    return {
        case.id: str(got)
        for case in found
        if not (got := result(case.expression, context)).agrees(case.expected)
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_values_are_those_of_the_table(table: Path) -> None:
    assert differing(cases(table), CONTEXT) == {}


def test_every_function_has_a_value_and_an_error() -> None:
    every = [case for table in TABLES for case in cases(table)]
    known = {*FUNCTIONS, *SYSTEM_FUNCTIONS} - ELSEWHERE
    for is_error in (False, True):
        told = [each.expression for each in every if (each.expected.error is not None) is is_error]
        called = {name.lower() for name in re.findall(r"(\w+)\(", " ".join(told))}
        assert {name for name in known if name.lower() not in called} == set()


def test_all_that_microsofts_engine_did_is_done() -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus of evaluated expressions is not here")
    data = json.loads(CORPUS.read_text(encoding="utf-8"))
    assert len(data["expressions"]) > 900
    assert differing(read_cases(data), read_context(data)) == {}
