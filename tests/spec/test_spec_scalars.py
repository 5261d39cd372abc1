"""Scalars get the type of their place, by the YAML 1.2 core schema (10.3.2), and never a guess."""

from pathlib import PurePosixPath

import pytest

from generator.contract.model import Type
from generator.diagnostics import Code
from generator.spec.decode import Decoded, decode
from generator.spec.forms import Data, Raw
from generator.spec.record import Record, key
from generator.spec.scalars import typed
from generator.spec.source import read


class Places(Record):
    """A place of each type."""

    integer: int | None = key("A value.", default=None)
    number: float | None = key("A value.", default=None)
    boolean: bool | None = key("A value.", default=None)
    text: str | None = key("A value.", default=None)
    raw: Raw | None = key("A value.", default=None)
    data: Data | None = key("A value.", default=None)


def placed(place: str, written: str) -> Decoded[object]:
    source = read(PurePosixPath("a.yaml"), f"{place}: {written}\n")
    assert source.root, source.diagnostics
    return decode(Places, source.root)


TAKEN: dict[str, dict[str, object]] = {
    "integer": {
        "10": 10,
        "-3": -3,
        "+3": 3,
        "0": 0,
        "010": 10,
        "0o17": 15,
        "0x1F": 31,
        "00": 0,
    },
    "number": {
        "1": 1,
        "1.5": 1.5,
        "1e3": 1000.0,
        ".5": 0.5,
        "5.": 5.0,
        "-1.5E-3": -0.0015,
        "+.5e+1": 5.0,
        "010": 10,
    },
    "boolean": {
        "true": True,
        "True": True,
        "TRUE": True,
        "false": False,
        "False": False,
        "FALSE": False,
    },
    "text": {
        "on": "on",
        "yes": "yes",
        "off": "off",
        "010": "010",
        "0o17": "0o17",
        "1e3": "1e3",
        "1_000": "1_000",
        "3.10": "3.10",
        "2024-01-01": "2024-01-01",
        "2024-01-01T00:00:00Z": "2024-01-01T00:00:00Z",
        "12:30": "12:30",
        "true": "true",
        ".nan": ".nan",
        "=": "=",
        "nothing": "nothing",
        '"null"': "null",
        "'~'": "~",
        '"10"': "10",
        '"a\\tb"': "a\tb",
    },
    "raw": {
        "010": Raw("010", True),
        '"010"': Raw("010", False),
        "on": Raw("on", True),
        "'null'": Raw("null", False),
    },
    "data": {
        "010": 10,
        "0o17": 15,
        "0x1F": 31,
        "1e3": 1000.0,
        "3.10": 3.1,
        "on": "on",
        "yes": "yes",
        "NO": "NO",
        "true": True,
        "null": None,
        "~": None,
        "": None,
        "2024-01-01": "2024-01-01",
        "12:30": "12:30",
        "1_000": "1_000",
        "0b1": "0b1",
        ".inf": ".inf",  # JSON has no such number
        "1e999": "1e999",
        '"1"': "1",
        "'true'": "true",
        '""': "",
        "|-\n  1": "1",
        "[1, '1', [on], {a: ~}]": [1, "1", ["on"], {"a": None}],
        "{1: 2, true: x}": {"1": 2, "true": "x"},
    },
}


@pytest.mark.parametrize(
    ("place", "written", "value"),
    [(place, *each) for place, table in TAKEN.items() for each in table.items()],
)
def test_a_scalar_is_what_its_place_says(place: str, written: str, value: object) -> None:
    decoded = placed(place, written)
    assert decoded.findings == ()
    found = getattr(decoded.value, place)
    assert (type(found), found) == (type(value), value)


REFUSED = {
    "integer": [
        "1.0",
        "1e3",
        "1_000",
        "0b1",
        "0O17",
        "12:30",
        "ten",
        '"10"',
        "'10'",
        "true",
        "9" * 21,
    ],
    "number": [".inf", "-.Inf", ".nan", "1e999", "1,5", "1.5.1", '"1.5"', "0o8", "true"],
    "boolean": ["yes", "no", "on", "off", "y", "1", "0", '"true"', "tRUE"],
}


@pytest.mark.parametrize(
    ("place", "written"), [(place, each) for place, table in REFUSED.items() for each in table]
)
def test_what_is_not_of_the_type_is_refused(place: str, written: str) -> None:
    decoded = placed(place, written)
    assert [finding.code for finding in decoded.findings] == [Code.WRONG_TYPE]
    assert decoded.broken == {(place,)}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
@pytest.mark.parametrize("place", ["integer", "number", "boolean", "text", "raw"])
def test_nothing_is_no_value(place: str, written: str) -> None:
    (finding,) = placed(place, written).findings
    assert finding.message.endswith("found nothing")


@pytest.mark.parametrize(
    ("place", "written", "hint"),
    [
        ("integer", '"10"', "drop the quotes"),
        ("boolean", "'true'", "drop the quotes"),
        ("integer", "2.0", "write 2"),
        ("integer", "1e3", "write 1000"),
        ("integer", "1_000", "write 1000"),
        ("number", "1_000.5", "write 1000.5"),
        ("boolean", "yes", "write true"),
        ("boolean", "OFF", "write false"),
        ("boolean", "TRue", "write true"),
        ("integer", "ten", ""),
        ("integer", "2.5", ""),
    ],
)
def test_the_hint_says_how_it_is_written(place: str, written: str, hint: str) -> None:
    (finding,) = placed(place, written).findings
    assert finding.hint == hint


@pytest.mark.parametrize(
    ("kind", "text", "plain", "value"),
    [
        (Type.STRING, "010", True, "010"),
        (Type.STRING, "null", False, "null"),
        (Type.STRING, "null", True, None),
        (Type.STRING, "", False, ""),
        (Type.INTEGER, "010", True, 10),
        (Type.INTEGER, "10", False, None),
        (Type.INTEGER, "1.0", True, None),
        (Type.NUMBER, "1", True, 1),
        (Type.NUMBER, "1e3", True, 1000.0),
        (Type.NUMBER, ".inf", True, None),
        (Type.BOOLEAN, "TRUE", True, True),
        (Type.BOOLEAN, "yes", True, None),
        (Type.BOOLEAN, "true", False, None),
    ],
)
def test_a_default_has_the_type_of_its_parameter(
    kind: Type, text: str, plain: bool, value: object
) -> None:
    found = typed(Raw(text, plain), kind)
    assert (type(found), found) == (type(value), value)
