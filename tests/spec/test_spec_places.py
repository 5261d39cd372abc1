"""Every key and value of a file knows where it stands, to the character."""

from pathlib import PurePosixPath

import pytest

from generator.diagnostics import Code, Path, Place
from generator.diagnostics.finding import Finding
from generator.spec.nodes import Scalar
from generator.spec.places import Places
from generator.spec.source import read

FILE = PurePosixPath("a.yaml")


def places(text: str) -> Places:
    source = read(FILE, text)
    assert not source.diagnostics
    return Places(source.file, source.text)


def marked(text: str, place: Place) -> str:
    """The characters of a text that a place marks."""
    line = text.split("\n")[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("a: bc", ("a",), "bc"),
        ("a:   bc   # why", ("a",), "bc"),
        ("a: 'b''c'", ("a",), "'b''c'"),
        ('a: "b\\tc" # why', ("a",), '"b\\tc"'),
        ("é: {日: b, c: d}", ("é", "日"), "b"),
        ("é: {日: b, c: d}", ("é", "c"), "d"),
        ("a: {b: c}", ("a",), "{"),
        ("a:\n  - b\n  - {c: d}", ("a",), "-"),
        ("a:\n  - b\n  - {c: d}", ("a", 0), "b"),
        ("a:\n  - b\n  - {c: d}", ("a", 1, "c"), "d"),
        ("a: [b, [c]]", ("a", 1, 0), "c"),
        ("a:\n  b:\n    c: d", ("a", "b"), "c"),
        ("a: |\n  b\n  c\n", ("a",), "|"),
        ("a: >-  # why\n  b\n  c\n", ("a",), ">-"),
        ("a: b\n  c\n  d", ("a",), "b"),
        ("a: 'b c\n  d'", ("a",), "'b c"),
        ("a: &x b", ("a",), "b"),
        ("a: &x b\nc: *x", ("c",), "*x"),
        ("? a\n: b", ("a",), "b"),
        ('"a": b', ("a",), "b"),
    ],
)
def test_a_value_is_marked(text: str, path: Path, shown: str) -> None:
    assert marked(text, places(text).value(path)) == shown


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("a: b", ("a",), "a"),
        ("  a: b", ("a",), "a"),
        ('{"a b": {c: d}}', ("a b",), '"a b"'),
        ('{"a b": {c: d}}', ("a b", "c"), "c"),
        ("é: 1\n日本: 2", ("日本",), "日本"),
        ("a:\n- b: 1\n  c: 2", ("a", 0, "c"), "c"),
    ],
)
def test_a_key_is_marked(text: str, path: Path, shown: str) -> None:
    assert marked(text, places(text).key(path)) == shown


def test_what_is_missing_stands_where_it_should_be() -> None:
    found = places("a:\n  b: c")
    assert found.value(("a", "x", "y")) == found.value(("a",))
    assert found.key(("a", "x")) == found.value(("a",))
    assert found.value(("x",)) == Place(FILE, 1, 1, 2)


def test_nothing_is_marked_where_a_value_should_stand() -> None:
    assert places("a:\nb: 1").value(("a",)) == Place(FILE, 1, 3, 4)


SPANS = [
    # the file, the word in the value of `a`, which of its occurrences, and where it is marked
    ("a: one two", "two", 0, (1, 8)),
    ("a: one one", "one", 1, (1, 8)),
    ("a: 'one two'", "two", 0, (1, 9)),
    ('a: "one two"', "two", 0, (1, 9)),
    ("a: '''one'' two'", "'one'", 0, (1, 6)),
    ('a: "é\\u00e9\\t two"', "two", 0, (1, 15)),
    ('a: "\\"x\\" \\"y\\""', '"', 2, (1, 12)),
    ("a: |\n  one\n  two one\n", "one", 1, (3, 7)),
    ("a: >-\n  one\n\n  two\n", "two", 0, (4, 3)),
    ("a: one\n  two\n  three", "three", 0, (3, 3)),
    ('a: "one\n  two\n  three"', "two", 0, (2, 3)),
    ("a: &x !!x one two", "two", 0, (1, 15)),
]


@pytest.mark.parametrize(("text", "word", "which", "where"), SPANS)
def test_a_part_of_a_value_is_marked(
    text: str, word: str, which: int, where: tuple[int, int]
) -> None:
    found = Places(FILE, text)
    node = found.values["a",]
    assert isinstance(node, Scalar)
    start = -1
    for _ in range(which + 1):
        start = node.text.index(word, start + 1)
    span = (start, start + len(word))
    place = found.diagnostic(Finding(Code.UNUSED, ("a",), "m", span=span)).place
    assert (place.line, place.column) == where
    assert marked(text, place) == word


def test_the_end_of_a_value_is_marked_behind_it() -> None:
    for text, column in (("a: one", 7), ("a: 'one'", 8), ("a: |-\n  one", 6)):
        finding = Finding(Code.UNUSED, ("a",), "m", span=(3, 3))
        assert places(text).diagnostic(finding).place.column == column


def test_all_of_a_value_is_marked_where_nobody_can_tell_the_part() -> None:
    text = 'a: "\\x6fne"'
    finding = Finding(Code.UNUSED, ("a",), "m", span=(0, 1))
    assert marked(text, places(text).diagnostic(finding).place) == '"\\x6fne"'
    text = "b: &x one\na: *x"
    assert marked(text, places(text).diagnostic(finding).place) == "*x"


def test_a_part_over_two_lines_is_marked_on_its_first() -> None:
    text = "a: |\n  one two\n  three\n"
    finding = Finding(Code.UNUSED, ("a",), "m", span=(4, 13))
    assert marked(text, places(text).diagnostic(finding).place) == "two"
