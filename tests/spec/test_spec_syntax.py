"""What is said of text that is no YAML, and where."""

from pathlib import PurePosixPath

import pytest

from generator.diagnostics import Code, Diagnostic
from generator.spec.source import DEEPEST, MOST_NODES, read

FILE = PurePosixPath("a.yaml")


def refused(text: str) -> Diagnostic:
    source = read(FILE, text)
    assert source.root is None
    (found,) = source.diagnostics
    return found


SYNTAX = [
    # the text, where it is marked, and what is said
    ("a: [1, 2\nb: 3\n", (1, 4), "this '[' is not closed"),
    ("a: {x: 1\nb: 3\n", (1, 4), "this '{' is not closed"),
    ("a: {b: c, d: e f: g}", (1, 17), "expected ',' or '}', found ':'"),
    ("a: ['b' 'c']", (1, 9), "expected ',' or ']', found \"'\""),
    ("a: {b: 'c' d}", (1, 12), "expected ',' or '}', found 'd'"),
    ("a: 'x\nb: 3\n", (1, 4), "this quote is not closed"),
    ('a: "x\n---\ny"\n', (1, 4), "this quote is not closed"),
    ("a: @x\n", (1, 4), "text without quotes cannot begin with '@'"),
    ("a: `x`\n", (1, 4), "text without quotes cannot begin with '`'"),
    ("a:\n\tb: 1\n", (2, 1), "a tab cannot indent a line"),
    ("a: >\n\tx\n", (2, 1), "a tab cannot indent a line"),
    ("a:\n  b: 1\n\tc: 1\n", (3, 1), "a tab cannot indent a line"),
    ("a: b: c\n", (1, 5), "a second ':' stands in this line"),
    ("a: 1\n b: 2\n", (2, 3), "no key can stand here"),
    ("a\nb: 2\n", (2, 2), "no key can stand here"),
    ("a:\n  b: 1\n c: 2\n", (3, 2), "expected a key, found 'c'"),
    ("a: 1\n- b\n", (2, 1), "expected a key, found '-'"),
    ("a: {b: 1}}\n", (1, 10), "expected a key, found '}'"),
    ("- a\nb: 1\n", (2, 1), "expected another '-' item, found 'b'"),
    ("a: - b\n", (1, 4), "no '-' item can stand here"),
    ("a: 1\nkey\nb: 2\n", (2, 1), "a ':' is missing behind this key"),
    ("a: 1\nlast", (2, 1), "a ':' is missing behind this key"),
    ('a: "\\q"\n', (1, 5), "there is no escape \\q"),
    ('a: "\\u12"\n', (1, 7), "an unfinished escape"),
    ('a: "\\ud800"', (1, 7), "this escape names no character"),
    ("a: *\n", (1, 4), "no name follows '*'"),
    ("a: & b\n", (1, 4), "no name follows '&'"),
    ("a: !x!y z\n", (1, 4), "a tag has no meaning here"),
    ("a: }\n", (1, 4), "expected a value, found '}'"),
    ("a: [\n", (1, 5), "expected a value, found the end of the file"),
    ("{", (1, 2), "expected a value, found the end of the file"),
    ("a: 'it's'\n", (1, 8), "unexpected 's' behind a text in quotes"),
    ("a: |x\n  b\n", (1, 5), "unexpected 'x' behind '|'"),
    ("a: 1\n...\nb: 2\n", (3, 1), "expected the end of the document, found 'b'"),
    ("%YAML 2.0\n---\na: 1\n", (1, 1), "not YAML: found incompatible YAML document"),
]


@pytest.mark.parametrize(("text", "where", "message"), SYNTAX)
def test_bad_syntax(text: str, where: tuple[int, int], message: str) -> None:
    found = refused(text)
    assert found.code is Code.YAML_SYNTAX
    assert (found.message, (found.place.line, found.place.column)) == (message, where)
    assert found.hint or message.endswith("file") or message.startswith("not YAML")


@pytest.mark.parametrize(
    ("text", "words", "where"),
    [
        ("a: [b, 'c' d\n]\n", "the '[' stands here", (1, 4)),
        ("a: {b: c, 'd' e}\n", "the '{' stands here", (1, 4)),
        ("a:\n  b: 1\n c: 2\n", "the mapping begins here", (1, 1)),
        ("a:\n  - b\n  c: 2\n", "the sequence begins here", (2, 3)),
        ('a: "x\ny: "z"\n', "the text begins here", (1, 4)),
    ],
)
def test_what_was_begun_is_shown_too(text: str, words: str, where: tuple[int, int]) -> None:
    ((told, place),) = refused(text).related
    assert (told, (place.line, place.column)) == (words, where)


@pytest.mark.parametrize("text", ["", "\n", "# a\n", "\ufeff"])
def test_nothing_is_in_the_file(text: str) -> None:
    found = refused(text)
    assert found.code is Code.ONE_DOCUMENT
    assert (found.place.line, found.place.column) == (1, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [("- a", "a sequence"), ("a", "'a'"), ("''", "the text ''"), ("---", "nothing")],
)
def test_a_file_is_a_mapping(text: str, what: str) -> None:
    assert refused(text).message == f"expected a mapping of keys, found {what}"


HIDDEN = (0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xD800, 0xFEFF, 0xFFFF)
SHOWN = (0xA0, 0xAD, 0x200B, 0x202E, 0x2027, 0xE9, 0x65E5, 0x1F600)


@pytest.mark.parametrize("point", HIDDEN, ids=hex)
def test_a_character_that_nobody_sees(point: int) -> None:
    found = refused(f"é: 1\nab: é{chr(point)}\n")
    assert found.code is Code.BAD_CHARACTER
    assert (found.place.line, found.place.column) == (2, 6)
    assert f"U+{point:04X}" in found.message


@pytest.mark.parametrize("point", SHOWN, ids=hex)
def test_a_character_that_can_stand(point: int) -> None:
    assert read(FILE, f"a: {chr(point)}\n").diagnostics == ()


def test_line_ends_of_windows_are_line_ends() -> None:
    source = read(FILE, "a: 1\r\nb: |\r\n  c\r\n  d\r\n")
    assert source.diagnostics == ()
    assert "\r" not in source.text
    assert refused("a: 1\rb: 2").hint == "end lines as Unix or Windows do"


def test_levels_have_an_end() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * levels + "]" * levels

    assert read(FILE, nested(DEEPEST)).diagnostics == ()
    assert refused(nested(DEEPEST + 1)).message == f"more than {DEEPEST} levels inside each other"
    assert refused("a: " + "[" * 100_000).code is Code.YAML_SYNTAX


def test_values_have_an_end() -> None:
    most = MOST_NODES - 3  # the mapping, its key, and the sequence
    assert read(FILE, f"a: [{'b,' * most}]").diagnostics == ()
    assert refused(f"a: [{'b,' * (most + 1)}]").code is Code.ALIAS


def test_an_alias_is_counted_with_all_that_it_stands_for() -> None:
    text = "a: &a [b, b, b, b, b, b, b, b, b]\n" + "c: [" + "*a, " * (MOST_NODES // 10) + "]"
    assert refused(text).code is Code.ALIAS


def test_the_last_anchor_of_a_name_counts() -> None:
    source = read(FILE, "a: &x 1\nb: &x 2\nc: *x\n")
    assert source.root
    assert [getattr(value, "text", None) for _, value in source.root.entries] == ["1", "2", "2"]
