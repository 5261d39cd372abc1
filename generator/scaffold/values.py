"""Values that somebody types at a command line."""

import json
from collections.abc import Mapping, Sequence

from generator.scaffold.refusal import Refused
from generator.scaffold.spelling import Data
from generator.spec.forms import Raw, boolean, core, integer, number


def typed(text: str, kind: str) -> Data:
    """Text as a value of a type of the language; what is none is for the checks to tell.

    Args:
        text: what was typed.
        kind: string, integer, number or boolean.
    """
    readings = {"integer": integer, "number": number, "boolean": boolean}
    if kind not in readings:
        return text
    found = readings[kind](text)
    return core(Raw(text, plain=True)) if found is None else found


def free(text: str) -> Data:
    """Text as JSON if it is some, else as itself: 5, true, ["a"], dbo.load_scores."""
    try:
        found: Data = json.loads(text, parse_constant=_no_number)
    except ValueError:
        return text
    return found


def _no_number(word: str) -> Data:
    raise ValueError(word)


def pairs(given: Sequence[str], option: str) -> Mapping[str, str]:
    """Texts by their names, from NAME=VALUE.

    Raises:
        Refused: one has no name or no "=", or a name stands twice.
    """
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise Refused(f"{option}: no name and value: {each!r}", "write it as name=value")
        if name in found:
            raise Refused(f"{option}: {name!r} stands twice", "keep one of them")
        found[name] = value
    return found


def nested(given: Mapping[str, Data]) -> dict[str, Data]:
    """Values by their ways: {"a.b": 1} is {"a": {"b": 1}}.

    Raises:
        Refused: a way leads through another value.
    """
    found: dict[str, Data] = {}
    for way, value in given.items():
        *path, last = way.split(".")
        parent = found
        for step in path:
            inner = parent.setdefault(step, {})
            if not isinstance(inner, dict):
                raise Refused(f"{way!r} leads through the value of {step!r}", "give one of them")
            parent = inner
        if last in parent:
            raise Refused(f"{way!r} has a value already", "give one of them")
        parent[last] = value
    return found
