"""Text that is escaped stays text, and a quoted string stays a string, whatever is in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.expression import Constant, Text, Whole, escape, is_expression, parse, quote

steady = settings(deadline=None, derandomize=True, database=None, max_examples=500)
any_text = st.text() | st.text(alphabet="@{}'a \n")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("", ""),
        ("loans/applications", "loans/applications"),
        ("me@example.com", "me@example.com"),
        ("@", "@@"),
        ("@concat('a')", "@@concat('a')"),
        ("a@{b}", "a@@{b}"),
        ("a@@{b}", "a@@@{b}"),
        ("@a@{b}", "@@a@{b}"),  # one more @ would stay in the text
        (" @a", " @a"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@steady
@given(any_text)
def test_the_factory_takes_escaped_text_literally(text: str) -> None:
    parsed = parse(escape(text))
    assert isinstance(parsed, Text)
    assert parsed.value == text
    assert not is_expression(escape(text))


@steady
@given(any_text)
def test_a_quoted_string_is_a_constant(text: str) -> None:
    parsed = parse("@" + quote(text))
    assert isinstance(parsed, Whole)
    assert parsed.expression == Constant(text, 0, 0)


@pytest.mark.parametrize(
    ("text", "evaluated"),
    [
        ("", False),
        ("@", False),
        ("@@", False),
        ("@@a@{1}", False),
        ("a@@{1}", False),
        ("a@b", False),
        (" @item()", False),
        ("@item()", True),
        ("@ (broken", True),
        ("@{1}", True),
        ("a@{1}", True),
        ("a@{", True),
        ("a@@{b}@{1}", True),
    ],
)
def test_is_expression(text: str, evaluated: bool) -> None:
    assert is_expression(text) is evaluated


@steady
@given(any_text)
def test_what_is_no_expression_parses_as_text(text: str) -> None:
    if not is_expression(text):
        assert isinstance(parse(text), Text)
