"""Two spellings of one meaning have one canonical spelling, two meanings have two."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.expression import SyntaxFault, canonical, parse, quote

steady = settings(deadline=None, derandomize=True, database=None, max_examples=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@", "@@"),
        ("a@@{b}", "a@@{b}"),
        ("@@a@{b}", "@@a@{b}"),
        ("plain  text", "plain  text"),
        ("@ CONCAT ( 'It''s' ,\n'B' )", "@concat('It''s', 'B')"),
        ("@utcnow( )", "@utcNow()"),
        ("@noSuch( 1 )", "@noSuch(1)"),
        ("@PIPELINE() . parameters [ 'Run_Date' ]", "@pipeline().parameters.Run_Date"),
        ("@item() ?. a ? ['b c'] [ 0 ]?[ 1 ]", "@item()?.a?['b c'][0]?[1]"),
        ("@item()['']['it''s']['1st']['$x']", "@item()['']['it''s']['1st'].$x"),
        ("@TRUE", "@true"),
        ("@Null", "@null"),
        ("@+007", "@7"),
        ("@-0", "@0"),
        ("@1.50", "@1.5"),
        ("@1.", "@1.0"),
        ("@1E+2", "@100.0"),
        ("@1e30", "@1e+30"),
        ("@1e400", "@1e999"),
        ("@-1e400", "@-1e999"),
        ("a@{ 1 }b@@{c}@{'}'}", "a@{1}b@@{c}@{'}'}"),
        ("@concat( 'a'", "@concat( 'a'"),
        ("a@{ ", "a@{ "),
    ],
)
def test_canonical(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@1", "@1.0"),
        ("@1", "@true"),
        ("@'A'", "@'a'"),
        ("@'1'", "@1"),
        ("@{1}", "@1"),
        ("@item().a", "@item()?.a"),
        ("@item()[0]", "@item()['0']"),
        ("@concat('a b')", "@concat('ab')"),
        ("a@{1}", "a@@{1}"),
    ],
)
def test_different_meanings_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


Spelling = Callable[[str, bool], str]
"""An expression, spelt with the given white space between its words, and perhaps in upper case."""


def constant(text: str) -> Spelling:
    return lambda space, upper: space + text + space


def call(name: str, arguments: list[Spelling], steps: list[Spelling]) -> Spelling:
    def spell(space: str, upper: bool) -> str:
        inside = ",".join(argument(space, upper) for argument in arguments)
        start = f"{space}{name.upper() if upper else name}{space}({inside}{space})"
        return start + "".join(step(space, upper) for step in steps)

    return spell


def member(name: str, optional: bool) -> Spelling:
    mark = "?" if optional else ""
    plain = re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII)

    def spell(space: str, upper: bool) -> str:
        if plain and upper:
            return f"{space}{mark}{space}.{space}{name}"
        return f"{space}{mark}{space}[{space}{quote(name)}{space}]"

    return spell


def index(value: Spelling, optional: bool) -> Spelling:
    mark = "?" if optional else ""
    return lambda space, upper: f"{space}{mark}{space}[{value(space, upper)}]"


strings = st.text(max_size=8).map(quote)
numbers = (
    st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
).map(repr)
leaves = (strings | numbers | st.sampled_from(["true", "NULL"])).map(constant)
names = st.sampled_from(["concat", "formatDateTime", "pipeline", "item"])
member_names = st.text(max_size=5) | st.sampled_from(["parameters", "a", "_1"])


def calls(inner: st.SearchStrategy[Spelling]) -> st.SearchStrategy[Spelling]:
    steps = st.builds(member, member_names, st.booleans()) | st.builds(
        index, inner.filter(lambda value: not value("", False).startswith("'")), st.booleans()
    )
    return st.builds(call, names, st.lists(inner, max_size=3), st.lists(steps, max_size=3))


nodes = st.recursive(leaves, calls, max_leaves=8)
spaces = st.text(alphabet=" \t\n\xa0\u2003", max_size=2)


def shape(text: str) -> str:
    """The tree with the types of its values, without positions."""
    return re.sub(r", start=\d+, end=\d+", "", repr(parse(text)))


@steady
@given(nodes, spaces)
def test_spellings_of_one_meaning_meet(node: Spelling, space: str) -> None:
    one, other = node("", False), node(space, True)
    assert canonical("@" + one) == canonical("@" + other)
    assert canonical(f"a@{{{one}}}b") == canonical(f"a@{{{other}}}b")


@steady
@given(nodes, spaces, st.booleans())
def test_a_canonical_text_has_the_same_tree(node: Spelling, space: str, upper: bool) -> None:
    for text in ("@" + node(space, upper), f"a@@{{@{{{node(space, upper)}}}"):
        again = canonical(text)
        assert parse(again) == parse(text)
        assert shape(again) == shape(text)
        assert canonical(again) == again


@steady
@given(st.text() | st.text(alphabet="@{}'()1a.[]? "))
def test_canonical_is_idempotent_and_total(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    try:
        expected = shape(text)
    except SyntaxFault:
        assert once == text
    else:
        assert shape(once) == expected
