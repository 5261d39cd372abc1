"""What the cases compile to, file by file.

Each folder of `cases` is one case: its `specs` compile to its `output`. After a change that is
meant, `pytest tests/test_cases.py --snapshot-update` writes what the specs compile to now, and with
`--allow-snapshot-deletion` it removes what they do not compile to any more; then read the
difference. The repository's own case is updated by `scorewright generate`. What has to hold for
every case, whatever is in it, is tested in `invariants`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml
from generator.spec.checks.sdk import ONLY_V1
from pytest_snapshot.plugin import Snapshot

from generator.compiler.compile import compile
from generator.render import templates_folder
from generator.spec.schema import Schema, job_schema, project_schema
from generator.workspace.artifacts import Owner
from tests.support import cases, projects
from tests.support.template_lines import TemplateLines

OUTPUT = Path(__file__).parents[1] / "output"


@pytest.mark.parametrize("case", cases.FOLDERS)
def test_a_case_compiles_to_its_output(case: str, snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = cases.FOLDER / case
    tree: dict[str, object] = {}
    for path, text in cases.artifacts(case).items():
        *folders, name = path.split("/")
        inner = tree
        for folder in folders:
            inner = inner.setdefault(folder, {})  # type: ignore[assignment]  # only dicts
        inner[name] = text
    snapshot.assert_match_dir(tree, "output")


def test_the_repository_compiles_to_its_output() -> None:
    """But for scaffolds, which are the user's."""
    artifacts = cases.compiled(cases.REPOSITORY).artifacts.values()
    generated = {each.path: each.text for each in artifacts if each.owner is not Owner.SCAFFOLD}
    assert generated == {path: (OUTPUT / path).read_text("utf-8") for path in generated}


def test_together_the_cases_run_every_line_of_every_template() -> None:
    with TemplateLines() as lines:
        for texts in cases.CASES.values():
            compile(projects.SPECS, texts)
    assert lines.missing(templates_folder()) == []


@pytest.mark.parametrize(
    ("file", "schema", "unused"),
    [
        ("claims_v1", job_schema(), {"Activity.poll_interval"}),
        ("claims_v2", job_schema(), {f"Activity.{key}" for key in ONLY_V1}),
        ("project", project_schema(), set()),
    ],
    ids=["v1", "v2", "project"],
)
def test_everything_uses_every_key_of_the_language(
    file: str, schema: Schema, unused: set[str]
) -> None:
    text = cases.CASES["everything"][projects.SPECS / f"{file}.yaml"]
    assert {*_keys(schema)} - {*_used(yaml.safe_load(text), schema, schema)} == unused


def _keys(schema: Schema) -> Iterator[str]:
    """Every key that a document can have, with the title of what it is a key of."""
    kinds: Schema = {str(schema["title"]): schema, **_part(schema, "$defs")}
    return (f"{kind}.{key}" for kind, of in kinds.items() for key in _part(of, "properties"))


def _used(data: object, schema: Schema, root: Schema) -> Iterator[str]:
    """The keys that a document has."""
    title = schema.get("title")
    if reference := schema.get("$ref"):
        title = str(reference).rpartition("/")[2]
        schema = _part(_part(root, "$defs"), title)
    if isinstance(data, list):
        for value in data:
            yield from _used(value, _part(schema, "items"), root)
    elif isinstance(data, dict):
        known = _part(schema, "properties")
        for key, value in data.items():
            if key in known:
                yield f"{title}.{key}"
            inner = known.get(key) or schema.get("additionalProperties") or {}
            yield from _used(value, cast("Schema", inner), root)


def _part(schema: object, key: str) -> Schema:
    return cast("Schema", cast("Schema", schema).get(key, {}))
