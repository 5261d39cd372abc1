"""What the tests of all invariants need: every case, written to a folder."""

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.support import cases, projects
from tests.support.cases import JobCase
from tests.support.generated import STAND_IN, importable
from tests.support.offline import offline


@pytest.fixture(scope="module", autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SDKs keep files in the home folder, not in that of whoever runs the tests; and no network."""
    with pytest.MonkeyPatch.context() as patch, offline():
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which each case's output has a folder. Nobody changes it."""
    folder = tmp_path_factory.mktemp("outputs")
    for case in cases.CASES:
        projects.write(cases.compiled(case), folder / case)
    return folder


@pytest.fixture
def folder(case: JobCase, outputs: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder of the job under test, in an output folder of its own; its modules are importable.

    So is the SDK: of v1 a stand-in.
    """
    copy = tmp_path / "output" / "aml" / case.name
    shutil.copytree(case.folder(outputs), copy)
    (tmp_path / "output" / "arm").mkdir()
    with importable(copy, *[STAND_IN] * (case.sdk == "v1")):
        yield copy


@pytest.fixture
def workspace(folder: Path) -> Any:
    """A workspace of the stand-in, in which nothing is published."""
    workspaces = import_module("azureml.core").Workspace
    return workspaces.get("aml", subscription_id="s", resource_group="rg")
