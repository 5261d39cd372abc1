"""Python is read back as its half of the contract: what is offered, and where each thing stands."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.aml.read import Unreadable
from generator.contract.model import Offer, Read
from generator.contract.values import Literal, Undecided
from generator.diagnostics import Path as Way
from generator.diagnostics import Place
from tests.read.aml_reading import FILE, V1, V2, at, leaves, offer, read, shown, text

FIXTURES = sorted((Path(__file__).parent / "aml").glob("*.py"))

every_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)


@every_fixture
def test_a_file_is_read_as_what_it_offers(fixture: Path) -> None:
    expected = json.loads(fixture.with_suffix(".json").read_text("utf-8"))
    found = [shown(each.half) for each in read(fixture.read_text("utf-8"))]
    assert text(found) == text(expected)


def test_nothing_depends_on_comments_or_line_ends() -> None:
    for fixture in FIXTURES:
        source = fixture.read_text("utf-8")
        commented = "\n".join(f"{line}  # threshold" for line in source.splitlines())
        bare = ast.unparse(ast.parse(source))
        ...


# where it stands ----------------------------------------------------------------------------------


@every_fixture
def test_everything_has_an_exact_place(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    for each in read(source):
        assert {(), ("sdk",)} <= each.places.keys()
        for path, leaf in leaves(each.half):
            place = each.places[path]
            assert place.file == FILE
            assert tells(at(source, place), leaf), (path, place, at(source, place))


CALLEES = ("PipelineParameter", "Parameter", "OutputFileDatasetConfig", "DataPath", "In", "Output")
TYPES = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
}


def tells(written: str, leaf: object) -> bool:
    """Whether some text is, or at least can be, what says `leaf`."""
    ...
