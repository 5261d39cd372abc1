"""No text breaks out of its place: it is refused, or it comes out as data, on both sides.

Every scalar and every key of the specs of the case `everything` is replaced by hostile texts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pytest
import yaml

from generator.compiler.compile import Compiled, compile
from generator.diagnostics import Code, Diagnostic
from generator.spec.schema import SCALAR
from tests.support import cases, language, projects
from tests.support.factory_values import Computed, taken
from tests.support.injected import Outputs, mark
from tests.support.language import Leaf
from tests.support.projects import SPECS, Texts
from tests.support.spots import Changed, Spot, scalars, spelled, spots
from tests.support.variations import PROJECT, SCHEMAS

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

_EVERYTHING = projects.texts(cases.FOLDER / "everything" / "specs")


def _base() -> Texts:
    """What is set does not stand in the way of another pattern; parameters have many uses."""
    found = {}
    for file, text in _EVERYTHING.items():
        for value in ('"12"', '"#ABCDE"'):
            text = text.replace(f"ticket: {value}", f"ticket: \"@concat('{value[1:-1]}')\"")
        text = text.replace('run_date: "2026-02-28"', "run_date: \"@concat('2026-02-28')\"")
        found[file] = text.replace("urgent, region]", "urgent, region, run_date, team]")
    return found


BASE: Texts = _base()
SPOTS = spots(BASE)
NUMBERS = {spot: number for number, spot in enumerate(SPOTS)}
ORIGINAL = {
    spot: node.text for file, text in BASE.items() for spot, node, _, _ in scalars(file, text)
}
VALUES = [spot for spot in SPOTS if not spot.key]
KEYS = [spot for spot in SPOTS if spot.key]


LEAVES = {
    (file, *exact): leaf
    for file, text in BASE.items()
    for exact, leaf in language.ways(
        SCHEMAS["project" if file == PROJECT else "job"], yaml.load(text, yaml.CBaseLoader)
    ).items()
}


def leaf_of(spot: Spot) -> Leaf | None:
    """The leaf of the language that a spot is, or is inside of; None of a key of the language."""
    for length in range(len(spot.path), 0, -1):
        whole = length == len(spot.path)
        found = LEAVES.get((spot.file, spot.path[:length], whole and spot.key))
        if found is not None and (whole or not found.schema):
            return found
    return None


def decides(spot: Spot) -> bool:
    """Whether a value is what other values are judged by, so that it is tried without them."""
    if spot.path[-1] in ("pattern", "type", "role", "kind", "service", "sdk", "target"):
        return True
    return spot.path[-1:] in [("referenceName",), ("secretName",)]


DECIDING = [spot for spot in VALUES if decides(spot)]
OTHERS = [spot for spot in VALUES if not decides(spot)]


def is_free(spot: Spot) -> bool:
    """Whether a key is the user's own; others are looked up in a fixed set."""
    return spot.key and leaf_of(spot) is not None


FREE = [spot for spot in KEYS if is_free(spot)]
FIXED = [spot for spot in KEYS if not is_free(spot)]
_NAMES = re.compile(
    r"name|(parameters|data|steps|datastores|linked_services|environments|datasets)[.]<name>"
    r"|factory[.](triggers|variables)[.]<name>|aml[.](linked_service|sdk|target)|git[.]environment"
    r"|data[.][*][.].*[.](datastore|path)|steps[.].*[.](script|output_file|input|output)"
    r"|steps[.].*[.](inputs|outputs|side_inputs|arguments|partition_keys)[.]\[\]"
    r"|environments[.][*][.](factory|synapse|sources[.].*)"
    r"|environments[.][*][.]aml[.](subscription|resource_group|workspace|region)"
)
"""The keys whose texts become identifiers, resources or files."""


def is_name(spot: Spot) -> bool:
    """Whether a text becomes an identifier, a resource or a file."""
    leaf = leaf_of(spot)
    return leaf is not None and _NAMES.fullmatch(leaf.key) is not None


NAMES = [spot for spot in SPOTS if is_name(spot)]
GOOD_NAMES = {"dash", "null", "true", "number", "type of an expression", "long"}
"""What is a good name, or a good part of one, somewhere."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of texts at some spots."""

    compiled: Compiled
    carried: dict[Spot, str]
    refused: dict[Spot, Diagnostic]


