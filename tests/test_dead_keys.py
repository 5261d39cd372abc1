"""No dead keys: whatever changes in a spec, some artifact changes.

The keys are those of the JSON Schema, so a new key without a row in `changed_leaves` fails here.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
import yaml

from generator.spec.schema import job_schema, project_schema
from tests.support import changed_leaves, language
from tests.support.changed_leaves import CHOICES, ENTAILED, ONE_VALUE, WORDS
from tests.support.fast import black_remembers
from tests.support.language import Schema
from tests.support.projects import SPECS, Change, Texts, artifacts, full

PROJECT = SPECS / "project.yaml"
CHANGES = {"job": changed_leaves.JOB, "project": changed_leaves.PROJECT}
SCHEMAS = {"job": job_schema(), "project": project_schema()}


@pytest.fixture(autouse=True, scope="module")
def _fast() -> Iterator[None]:
    with black_remembers():
        yield


def keys(schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str, Schema]]:
    for of, schema in schemas.items():
        yield from ((of, way, leaf) for way, leaf in language.leaves(schema).items())


def untried(schemas: Mapping[str, Schema]) -> set[str]:
    """The keys of the language that no test gives another value."""
    tried = {*ONE_VALUE, *CHOICES, *WORDS, "name"}
    return {way for of, way, _ in keys(schemas) if way not in tried | CHANGES[of].keys()}


def test_every_key_of_the_language_is_tried() -> None:
    assert untried(SCHEMAS) == set()


def test_a_key_that_nobody_tries_is_found() -> None:
    job: Any = deepcopy(SCHEMAS["job"])
    job["properties"]["owner"] = {"type": "string"}
    job["$defs"]["Step"]["properties"]["retries"] = {"type": "integer"}
    assert untried({**SCHEMAS, "job": job}) == {"owner", "steps.*.retries"}


def test_no_row_is_of_a_key_that_is_gone() -> None:
    known = {way for _, way, _ in keys(SCHEMAS)}
    rows = {*ONE_VALUE, *CHOICES, *WORDS, *ENTAILED, *CHANGES["job"], *CHANGES["project"]}
    assert rows <= known


# the changes --------------------------------------------------------------------------------------


def with_changes(specs: Texts, changes: list[Change]) -> Texts:
    for old, new in changes:
        assert any(old in text for text in specs.values()), f"{old!r} stands nowhere"
        specs = {file: text.replace(old, new) for file, text in specs.items()}
    return specs


def values(specs: Texts) -> dict[str, list[str]]:
    """All values of each leaf of the language in some specs, in the order of the files."""
    found: dict[str, list[str]] = {}
    for file, text in specs.items():
        schema = SCHEMAS["project" if file == PROJECT else "job"]
        for leaf, value in language.ways(schema, yaml.load(text, yaml.BaseLoader)).values():
            found.setdefault(leaf, []).append(repr(value))
    return found


def changed_leaves_of(specs: Texts) -> set[str]:
    before, after = values(full()), values(specs)
    return {leaf for leaf in before | after if before.get(leaf) != after.get(leaf)}


@cache
def base() -> Mapping[str, str]:
    return artifacts(full())


def texts_of(built: Mapping[str, str], job: str) -> dict[str, str]:
    """What was built for one job."""
    return {path: text for path, text in built.items() if job in path}


def assert_alive(leaf: str, specs: Texts) -> Mapping[str, str]:
    """The specs differ in this leaf, are valid, and compile to something else for each spec."""
    assert leaf in changed_leaves_of(specs)
    assert changed_leaves_of(specs) <= {leaf} | ENTAILED.get(leaf, set())
    built = artifacts(specs)
    assert built != base(), "no artifact changes"
    for file, text in specs.items():
        if file != PROJECT and text != full()[file]:
            assert texts_of(built, file.stem) != texts_of(base(), file.stem), f"not in {file.stem}"
    return built


ROWS = [(leaf, changes) for rows in CHANGES.values() for leaf, changes in rows.items()]


@pytest.mark.parametrize(("leaf", "changes"), ROWS, ids=[leaf for leaf, _ in ROWS])
def test_another_value_changes_an_artifact(leaf: str, changes: list[Change]) -> None:
    assert_alive(leaf, with_changes(full(), changes))


def test_another_name_of_a_job_changes_its_artifacts() -> None:
    renamed = with_changes(full(), [("full_v1", "full_one")])
    new = {SPECS / "full_v1.yaml": SPECS / "full_one.yaml"}
    specs = {new.get(file, file): text for file, text in renamed.items()}
    built = artifacts(specs)
    assert changed_leaves_of(specs) <= {"name"} | ENTAILED["name"]
    assert "factory/pipeline/full_one.json" in built
    assert not texts_of(built, "full_v1")


CHOICE_KEYS = [(way, leaf["enum"]) for _, way, leaf in keys(SCHEMAS) if "enum" in leaf]


@pytest.mark.parametrize(("leaf", "members"), CHOICE_KEYS, ids=[way for way, _ in CHOICE_KEYS])
def test_every_choice_gives_an_output_of_its_own(leaf: str, members: list[str]) -> None:
    if leaf in ONE_VALUE:
        assert members == [ONE_VALUE[leaf]]
        return
    built = [dict(base())]
    for member in members:
        if changes := changes_to(leaf, member):
            built.append(dict(assert_alive(leaf, with_changes(full(), changes))))
    assert len(built) == len(members)
    assert all(one not in built[:i] for i, one in enumerate(built)), "two choices give the same"


def changes_to(leaf: str, member: str) -> list[Change]:
    """How to change the full specs so that a key has a value; nothing if it has it."""
    if leaf in CHOICES:
        return CHOICES[leaf].get(member, [])
    before, blank, word = WORDS[leaf].rpartition(" ")
    return [] if member == word else [(WORDS[leaf], f"{before}{blank}{member}")]


@pytest.mark.parametrize("leaf", ONE_VALUE)
def test_keys_of_one_value_have_no_other(leaf: str) -> None:
    only = ONE_VALUE[leaf]
    for schema in (schema for _, way, schema in keys(SCHEMAS) if way == leaf):
        choices = schema.get("enum", [schema.get("minimum"), schema.get("maximum")])
        assert set(choices) == {only}
