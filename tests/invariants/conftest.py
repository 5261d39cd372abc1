"""What the tests of all invariants need: every case, written to a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import cases, projects


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each case's output has a folder. Nobody changes it."""
    folder = tmp_path_factory.mktemp("outputs")
    for case in cases.CASES:
        projects.write(cases.compiled(case), folder / case)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SDKs keep files in the home folder; not in that of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield
