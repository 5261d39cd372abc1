"""The words and the place of what fails when it is evaluated, and that nothing else is raised."""

import math
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Code
from generator.expression import (
    FUNCTIONS,
    Call,
    Constant,
    Context,
    EvaluationFault,
    Json,
    Problem,
    Whole,
    evaluate,
    parse,
)
from generator.expression.evaluation.collation import collation_key
from generator.expression.evaluation.date_formats import round_trip
from generator.expression.evaluation.date_texts import parsed
from generator.expression.evaluation.equality import same
from generator.expression.evaluation.json_reader import read_json
from generator.expression.evaluation.moment import LAST, Kind, Moment
from generator.expression.evaluation.text_form import float_text, json_text

CONTEXT = Context(
    parameters={"region": "emea", "names": ["a"]},
    variables={"state": "x"},
    activities={"Score": {"status": "Succeeded"}},
    now=lambda: datetime(2026, 7, 1, tzinfo=UTC),
)

FAULTS = {
    "@fooo(1)": (Code.UNKNOWN_FUNCTION, "fooo", "unknown function 'fooo'", ""),
    "@not()": (Code.ARGUMENT_COUNT, "not", "'not' takes 1 argument, not 0", ""),
    "@isInt('1')": (
        Code.UNKNOWN_FUNCTION,
        "isInt",
        "unknown function 'isInt'",
        "Logic Apps has it, Data Factory does not",
    ),
    "@concat('a', substring('abc', 5))": (
        Code.NO_VALUE,
        "substring",
        "substring(): the start 5 is not inside a text of 3 characters",
        "",
    ),
    "@add(1, '2')": (
        Code.NO_VALUE,
        "add",
        "add(): the second number must be a number, not a string",
        "",
    ),
    "@addToTime('2026-01-01', 1, 'Days')": (
        Code.NO_VALUE,
        "addToTime",
        "addToTime(): 'Days' is no unit of time",
        "units are Second, Minute, Hour, Day, Week, Month, Year",
    ),
    "@convertFromUtc(utcNow(), 'Romanse Standard Time')": (
        Code.NO_VALUE,
        "convertFromUtc",
        "convertFromUtc(): there is no time zone 'Romanse Standard Time'",
        "did you mean 'Romance Standard Time'?",
    ),
    "@formatDateTime(utcNow(), 'yyyy''')": (
        Code.NO_VALUE,
        "formatDateTime",
        "formatDateTime(): 'yyyy'' is no date format: a quote is not closed",
        "",
    ),
    "@json('[1')[0]['a']": (
        Code.NO_VALUE,
        "'a'",
        "an integer has no properties",
        "",
    ),
    "@json('{\"a\" 1}')": (
        Code.NO_VALUE,
        "json",
        "json(): the text is not JSON: a ':' is missing (line 1, column 6)",
        "",
    ),
    "@pipeline().parameters.regoin": (
        Code.NO_VALUE,
        "regoin",
        "there is no property 'regoin'",
        "did you mean 'region'?",
    ),
    "@pipeline().parameters.names[3]": (
        Code.NO_VALUE,
        "[3]",
        "there is no element 3; the array has 1",
        "",
    ),
    "@pipeline()?.none.more": (
        Code.NO_VALUE,
        "more",
        "'more' is read from null",
        "a '?' before it gives null instead",
    ),
    "@variables('stat')": (
        Code.UNKNOWN_VARIABLE,
        "'stat'",
        "there is no variable 'stat'",
        "did you mean 'state'?",
    ),
    "@activity('Load')": (
        Code.UNKNOWN_ACTIVITY,
        "'Load'",
        "there is no activity 'Load'",
        "available: Score",
    ),
    "@activity(1)": (
        Code.NO_VALUE,
        "1",
        "activity() takes the name of an activity as a string, not an integer",
        "",
    ),
    "@item()": (Code.NOT_AVAILABLE_HERE, "item", "item() has no meaning outside a loop", ""),
    "@trigger().startTime": (
        Code.NOT_AVAILABLE_HERE,
        "trigger",
        "trigger() is available in triggers only",
        "",
    ),
    "a @{json('12345678901234567890')}": (
        Code.NO_VALUE,
        "@{json('12345678901234567890')}",
        "the value has no text: an integer of more than 64 bits cannot be written",
        "",
    ),
}


def fault(text: str) -> Problem:
    with pytest.raises(EvaluationFault) as raised:
        evaluate(parse(text), CONTEXT)
    return raised.value.problem


@pytest.mark.parametrize("text", FAULTS)
def test_faults_tell_why_and_where(text: str) -> None:
    problem = fault(text)
    marked = text[problem.start : problem.end]
    assert (problem.code, marked, problem.message, problem.hint) == FAULTS[text]


def test_triggers_read_what_they_are_given() -> None:
    context = Context(trigger={"startTime": "2026"}, trigger_body={"fileName": "a.csv"})
    assert evaluate(parse("@trigger().STARTTIME"), context) == "2026"
    assert evaluate(parse("@triggerBody().fileName"), context) == "a.csv"


def test_an_item_that_is_null_is_there() -> None:
    assert evaluate(parse("@item()"), Context(item=None)) is None


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["2026-07-01", "UTC", "yyyy", "Day", "<a>1</a>", "//a[1]", "data:,x", "aGk="]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FUNCTIONS)), st.lists(VALUES, max_size=4))
def test_no_argument_raises_anything_but_a_fault(name: str, values: list[Json]) -> None:
    constants = tuple(Constant(value, 0, 0) for value in values)  # type: ignore[arg-type]
    with suppress(EvaluationFault):
        evaluate(Whole(Call(name, constants, (), 1, 5), 0, 5), CONTEXT)


@given(st.floats(allow_nan=False))
def test_the_text_of_a_float_gives_it_back(number: float) -> None:
    text = float_text(number).replace("Infinity", "inf")
    assert float(text) == number
    assert math.copysign(1, float(text)) == math.copysign(1, number)


@given(VALUES)
def test_the_text_of_a_value_is_json(value: Json) -> None:
    assert same(read_json(json_text(value)), without_specials(value))


def without_specials(value: Json) -> Json:
    match value:
        case float() if not math.isfinite(value):
            return float_text(value)
        case list():
            return [*map(without_specials, value)]
        case dict():
            return {name: without_specials(each) for name, each in value.items()}
    return value


@given(st.integers(0, LAST), st.sampled_from(Kind))
def test_the_round_trip_form_gives_a_time_back(ticks: int, kind: Kind) -> None:
    moment = Moment(ticks, kind)
    assert parsed(round_trip(moment), lambda: moment.date) == moment


@given(st.text(), st.text())
def test_texts_in_one_order_are_alike_in_letters(one: str, other: str) -> None:
    if collation_key(one) == collation_key(other):
        assert collation_key(one + "a") < collation_key(other + "b")
