"""What the cases compile to, file by file.

Each folder of `cases` is one case: its `specs` compile to its `output`. After a change that is
meant, `pytest tests/test_cases.py --snapshot-update` writes what the specs compile to now, and with
`--allow-snapshot-deletion` it removes what they do not compile to any more; then read the
difference. The repository's own case is updated by `scorewright generate`. What has to hold for
every case, whatever is in it, is tested in `invariants`.
"""

from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.compiler.compile import compile
from generator.render import templates_folder
from generator.workspace.artifacts import Owner
from tests.support import cases, projects
from tests.support.fast import fast, new_builders
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
    with fast(new_builders()), TemplateLines() as lines:
        for texts in cases.CASES.values():
            compile(projects.SPECS, texts)
    assert lines.missing(templates_folder()) == []