def tried(changes: Mapping[Spot, str]) -> Tried:
    """Put texts at spots, take those back that are refused, until all that is left compiles."""
    carried, refused = dict(changes), dict[Spot, Diagnostic]()
    while True:
        specs = Changed(BASE, SPOTS, carried)
        compiled = compile(SPECS, specs.texts)
        if not compiled.errors:
            return Tried(compiled, carried, refused)
        assert not compiled.artifacts
        found = _refused(specs, compiled) or _called_otherwise(carried, compiled)
        assert found, [str(fault) for fault in compiled.errors]
        refused |= found
        for spot in found:
            del carried[spot]


def _refused(specs: Changed, compiled: Compiled) -> dict[Spot, Diagnostic]:
    found: dict[Spot, Diagnostic] = {}
    for diagnostic in compiled.errors:
        assert specs.is_inside(diagnostic.place), str(diagnostic)
        assert diagnostic.code is not Code.YAML_SYNTAX, "the spec was not written well"
        found |= dict.fromkeys(specs.meant(diagnostic), diagnostic)
    return found or _around(specs, compiled)


def _around(specs: Changed, compiled: Compiled) -> dict[Spot, Diagnostic]:
    """What is refused with all that is around it: data that form a secret, or an expression."""
    found: dict[Spot, Diagnostic] = {}
    for diagnostic in compiled.errors:
        file = diagnostic.place.file
        places = compiled.loaded.places["" if file.stem == "project" else file.stem]
        for kind in (places.keys, places.values):
            for path, node in kind.items():
                if node.place == diagnostic.place:
                    below = (
                        s for s in specs.spots if s.file == file and path == s.path[: len(path)]
                    )
                    found |= dict.fromkeys(below, diagnostic)
    return found


def _called_otherwise(carried: Iterable[Spot], compiled: Compiled) -> dict[Spot, Diagnostic]:
    """Names that were changed to good ones, by which nobody calls what they name."""
    first = compiled.errors[0]
    names = [spot for spot in carried if is_free(spot) or spot.path[0] == "existing"]
    names += [spot for spot in carried if spot.path[-1] == "name" or is_name(spot)]
    missed = {
        spot: diagnostic
        for spot in names
        for diagnostic in compiled.errors
        if f"'{ORIGINAL[spot]}'" in diagnostic.message
    }
    return missed or dict.fromkeys(names, first)


@cache
def _harmless(carried: frozenset[Spot]) -> Tried:
    """The output with a mark at each of some spots, as far as a mark can stand there."""
    return tried({spot: mark(NUMBERS[spot]) for spot in carried})


def _files(compiled: Compiled) -> dict[str, str]:
    assert compiled.errors == (), [str(fault) for fault in compiled.errors]
    return {str(path): artifact.text for path, artifact in compiled.artifacts.items()}


def check(result: Tried) -> None:
    """Whatever is carried is data."""
    harmless = _harmless(frozenset(result.carried))
    both = {spot: text for spot, text in result.carried.items() if spot in harmless.carried}
    assert all(map(_is_only_so, result.carried.keys() - both.keys()))
    texts = {NUMBERS[spot]: meant(spot, text) for spot, text in both.items()}
    compiled = result.compiled
    if both != result.carried:
        compiled = compile(SPECS, Changed(BASE, SPOTS, both).texts)
    Outputs(_files(harmless.compiled), _files(compiled), texts).check()


_GIVEN = {
    "{Score}.parameters.*",
    "{Score}.continue_on_step_failure",
    *(f"{{{kind}}}.properties.*" for kind in ("ForEach", "Until", "IfCondition", "Switch")),
}


_OF_WORDS = ("endpoint_suffix", "method", "type", "referenceName", "dataset", "linked_service")
"""Keys whose text is one of some words, or the name of something else."""


def _is_only_so(spot: Spot) -> bool:
    """Whether only text of a form, or an expression, can stand somewhere: then no mark can."""
    leaf = leaf_of(spot)
    is_given = leaf is not None and leaf.key in _GIVEN
    return (
        is_given
        or spot.path[-1] in _OF_WORDS
        or spot.path[:2] in (("existing", "datasets"), ("existing", "linked_services"))
        or spot.path[1:2] == ("triggers",)
    )


def meant(spot: Spot, text: str) -> str:
    """What a text stands for: where expressions can stand, @@ is written for @."""
    if spot.key or not takes_expressions(spot) or isinstance(found := taken(text), Computed):
        return text
    return found


