"""No text breaks out of its place: it is refused, or it comes out as data, on both sides.

Every scalar and every key of the specs of the case `everything` is replaced by hostile texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath

import pytest

from generator.compiler.compile import Compiled, compile
from generator.diagnostics import Diagnostic
from generator.expression import is_expression
from tests.support import cases, projects
from tests.support.factory_values import Computed, taken
from tests.support.injected import Outputs, mark
from tests.support.projects import SPECS, Texts, changed
from tests.support.spots import Changed, Spot, spots

HOSTILE: Mapping[str, str] = {
    "double quote": 'a"b',
    "single quote": "it's",
    "quotes": "'\"`",
    "backtick": "`id`",
    "three double quotes": '"""\nimport os\n"""',
    "three in a line": '"""',
    "three single quotes": "'''",
    "double braces": "{{ x }}",
    "statement": "{% for x in y %}",
    "comment": "{# x #}",
    "braces": "{x}",
    "interpolation": "a@{x}",
    "expression": "@x",
    "call": "@concat('a')",
    "good expression": "@pipeline().RunId",
    "good expression of a trigger": "@trigger().startTime",
    "good interpolation": "a@{concat('b')}c",
    "escaped interpolation": "a@@{x}",
    "escaped": "@@x",
    "at signs": "@@",
    "escaped twice": "@@@{x}",
    "three at signs in text": "a@@@{x}",
    "bracket": "[",
    "closing bracket": "]",
    "ARM call": "[concat('a')]",
    "ARM parameter": "[parameters('x')]",
    "ARM call in quotes": "x')]",
    "ARM escaped": "[[x]]",
    "dash": "-x",
    "item": "- x",
    "newline": "a\nb: c",
    "carriage return": "a\rb",
    "next line": "a\u0085b",
    "line separator": "a\u2028b\u2029c",
    "null character": "a\0b",
    "controls": "a\x01\x1b\x7fb",
    "byte order mark": "\ufeffa",
    "backslash": "a\\",
    "backslashes": "\\\\n\\x41\\N{BULLET}\\'",
    "hash": "# x",
    "hash behind": "a # x",
    "AML input": "${{inputs.x}}",
    "shell": "$(x) $x ;x | x > x",
    "percent": "%0A%s%(x)s",
    "way out": "../..",
    "way out later": "a/../../b",
    "absolute": "/etc/passwd",
    "long": "x" * 2_000,
    "right to left": "\u202ea\u200fb\u2066",
    "tag": "!!python/object:os.system x",
    "anchor": "&a",
    "alias": "*a",
    "colon": "a: b",
    "null": "null",
    "true": "true",
    "number": "1e3",
    "type of an expression": "Expression",
    "blank": " ",
    "bad pattern": "x{99999999999999999999}",
    "Python": "__import__('os').system('x')",
    "beyond the plane": "\U0001f697\u00df\u00bd\u0130",
}

JOBS = ("claims_v1", "claims_v2")
_V1, _V2 = (SPECS / f"{job}.yaml" for job in JOBS)
_EVERYTHING = projects.texts(cases.FOLDER / "everything" / "specs")
# What a trigger sets does not stand in the way of another pattern of its parameter, and each
# parameter is used in more than one place.
BASE: Texts = {
    **_EVERYTHING,
    _V1: changed(
        _EVERYTHING[_V1],
        ('ticket: "12"', "ticket: \"@concat('12')\""),
        ('day: "2026-02-28"', "day: \"@concat('2026-02-28')\""),
        ("urgent, region]", "urgent, region, day, team]"),
    ),
    _V2: changed(
        _EVERYTHING[_V2],
        ('ticket: "#ABCDE"', "ticket: \"@concat('#ABCDE')\""),
        ('day: "2026-02-28"', "day: \"@concat('2026-02-28')\""),
        ("urgent, day]", "urgent, day, region, team]"),
    ),
}
SPOTS = spots(BASE)
NUMBERS = {spot: number for number, spot in enumerate(SPOTS)}
VALUES = [spot for spot in SPOTS if not spot.key]


@dataclass
class Tried:
    """What became of texts at some spots."""

    compiled: Compiled
    carried: dict[Spot, str]
    refused: dict[Spot, Diagnostic] = field(default_factory=dict)


def tried(changes: Mapping[Spot, str]) -> Tried:
    """Put texts at spots, take those back that are refused, until all that is left compiles."""
    result = Tried(compile(SPECS, BASE), dict(changes))
    while True:
        specs = Changed(BASE, SPOTS, result.carried)
        result.compiled = compile(SPECS, specs.texts)
        if not result.compiled.diagnostics:
            return result
        assert not result.compiled.artifacts
        refused = _refused(specs, result.compiled)
        assert refused, [str(fault) for fault in result.compiled.diagnostics]
        result.refused |= refused
        for spot in refused:
            del result.carried[spot]


def _refused(specs: Changed, compiled: Compiled) -> dict[Spot, Diagnostic]:
    found: dict[Spot, Diagnostic] = {}
    for diagnostic in compiled.diagnostics:
        assert specs.is_inside(diagnostic.place), str(diagnostic)
        found |= dict.fromkeys(specs.meant(diagnostic), diagnostic)
    return found or _around(specs, compiled)


def _around(specs: Changed, compiled: Compiled) -> dict[Spot, Diagnostic]:
    """What is refused with all that is around it: data that form a secret, or an expression."""
    found: dict[Spot, Diagnostic] = {}
    for diagnostic in compiled.diagnostics:
        file = diagnostic.place.file
        places = compiled.loaded.places["" if file.stem == "project" else file.stem]
        for kind in (places.keys, places.values):
            for path, node in kind.items():
                if node.place == diagnostic.place:
                    below = (s for s in specs.spots if s.file == file and path == s.path[: len(path)])
                    found |= dict.fromkeys(below, diagnostic)
    return found


@cache
def _harmless(carried: frozenset[Spot]) -> dict[str, str]:
    """The output with a mark at each of some spots."""
    marks = {spot: mark(NUMBERS[spot]) for spot in carried}
    return _files(compile(SPECS, Changed(BASE, SPOTS, marks).texts))


def _files(compiled: Compiled) -> dict[str, str]:
    assert compiled.diagnostics == (), [str(fault) for fault in compiled.diagnostics]
    return {str(path): artifact.text for path, artifact in compiled.artifacts.items()}


def check(result: Tried) -> None:
    """Whatever is carried is data."""
    texts = {NUMBERS[spot]: meant(spot, text) for spot, text in result.carried.items()}
    harmless = _harmless(frozenset(result.carried))
    Outputs(harmless, _files(result.compiled), texts).check()


def meant(spot: Spot, text: str) -> str:
    """What a text stands for: where expressions can stand, @@ is written for @."""
    if spot.key or not takes_expressions(spot) or isinstance(found := taken(text), Computed):
        return text
    return found


def takes_expressions(spot: Spot) -> bool:
    match spot.path:
        case ("factory", "activity", "experiment" | "version" | "parent_run" | "user_properties", *_):
            return True
        case ("factory", "after", _, "properties", *_) | (
            "factory", "triggers", _, "parameters", *_
        ):
            return True
        case ("linked_services", _, "properties", *_) | (
            "environments", _, "linked_services", *_
        ):
            return spot.file.stem == "project"
    return False
