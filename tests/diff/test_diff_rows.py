"""Every field of every struct that a project is made of is told, or says why it is not."""

import typing
from collections.abc import Iterator

import pytest
from msgspec import Struct

from generator.compiler.diff.facts import facts
from generator.compiler.diff.rows import ROWS, Row
from generator.contract import values
from generator.contract.job import Job, Parameter, Project
from generator.contract.model import Type

VALUES = (values.Literal, values.Expression, values.Undecided)
"""What is spelled, and not told by its fields."""


def reached(of: object, seen: set[type[Struct]]) -> Iterator[type[Struct]]:
    """The structs that a type leads to, itself first if it is one."""
    if isinstance(of, type) and issubclass(of, Struct):
        if of in seen or of in VALUES:
            return
        seen.add(of)
        yield of
        for hint in typing.get_type_hints(of).values():
            yield from reached(hint, seen)
    for inner in typing.get_args(of):
        yield from reached(inner, seen)


REACHED = [*reached(Project, set())]


def test_the_way_leads_through_all_of_a_project() -> None:
    names = {each.__name__ for each in REACHED}
    assert {"Job", "Parameter", "Times", "Activity", "Dependency", "KeyVaultSecret"} <= names


@pytest.mark.parametrize("kind", REACHED, ids=lambda kind: kind.__name__)
def test_every_field_has_a_row(kind: type[Struct]) -> None:
    assert {*kind.__struct_fields__} == ROWS[kind].keys()


def test_every_row_is_of_something_that_a_project_is_made_of() -> None:
    assert set(REACHED) == ROWS.keys()


def test_a_new_field_without_a_row_is_found() -> None:
    class Wider(Parameter, frozen=True):
        owner: str = ""

    class Holder(Struct, frozen=True):
        wider: tuple[Wider | None, ...]
        job: "Job"

    (found,) = (each for each in reached(Wider, set()) if each is Wider)
    assert {*found.__struct_fields__} - ROWS[Parameter].keys() == {"owner"}
    hints = typing.get_type_hints(Holder, localns={"Wider": Wider})
    assert Wider in reached(hints["wider"], set())
    with pytest.raises(KeyError):
        facts(Wider("top", Type.INTEGER))


@pytest.mark.parametrize(
    "row",
    [row for rows in ROWS.values() for row in rows.values()],
    ids=[f"{kind.__name__}.{name}" for kind, rows in ROWS.items() for name in rows],
)
def test_a_row_either_tells_or_says_why_not(row: Row) -> None:
    if row.follows:
        assert (row.word, row.say, row.of_all) == ("", None, None)
    assert not (row.say and row.of_all)
