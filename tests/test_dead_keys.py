"""No dead keys: whatever changes in a spec, some artifact changes.

The keys are those of the JSON Schema, and the specs are those of the cases, which together use all
of them. Other values are found by themselves; a new key that nothing uses fails here, and so does
one that is used and does nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache
from itertools import islice
from typing import Any

import pytest

from generator.compiler.compile import compile
from tests.support import cases, language
from tests.support.changed_leaves import (
    CHOICES,
    FOR_PEOPLE,
    NOT_COMPILED,
    ONE_NAME,
    PERMITS,
    ROWS,
    SAME,
)
from tests.support.fast import fast
from tests.support.language import Exact, Leaf, Schema
from tests.support.projects import SPECS, Change, Texts
from tests.support.variations import PROJECT, SCHEMAS, Built, Part, built, part

FOLDERS = ("everything", "principal", "assigned", "resources", "services", "columns")
MOST_PLACES, MOST_VALUES = 4, 10
"""At how many of several places, and to how many values, a leaf is changed until it shows."""


@pytest.fixture(autouse=True, scope="module")
def _fast() -> Iterator[None]:
    with fast():
        yield


def keys(schemas: Mapping[str, Schema]) -> set[str]:
    found = {key for schema in schemas.values() for key in language.leaves(schema)}
    return {key for key in found if key.split(".")[0] not in NOT_COMPILED}


@cache
def whole(name: str) -> Part:
    """A file of a case with all of its project, to look at."""
    case, _, stem = name.partition("/")
    return Part(cases.CASES[case], SPECS / f"{stem}.yaml")


@cache
def alone(name: str) -> Part:
    """A file of a case with as little as compiles with it."""
    found = whole(name)
    return part(found.texts, found.file)


NAMES = [f"{case}/{file.stem}" for case in FOLDERS for file in cases.CASES[case]]
USED = {leaf.key for name in NAMES for leaf in whole(name).leaves.values()}


def test_the_cases_use_every_key_of_the_language() -> None:
    missing = keys(SCHEMAS) - USED
    assert missing == set(), "use these in tests/cases/everything, or in a case beside it"


def test_a_key_that_nobody_uses_is_found() -> None:
    job: Any = deepcopy(SCHEMAS["job"])
    job["properties"]["owner"] = {"type": "string"}
    job["$defs"]["ParallelStep"]["properties"]["retries"] = {"type": "integer"}
    job["$defs"]["Wait"] = job["$defs"]["Switch"]
    new = {"owner", "steps.*.{parallel}.retries"}
    assert keys({**SCHEMAS, "job": job}) - USED == new


def test_no_row_is_of_a_key_that_is_gone() -> None:
    rows = {*ROWS, *CHOICES, *FOR_PEOPLE, *ONE_NAME, *(key for key, _ in SAME)}
    assert rows <= keys(SCHEMAS)


# another value ------------------------------------------------------------------------------------


def is_changed(leaf: Leaf) -> bool:
    """Whether other values of a leaf are looked for. A class is changed by what it has."""
    schema = leaf.schema
    one_value = len(schema.get("enum", "..")) == 1 or (
        "minimum" in schema and schema["minimum"] == schema.get("maximum")
    )
    by_hand = {"name", *ROWS, *CHOICES, *FOR_PEOPLE, *ONE_NAME}
    return not ("allOf" in schema or one_value or leaf.key in by_hand)


def places() -> Iterator[tuple[str, str]]:
    """Each file with every position in it, those of smaller cases if they are new there."""
    seen: set[str] = set()
    for name in NAMES:
        positions = {leaf.position for leaf in whole(name).leaves.values() if is_changed(leaf)}
        if not name.startswith("everything/"):
            positions -= seen
        seen |= positions
        yield from ((name, position) for position in sorted(positions))


PLACES: dict[str, list[tuple[str, str]]] = {}
for _name, _position in places():
    _key, *_ = {x.key for x in whole(_name).leaves.values() if x.position == _position}
    PLACES.setdefault(_key, []).append((_name, _position))


@pytest.mark.parametrize("key", PLACES)
def test_another_value_changes_an_artifact(key: str) -> None:
    found: list[bool] = []
    for name, position in PLACES[key]:
        here = alone(name)
        at = [exact for exact, leaf in here.leaves.items() if leaf.position == position]
        if key.startswith(PERMITS):
            found.append(is_needed(here, at[0]))
            continue
        effect = [*effects(here, at)]
        dead = bool(effect) and True not in effect
        assert dead == ((key, here.file.stem) in SAME), f"{position} of {name} does nothing"
        found += effect
    assert True in found, "no other value was found that compiles: write a row in changed_leaves"


def effects(here: Part, at: Sequence[Exact]) -> Iterator[bool]:
    """Whether other values of some leaves change an artifact, up to the first that does."""
    for exact in at[:MOST_PLACES]:
        for specs in islice(here.variations(exact), MOST_VALUES):
            other = built(specs)
            if other is not None:
                yield here.effect(other)
                if here.effect(other):
                    return


def is_needed(here: Part, exact: Exact) -> bool:
    """Whether something is said of the specs with another name there."""
    return any(built(specs) is None for specs in islice(here.variations(exact), MOST_VALUES))


# by hand ------------------------------------------------------------------------------------------


def values(here: Part, specs: Texts) -> dict[str, list[str]]:
    """All values of each key in the two files of some specs."""
    found: dict[str, list[str]] = {}
    for file in {here.file, PROJECT}:
        for leaf in Part(specs, file).leaves.values():
            found.setdefault(leaf.key, []).append(str(leaf.value))
    return found


def other_artifacts(key: str, name: str, changes: Sequence[Change]) -> Built:
    """What a file of a case compiles to after changes, one of which is of a key."""
    here = alone(name)
    specs = here.changed(changes)
    assert values(here, here.texts).get(key) != values(here, specs).get(key), "nothing changes"
    other = built(specs)
    assert other is not None, [str(each) for each in compile(SPECS, specs).diagnostics]
    assert here.effect(other), "no artifact changes"
    return other


@pytest.mark.parametrize("key", ROWS)
def test_another_value_by_hand_changes_an_artifact(key: str) -> None:
    other_artifacts(key, *ROWS[key])


def test_another_name_of_a_job_changes_its_artifacts() -> None:
    here = alone("everything/full_v1")
    texts = dict(here.changed([("full_v1", "full_one")]))
    texts[SPECS / "full_one.yaml"] = texts.pop(here.file)
    other = built(texts)
    assert other is not None
    assert "factory/pipeline/full_one.json" in other
    assert not any("full_v1" in path for path in other)


@pytest.mark.parametrize("key", ONE_NAME)
def test_names_of_which_there_is_one_have_no_other(key: str) -> None:
    found = {
        leaf.value for name in NAMES for leaf in whole(name).leaves.values() if leaf.key == key
    }
    assert found == {ONE_NAME[key]}


# every choice -------------------------------------------------------------------------------------

WORDS = {
    key: leaf["enum"]
    for schema in SCHEMAS.values()
    for key, leaf in language.leaves(schema).items()
    if len(leaf.get("enum", ())) > 1
}


@pytest.mark.parametrize("key", WORDS)
def test_every_choice_gives_an_output_of_its_own(key: str) -> None:
    outputs = [dict(each) for each in chosen(key)]
    assert len(outputs) == len(WORDS[key])
    assert all(one not in outputs[:i] for i, one in enumerate(outputs)), "two give the same"


def chosen(key: str) -> Iterator[Built]:
    """What comes of each word for a key: of the word that is there, and of the others."""
    if key in CHOICES:
        name, others = CHOICES[key]
        yield alone(name).built
        yield from (other_artifacts(key, name, changes) for changes in others.values())
        return
    for name, exact in ((n, e) for n in NAMES for e, x in whole(n).leaves.items() if x.key == key):
        here = alone(name)
        found = [
            here.built if word == here.leaves[exact].value else built(here.choice(exact, word))
            for word in WORDS[key]
        ]
        if None not in found:
            yield from (each for each in found if each is not None)
            return
    pytest.fail("no place takes every word: write a row in changed_leaves.CHOICES")