def takes_expressions(spot: Spot) -> bool:
    """Whether the factory evaluates a value. A default is data."""
    leaf = leaf_of(spot)
    if leaf is None or spot.key or leaf.key == "parameters.*.default":
        return False
    return leaf.schema.get("type") == SCALAR["type"] or not leaf.schema


def names(result: Tried) -> list[str]:
    """The texts that became names."""
    return [f"{spot} {text:.40}" for spot, text in result.carried.items() if is_name(spot)]


@pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_is_refused_or_carried(name: str) -> None:
    for together in (OTHERS, DECIDING):
        result = tried(dict.fromkeys(together, HOSTILE[name]))
        check(result)
        assert name in GOOD_NAMES or names(result) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_refused_or_carried(name: str) -> None:
    """Keys of one mapping have to differ: the text stands in them once, twice, three times.

    YAML's keys end at 1,024 characters, escapes included.
    """
    among: dict[tuple[object, ...], int] = {}
    changes = {}
    for spot in FREE:
        way = (spot.file, *spot.path[:-1])
        among[way] = among.get(way, 0) + 1
        text = HOSTILE[name][:40]
        many = text * among[way]
        changes[spot] = many if len(spelled(many)) < 1_000 else text + "y" * among[way]
    result = tried(changes)
    check(result)
    assert name in GOOD_NAMES or names(result) == []


def _apart(spots: list[Spot]) -> list[list[Spot]]:
    """Keys in groups: none is beside or around another of its group."""
    groups: list[list[Spot]] = []
    for spot in spots:
        fitting = (g for g in groups if not any(_touch(spot, other) for other in g))
        group = next(fitting, None)
        if group is None:
            groups.append(group := [])
        group.append(spot)
    return groups


def _touch(one: Spot, other: Spot) -> bool:
    shorter = min(one.path, other.path, key=len)[:-1]
    for tag, inner in ((one, other), (other, one)):
        if tag.path[-1] in ("type", "role") and inner.path[: len(tag.path) - 1] == tag.path[:-1]:
            return one.file == other.file  # without it, nobody knows what else belongs there
    return one.file == other.file and (
        one.path[: len(shorter)] == other.path[: len(shorter)]
        and (len(one.path) == len(other.path) or _around_other(one, other))
    )


def _around_other(one: Spot, other: Spot) -> bool:
    shorter = min(one.path, other.path, key=len)
    return one.path[: len(shorter)] == other.path[: len(shorter)]


def test_no_key_of_the_language_can_be_another_text() -> None:
    texts = [text for text in HOSTILE.values() if len(text) < 1_000]
    for i, group in enumerate(_apart(FIXED)):
        specs = Changed(BASE, SPOTS, dict.fromkeys(group, texts[i % len(texts)]))
        diagnostics = compile(SPECS, specs.texts).diagnostics
        assert all(specs.is_inside(each.place) for each in diagnostics)
        assert {specs.at(each.place) for each in diagnostics} >= {*group}


def test_a_key_that_is_too_long_for_yaml_is_refused() -> None:
    for spot in FREE[:3]:
        specs = Changed(BASE, SPOTS, {spot: "x" * 2_000})
        diagnostics = compile(SPECS, specs.texts).diagnostics
        assert diagnostics
        assert all(specs.is_inside(each.place) for each in diagnostics)


def test_what_is_tried_is_mostly_carried_where_text_can_stand() -> None:
    """So that the tests above do not pass because everything is refused."""
    result = tried(dict.fromkeys(OTHERS, HOSTILE["ARM call"]))
    assert len(result.carried) > 80
    carried = {spot.path for spot in result.carried}
    assert ("parameters", "note", "default") in carried
    assert ("factory", "triggers", "nightly", "parameters", "note") in carried
    assert ("environments", "prod", "linked_services", "warehouse", "database") in carried
    assert ("description",) in carried
    assert ("name",) not in carried


@pytest.mark.parametrize("text", ["@linkedService().x", "a@{x}", "@concat('a')"])
def test_a_linked_service_computes_nothing(text: str) -> None:
    """Only one with parameters does."""
    services = [
        spot
        for spot in VALUES
        if spot.file == PROJECT and takes_expressions(spot)
        if "warehouse" in spot.path or "vault" in spot.path
    ]
    assert services
    assert {*tried(dict.fromkeys(services, text)).refused} == {*services}
