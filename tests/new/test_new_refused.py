"""What is refused, word for word, with nothing written. One folder of `refused` is one case.

`command` is what is typed in the folder `here`, and `before` what is there before, also in the
`home`; `expected.txt` is what is printed (`--snapshot-update` writes it).
"""

import shlex
import shutil
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from tests.new.conftest import scorewright, tree

FOLDER = Path(__file__).parent / "refused"
CASES = sorted(case for case in FOLDER.iterdir() if case.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_refused(case: Path, here: Path, snapshot: Snapshot) -> None:
    if (before := case / "before").exists():
        shutil.copytree(before, here.parent, dirs_exist_ok=True)
    found = tree(here.parent)
    name, *arguments = shlex.split((case / "command").read_text("utf-8"))
    assert name == "scorewright"
    printed = scorewright(*arguments).replace(str(here.parent), "")
    assert printed.endswith(("[exit 1]\n", "[exit 2]\n"))
    assert "Nothing was written." in printed
    assert "Traceback" not in printed
    kept = ("home/.cache", "home/.cookiecutter_replay")  # for the next time
    now = {path: data for path, data in tree(here.parent).items() if not path.startswith(kept)}
    assert now == {path: data for path, data in found.items() if not path.startswith(kept)}
    snapshot.snapshot_dir = case
    snapshot.assert_match(printed, "expected.txt")


def test_the_page_shows_what_is_printed() -> None:
    page = Path(__file__).parents[2] / "docs" / "new.md"
    printed = (FOLDER / "factory_two_dashes" / "expected.txt").read_text("utf-8")
    shown = printed.removesuffix("[exit 1]\n")
    assert f"```\n{shown}```\n" in page.read_text("utf-8")
