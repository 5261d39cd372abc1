"""Python is read back as its half of the contract: what is offered, and where each thing stands."""

import ast
import json
import re
from pathlib import Path

import pytest

from generator.contract.model import Offer, Read
from generator.contract.values import Literal, Undecided
from generator.diagnostics import Path as Way
from generator.diagnostics import Place
from tests.read.aml_reading import FILE, at, leaves, read, shown, text

FIXTURES = sorted((Path(__file__).parent / "aml").glob("*.py"))

every_fixture = pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)


@every_fixture
def test_a_file_is_read_as_what_it_offers(fixture: Path) -> None:
    expected = json.loads(fixture.with_suffix(".json").read_text("utf-8"))
    found = [shown(each.half) for each in read(fixture.read_text("utf-8"))]
    assert text(found) == text(expected)


@every_fixture
def test_layout_and_comments_say_nothing(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    bare = ast.unparse(ast.parse(source))
    headed = "# name: other, type: string\r\n" + source.replace("\n", "\r\n")
    for other in (bare, headed):
        assert [known(each.half) for each in read(other)] == [
            known(each.half) for each in read(source)
        ]


def known(half: Offer) -> list[tuple[Way, object]]:
    """What a half says for sure: what is undecided tells its place or its text, too."""
    said = (pair for pair in leaves(half) if not isinstance(pair[1], Undecided))
    return [pair for pair in said if "<undecided" not in str(pair)]


# where it stands ----------------------------------------------------------------------------------


@every_fixture
def test_everything_has_an_exact_place(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    for each in read(source):
        assert {(), ("sdk",)} <= each.places.keys()
        for path, leaf in leaves(each.half):
            written = at(source, each.places[path])
            assert each.places[path].file == FILE
            assert written == written.strip() != "", path
            if isinstance(leaf, Undecided):
                assert " ".join(written.split()) in leaf.why


@every_fixture
def test_another_literal_at_a_place_changes_what_stands_there(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    before = said(read(source))
    written = ((place, at(source, place)) for _, place in before.values())
    changes = [(place, new) for place, old in written if (new := another(before, place, old))]
    assert bool(changes) == bool(before)
    for place, new in changes:
        after = said(read(put(source, place, new)))
        changed = {way for way, (leaf, _) in before.items() if after.get(way, (None,))[0] != leaf}
        expected = follows(before, place, at(source, place))
        assert expected <= changed <= expected | may_follow(before, place, source), (place, new)
        for way in expected & after.keys():
            value = shown(after[way][0])
            assert str(value) in new or value == ast.literal_eval(new)


@every_fixture
def test_a_known_value_at_a_place_decides_what_was_undecided(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    before = said(read(source))
    for way, (leaf, place) in before.items():
        if isinstance(leaf, Undecided) or "<undecided" in str(leaf):
            known = (said(read(put(source, place, new))) for new in ('"known"', '{"known": 1}'))
            assert any(after.get(way, (None,))[0] != leaf for after in known)


@every_fixture
def test_without_what_stands_at_the_place_of_a_role_there_is_no_such_thing(fixture: Path) -> None:
    source = fixture.read_text("utf-8")
    before = said(read(source))
    for way, (_, place) in before.items():
        if way[-1] in ("sdk", "role", "kind") and not at(source, place).startswith(('"', "{")):
            after = said(read(put(source, place, "unknown")))
            assert after.get(way, ("", None))[1] != place


Said = dict[Way, tuple[object, Place]]


def said(found: tuple[Read[Offer], ...]) -> Said:
    """Every leaf and its place; the first step of a way is the number of the offer."""
    return {
        (number, *path): (leaf, each.places[path])
        for number, each in enumerate(found)
        for path, leaf in leaves(each.half)
    }


WORDS = {"string": "number", "number": "string", "integer": "string", "boolean": "string"}
WORDS |= {"uri_folder": "uri_file", "uri_file": "uri_folder", "mltable": "uri_file"}


def another(before: Said, place: Place, written: str) -> str | None:
    """Another name for a name, another literal of its type for a literal; None for other code."""
    if any(leaf == written for leaf, there in before.values() if there == place):
        return f"{written}_x"
    try:
        value = ast.literal_eval(written)
    except (SyntaxError, ValueError):
        return None
    if isinstance(value, str):
        return repr(WORDS.get(value, f"{value}_x"))
    return repr(not value if isinstance(value, bool) else value + 1)


def follows(before: Said, place: Place, written: str) -> set[Way]:
    """What is said at a place, and of a name all that is said of what has it.

    A role does not stand in a literal; a type or a kind does if it is written out as a word.
    """
    here = {way for way, (_, there) in before.items() if there == place}
    word = written.strip("\"'") in WORDS
    silent = ("role",) if word else ("role", "kind", "type")
    names = {way for way in here if len(way) == 3}
    inside = {way for way in before if way[:3] in names}
    return inside | {way for way in here if way[-1] not in silent}


def may_follow(before: Said, place: Place, source: str) -> set[Way]:
    """What is computed from other literals, and what a type has a say in."""
    typed = {way[:3] for way, (_, there) in before.items() if there == place and way[-1] == "type"}
    return {
        way
        for way, (leaf, there) in before.items()
        if way[:3] in typed
        or (isinstance(leaf, Literal) and re.search(r'^f"| \+ ', at(source, there)))
    }


def put(source: str, place: Place, written: str) -> str:
    """A source with other text at a place."""
    lines = source.splitlines(keepends=True)
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + written + line[place.end_column - 1 :]
    return "".join(lines)
