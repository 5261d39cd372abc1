"""The table of functions is complete, and calls are counted against it."""

import re

import pytest

from generator.diagnostics import Code
from generator.expression import FUNCTIONS, SYSTEM_FUNCTIONS, Problem, Scope, check

DOCUMENTED = re.findall(
    r"\w+",
    """
    add addDays addHours addMinutes addSeconds addToTime and array base64 base64ToBinary
    base64ToString binary bool coalesce concat contains convertFromUtc convertTimeZone
    convertToUtc createArray dataUri dataUriToBinary dataUriToString dayOfMonth dayOfWeek
    dayOfYear decodeBase64 decodeDataUri decodeUriComponent div empty encodeUriComponent endsWith
    equals first float formatDateTime getFutureTime getPastTime greater greaterOrEquals guid if
    indexOf int intersection join json last lastIndexOf length less lessOrEquals max min mod mul
    not or rand range replace skip split startOfDay startOfHour startOfMonth startsWith string sub
    substring subtractFromTime take ticks toLower toUpper trim union uriComponent
    uriComponentToBinary uriComponentToString utcNow xml xpath
    """,
)


def problems(text: str) -> tuple[Problem, ...]:
    return check(text, Scope(in_loop=True))


def test_every_documented_function_is_there_and_no_other() -> None:
    assert sorted(FUNCTIONS) == sorted(DOCUMENTED)
    assert len(DOCUMENTED) == 84
    assert not FUNCTIONS.keys() & SYSTEM_FUNCTIONS.keys()


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_number_of_arguments_is_checked(name: str) -> None:
    fewest, most = FUNCTIONS[name]
    for count in range(fewest, (fewest if most is None else most) + 1):
        assert problems(call(name, count)) == ()
    if fewest:
        assert_miscounted(name, fewest - 1)
    if most is not None:
        assert_miscounted(name, most + 1)
    else:
        assert problems(call(name, 50)) == ()


def call(name: str, count: int) -> str:
    return f"@{name}({', '.join(['1'] * count)})"


def assert_miscounted(name: str, count: int) -> None:
    (problem,) = problems(call(name.upper(), count))
    assert problem.code is Code.ARGUMENT_COUNT
    assert (problem.start, problem.end) == (1, 1 + len(name))
    assert f"'{name}' takes" in problem.message
    assert problem.message.endswith(f"not {count}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@guid(1, 2)", "'guid' takes at most 1 argument, not 2"),
        ("@concat()", "'concat' takes at least 1 argument, not 0"),
        ("@union(1)", "'union' takes at least 2 arguments, not 1"),
        ("@trim()", "'trim' takes 1 argument, not 0"),
        ("@if(true)", "'if' takes 3 arguments, not 1"),
        ("@addDays('x')", "'addDays' takes 2 or 3 arguments, not 1"),
        ("@item('x')", "'item' takes no arguments, not 1"),
        ("@pipeline('x').RunId", "'pipeline' takes no arguments, not 1"),
        ("@variables('a', 'b')", "'variables' takes 1 argument, not 2"),
        ("@activity()", "'activity' takes 1 argument, not 0"),
    ],
)
def test_the_message_counts(text: str, message: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.message) == (Code.ARGUMENT_COUNT, message)


@pytest.mark.parametrize(
    ("text", "unknown", "hint"),
    [
        ("@formatDatetimes('x')", "formatDatetimes", "did you mean 'formatDateTime'?"),
        ("@{pipelines().RunId}", "pipelines", "did you mean 'pipeline'?"),
        ("@concat(xyzzy())", "xyzzy", ""),
        ("@item()[toLowr('A')]", "toLowr", "did you mean 'toLower'?"),
        ("@isInt('1')", "isInt", "Logic Apps has it, Data Factory does not"),
        (
            "@Parameters('region')",
            "parameters",
            "Logic Apps has it, Data Factory does not; write pipeline().parameters.name",
        ),
    ],
)
def test_an_unknown_function(text: str, unknown: str, hint: str) -> None:
    (problem,) = problems(text)
    assert problem.code is Code.UNKNOWN_FUNCTION
    assert problem.message == f"unknown function '{unknown}'"
    assert text[problem.start : problem.end].lower() == unknown.lower()
    assert problem.hint == hint
