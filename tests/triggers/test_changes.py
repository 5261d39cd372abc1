"""What Azure refuses to change of a tumbling window that is there."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from generator.compiler.changes import refused
from generator.compiler.compile import compile
from generator.contract.values import Json
from generator.diagnostics import Code
from generator.factory.triggers import refused_changes
from tests.rows.base import specs
from tests.support.projects import SPECS

WINDOW: dict[str, Json] = {
    "frequency": "Hour",
    "interval": 24,
    "startTime": "2036-01-01T00:00:00Z",
    "maxConcurrency": 1,
}


def window(changed: Mapping[str, Json], kind: str = "TumblingWindowTrigger") -> Json:
    return {"name": "w", "properties": {"type": kind, "typeProperties": {**WINDOW, **changed}}}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"frequency": "Minute"}, ["frequency from Hour to Minute"]),
        ({"interval": 12}, ["interval from 24 to 12"]),
        (
            {"startTime": "2036-01-02T00:00:00Z"},
            ["startTime from 2036-01-01T00:00:00Z to 2036-01-02T00:00:00Z"],
        ),
        (
            {"frequency": "Month", "interval": 1},
            ["frequency from Hour to Month", "interval from 24 to 1"],
        ),
    ],
)
def test_what_defines_the_windows_never_changes(changed: dict[str, Json], told: list[str]) -> None:
    assert list(refused_changes(window({}), window(changed))) == told


@pytest.mark.parametrize(
    "same",
    [
        {"maxConcurrency": 50, "delay": "0.01:00:00", "endTime": "2037-01-01T00:00:00Z"},
        {"frequency": "hour"},
        {"startTime": "2036-01-01T00:00:00.000Z"},
        {"startTime": "2036-01-01T00:00:00+00:00"},
        {"startTime": "2036-01-01T00:00:00"},
    ],
)
def test_the_rest_may_change_and_the_spelling(same: dict[str, Json]) -> None:
    assert list(refused_changes(window({}), window(same))) == []


OTHERS: list[Json] = [
    None,
    1,
    [],
    {},
    {"properties": []},
    {"properties": {"type": "TumblingWindowTrigger"}},
    {"properties": {"type": "TumblingWindowTrigger", "typeProperties": 1}},
    window({"frequency": "Day"}, "ScheduleTrigger"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_window_is_not_judged(other: Json) -> None:
    assert list(refused_changes(other, window({}))) == []
    assert list(refused_changes(window({}), other)) == []


TRIGGER = "{type: tumbling_window, frequency: Day, start: 2036-01-01T00:00:00Z, parameters: VALUE}"
LINES = "  triggers:\n    w: " + TRIGGER.replace(
    "VALUE", '{region: "@{trigger().outputs.windowEndTime}"}'
)
OUTPUT = PurePosixPath("output")


@pytest.mark.parametrize("service", ["data_factory", "synapse"])
@pytest.mark.parametrize("text", [json.dumps(window({"interval": 12})), "{", "[" * 100_000])
def test_the_text_of_a_document_is_enough(service: str, text: str) -> None:
    compiled = compile(SPECS, specs(service=service, more=f"{LINES}\n"))
    assert compiled.errors == ()
    (path,) = (each for each in compiled.artifacts if each.name == "row_w.json")
    found = refused(compiled, OUTPUT, {OUTPUT / path: text})
    if text.endswith("}"):
        (fault,) = found
        assert fault.code is Code.FIXED_ONCE_MADE
        assert fault.place.file == SPECS / "row.yaml"
        assert fault.related[0][1].file == OUTPUT / path
    else:
        assert found == ()


def test_a_new_trigger_changes_nothing() -> None:
    compiled = compile(SPECS, specs(more=f"{LINES}\n"))
    assert refused(compiled, OUTPUT, {}) == ()
