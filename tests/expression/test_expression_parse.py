"""What is text, what is an expression, which tree it has, and where a faulty one goes wrong."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code
from generator.expression import (
    Call,
    Constant,
    Embedded,
    Index,
    Interpolation,
    Member,
    Parsed,
    Problem,
    SyntaxFault,
    Text,
    Whole,
    parse,
)

steady = settings(deadline=None, derandomize=True, database=None, max_examples=500)


def only(parsed: Parsed) -> Constant | Call:
    assert isinstance(parsed, Whole)
    return parsed.expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ""),
        ("plain text", "plain text"),
        ("@", "@"),
        ("@@", "@"),
        ("@@@", "@@"),
        ("@@concat('a')", "@concat('a')"),
        ("@@{x}", "@{x}"),
        ("@@a@{1}", "@a@{1}"),  # behind a leading @@, nothing is evaluated ...
        ("@@a@@{1}", "@a@@{1}"),  # ... and nothing is unescaped
        ("a@", "a@"),
        ("a@b.c", "a@b.c"),
        ("a@@b", "a@@b"),
        ("a@@{b}", "a@{b}"),
        ("a@@@{b}", "a@@{b}"),
        (" @concat('a')", " @concat('a')"),
    ],
)
def test_text_is_taken_literally(text: str, value: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed, Text)
    assert (parsed.value, parsed.start, parsed.end) == (value, 0, len(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        ("''''", "'"),
        ("''", ""),
        ("'a@{1}@@{b}'", "a@{1}@@{b}"),
        ("'a\nb'", "a\nb"),
        ("TRUE", True),
        ("False", False),
        ("Null", None),
        ("007", 7),
        ("-0", 0),
        ("+5", 5),
        ("-9223372036854775808", -(2**63)),
        ("0" * 5000 + "1", 1),
        ("1.0", 1.0),
        ("1.", 1.0),
        ("-.5", -0.5),
        ("1e-3", 0.001),
        ("1.E+2", 100.0),
        ("1e400", float("inf")),
        (" \t\u2003\xa01 ", 1),
    ],
)
def test_constants(text: str, value: object) -> None:
    constant = only(parse("@" + text))
    assert isinstance(constant, Constant)
    assert (type(constant.value), constant.value) == (type(value), value)


def test_a_call_holds_what_is_read_from_its_result() -> None:
    text = "@ Pipeline().parameters?['a b'].x[0]?[ Length('q') ]"
    call = only(parse(text))
    assert call == Call(
        "pipeline",
        (),
        (
            Member("parameters", False, 0, 0),
            Member("a b", True, 0, 0),
            Member("x", False, 0, 0),
            Index(Constant(0, 0, 0), False, 0, 0),
            Index(Call("length", (Constant("q", 0, 0),), (), 0, 0), True, 0, 0),
        ),
        0,
        0,
    )
    assert isinstance(call, Call)
    spelt = [text[step.start : step.end] for step in call.steps]
    assert spelt == ["parameters", "'a b'", "x", "[0]", "[ Length('q') ]"]
    assert text[call.start : call.end] == text[2:]


def test_names_are_letters_digits_underscores_and_dollars() -> None:
    call = only(parse("@json('{}').été._a1.$x.true.λ"))
    assert isinstance(call, Call)
    assert [step.name for step in call.steps if isinstance(step, Member)] == [
        "été",
        "_a1",
        "$x",
        "true",
        "λ",
    ]


def test_the_documented_spelling_replaces_any_other() -> None:
    assert only(parse("@FORMATDATETIME(utcnow())")) == only(parse("@formatDateTime(utcNow())"))
    unknown = only(parse("@noSuch()"))
    assert isinstance(unknown, Call)
    assert unknown.name == "noSuch"


def test_an_interpolation_has_parts() -> None:
    text = "a@@{b}@{ 'x}' }@{1}c}"
    parsed = parse(text)
    assert parsed == Interpolation(
        (
            Text("a@{b}", 0, 0),
            Embedded(Constant("x}", 0, 0), 0, 0),
            Embedded(Constant(1, 0, 0), 0, 0),
            Text("c}", 0, 0),
        ),
        0,
        0,
    )
    assert isinstance(parsed, Interpolation)
    assert [text[part.start : part.end] for part in parsed.parts] == [
        "a@@{b}",
        "@{ 'x}' }",
        "@{1}",
        "c}",
    ]


def test_an_interpolation_has_no_empty_parts() -> None:
    assert parse("@{1}") == Interpolation((Embedded(Constant(1, 0, 0), 0, 0),), 0, 0)


FAULTS = [
    # text, the characters that are marked, words of the message, words of the hint
    ("@'abc", "'abc", "no closing quote", "twice"),
    ("@concat('a", "'a", "no closing quote", "twice"),
    ("@'it's'", "s", "expected the end, found 's'", "twice"),
    ('@"a"', '"', "unexpected", "single quotes"),
    ('@concat("a")', '"', "unexpected", "single quotes"),
    ("@concat(‘a’)", "‘", "unexpected", "single quotes"),
    ("@concat('a'", "(", "this '(' is not closed", "')' is missing"),
    ("@{concat('a'}", "(", "this '(' is not closed", "')' is missing"),
    ("@item()['a'", "[", "this '[' is not closed", "']' is missing"),
    ("@concat('a',)", ")", "no value stands before ')'", "a function"),
    ("@item()[]", "]", "no value stands before ']'", "a function"),
    ("@(1)", "(", "no value stands before '('", "behind the name"),
    ("@[1]", "[", "no value stands before '['", "createArray"),
    ("@.5", ".", "no value stands before '.'", "0.5"),
    ("@concat('a' 'b')", "'b'", "expected ',' or ')', found ''b''", ""),
    ("@concat('a';'b')", ";", "unexpected ';'", "commas"),
    ("@concat('a', b)", "b", "neither a string nor a function call", "'b'"),
    ("@concat", "concat", "neither a string nor a function call", "concat(...)"),
    ("@not equals(1,2)", "not", "neither a string nor a function call", "not(...)"),
    ("@formatDateTime('x', yyyy-MM)", "yyyy", "neither a string nor", "'yyyy'"),
    ("@equals(1,1) and true", "and", "expected the end, found 'and'", "and(..., ...)"),
    ("@concat('a') tail", "tail", "expected the end, found 'tail'", ""),
    ("@'a'+'b'", "+", "unexpected '+'", "concat()"),
    ("@1-2", "-2", "expected the end, found '-2'", "sub()"),
    ("@true && false", "&", "unexpected '&'", "and()"),
    ("@item() == 1", "=", "unexpected '='", "equals()"),
    ("@item().a[*]", "*", "unexpected '*'", "wildcard"),
    ("@item().a-b", "-", "unexpected '-'", "['a-b']"),
    ("@item().1st", ".1", "no property name follows the '.'", "['1st']"),
    ("@item().", ".", "no property name follows the '.'", "brackets"),
    ("@item()?", "", "expected '.' or '[', found the end", ""),
    ("@item().x()", "(", "expected the end, found '('", "toUpper(...)"),
    ("@'abc'.length", ".", "expected the end, found '.'", "result of a function"),
    ("@null?.x", "?", "expected the end, found '?'", "result of a function"),
    ("@concat(@item())", "@", "unexpected '@'", "once"),
    ("@concat({})", "{", "unexpected '{'", "json("),
    ("@item()\x00", "\x00", "unexpected 'U+0000'", ""),
    ("@é²()", "é", "neither a string nor a function call", "'é'"),
    ("@𝒳()", "𝒳", "unexpected '𝒳'", ""),
    ("@0x10", "x", "unexpected 'x' in a number", ""),
    ("@9223372036854775808", "9223372036854775808", "more than 64 bits", "float"),
    ("@-" + "9" * 5000, "-" + "9" * 5000, "more than 64 bits", "float"),
    ("@ ", "@ ", "no expression follows the '@'", "'@@'"),
    ("@{}", "@{}", "no expression stands between the braces", "'@@{'"),
    ("a@{ }b", "@{ }", "no expression stands between the braces", "'@@{'"),
    ("a@{", "@{", "this '@{' is not closed", "'@@{'"),
    ("a@{1", "@{", "this '@{' is not closed", "'}'"),
    ("@{1,2}", ",", "expected '}', found ','", ""),
    ("@'a'}", "}", "expected the end, found '}'", ""),
]


@pytest.mark.parametrize(("text", "marked", "message", "hint"), FAULTS)
def test_a_fault_says_what_is_wrong_where_and_what_to_do(
    text: str, marked: str, message: str, hint: str
) -> None:
    with pytest.raises(SyntaxFault) as raised:
        parse(text)
    problem = raised.value.problem
    assert problem.code is Code.EXPRESSION_SYNTAX
    assert text[problem.start : problem.end] == marked
    assert message in problem.message
    assert hint in problem.hint
    assert bool(hint) == bool(problem.hint)
    assert str(raised.value) == problem.message


def test_the_fault_is_at_the_first_place_where_the_text_goes_wrong() -> None:
    with pytest.raises(SyntaxFault) as raised:
        parse("a@{1}b@{concat('x' 'y')}c@{(}")
    assert raised.value.problem.start == 19


@pytest.mark.parametrize("depth", [1, 100])
@pytest.mark.parametrize(("opening", "closing"), [("not(", ")"), ("item()[", "]")])
def test_deep_nesting_parses(depth: int, opening: str, closing: str) -> None:
    assert isinstance(parse("@" + opening * depth + "1" + closing * depth), Whole)
    assert isinstance(parse(f"@{'add(' * depth}1{',2)' * depth}"), Whole)


@pytest.mark.parametrize("depth", [101, 1_000, 50_000])
@pytest.mark.parametrize(
    ("opening", "where"), [("not(", 400), ("item()[", 700), ("not(item()[", 550)]
)
def test_too_deep_nesting_is_a_problem(depth: int, opening: str, where: int) -> None:
    with pytest.raises(SyntaxFault, match="more than 100 functions") as raised:
        parse("@" + opening * depth)
    assert raised.value.problem.start == 1 + where


def test_a_long_chain_of_properties_is_not_deep() -> None:
    call = only(parse("@item()" + "?.a" * 20_000))
    assert isinstance(call, Call)
    assert len(call.steps) == 20_000


TOKENS = re.findall(
    r"\S+", "@ @@ @{ @@{ } { ( ) [ ] . ? , ' '' 'x' 1 -1 .5 1e5 true null a concat( item() + \" é 𝒳"
)


def outcome(text: str) -> Parsed | Problem:
    try:
        return parse(text)
    except SyntaxFault as fault:
        return fault.problem


@steady
@given(st.text() | st.lists(st.sampled_from([*TOKENS, " ", "\n"]), max_size=30).map("".join))
def test_any_text_parses_or_is_a_syntax_fault(text: str) -> None:
    for candidate in (text, "@" + text, "@{" + text):
        result = outcome(candidate)
        if isinstance(result, Problem):
            assert 0 <= result.start <= result.end <= len(candidate)
        else:
            assert (result.start, result.end) == (0, len(candidate))
