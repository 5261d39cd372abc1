"""One fault is one diagnostic: whatever follows from it is not reported.

Every key and every value of the good project is broken in turn.
"""

from pathlib import PurePosixPath

import pytest

from generator.compiler.compile import compile
from generator.diagnostics import Code, Diagnostic
from generator.diagnostics import Path as Way
from generator.spec.nodes import Node, Scalar
from tests.spec.good_project import KEYS, NAMES, SPECS, TEXTS, VALUES, flow, root, title

every_value = pytest.mark.parametrize(("file", "way", "node"), VALUES, ids=title)
every_scalar = pytest.mark.parametrize(
    ("file", "way"),
    [
        (file, way)
        for file, way, node in VALUES
        if isinstance(node, Scalar) and way[-1] != "description"
    ],
    ids=title,
)


def diagnosed(file: PurePosixPath, text: str) -> tuple[Diagnostic, ...]:
    return compile(SPECS, {**TEXTS, file: text}).diagnostics


def marked(text: str, diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return text[place.column - 1 : place.end_column - 1]


def test_the_project_is_good_in_one_line_too() -> None:
    for file in TEXTS:
        assert diagnosed(file, flow(root(file), ("nowhere",), "")) == ()


@every_value
def test_a_value_of_a_wrong_kind(file: PurePosixPath, way: Way, node: Node) -> None:
    instead = "[[wrong]]" if isinstance(node, Scalar) else "wrong"
    text = flow(root(file), way, instead)
    (found,) = diagnosed(file, text)
    assert found.code is Code.WRONG_TYPE
    assert text[found.place.column - 1 :].startswith(instead)


@every_value
def test_no_value(file: PurePosixPath, way: Way, node: Node) -> None:
    text = flow(root(file), way, "null")
    (found,) = diagnosed(file, text)
    assert found.code is Code.WRONG_TYPE
    assert marked(text, found) == "null"


@every_scalar
def test_a_value_that_cannot_be_carried(file: PurePosixPath, way: Way) -> None:
    text = flow(root(file), way, '"\\0"')
    (found,) = diagnosed(file, text)
    assert marked(text, found) == '"\\0"'


@pytest.mark.parametrize(("file", "way"), KEYS, ids=title)
def test_a_misspelt_key(file: PurePosixPath, way: Way) -> None:
    name = str(way[-1])
    text = flow(root(file), way, "", key=f"{name}s")
    (found,) = diagnosed(file, text)
    assert found.code is Code.UNKNOWN_KEY
    assert marked(text, found) == f"{name}s"
    assert found.hint == f"did you mean {name!r}?"


@pytest.mark.parametrize(("file", "way"), NAMES, ids=title)
def test_a_name_of_a_wrong_form(file: PurePosixPath, way: Way) -> None:
    key = f'"{str(way[-1])[:-1]}\\0"'
    text = flow(root(file), way, "", key=key)
    (found,) = diagnosed(file, text)
    assert marked(text, found) == key
