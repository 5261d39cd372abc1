"""Where something stands in a JSON text, however it is laid out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from generator.merge.positions import line_of

DOCUMENT: Any = {
    "": [0, [1, {}, [], 2], {"a,b": 3, 'c"]}\\': {"d": [4]}}],
    "e\n": {"f": 5, "g": {"f": 6}},
    "[{:,": [[[7]], {}, 8, "}{"],
    "last": 9,
}


def leaves(value: Any, *way: str | int) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, *way, step)
    elif isinstance(value, int):
        yield way, value


@pytest.mark.parametrize("indent", [0, 1, "\t"])
def test_every_leaf_is_found(indent: int | str) -> None:
    text = json.dumps(DOCUMENT, indent=indent)
    lines = [
        line.strip().rstrip(",").removeprefix('"').rpartition(" ")[2] for line in text.split("\n")
    ]
    found = {value: line_of(text, way) for way, value in leaves(DOCUMENT)}
    assert found == {value: lines.index(str(value)) + 1 for value in range(10)}


def test_one_line_and_what_is_not_there() -> None:
    text = json.dumps(DOCUMENT)
    assert {line_of(text, way) for way, _ in leaves(DOCUMENT)} == {1}
    assert line_of("\n\n{}", ()) == 3
    assert line_of(text, ("e\n", "h")) == line_of(text, ("", 9)) == line_of("{}", ("a",)) == 0


def test_a_member_stands_where_its_key_does() -> None:
    assert line_of('{"a":\n\n1, "b"\n:\n2}', ("a",)) == 1
    assert line_of('{"a":\n\n1, "b"\n:\n2}', ("b",)) == 3
