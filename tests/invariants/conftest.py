"""What the tests of all invariants need: every case, written to a folder."""

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.aml.build import DATASTORE_TYPES
from generator.local.aml.stand_in import STAND_IN
from tests.support import cases, projects
from tests.support.cases import JobCase
from tests.support.generated import importable
from tests.support.offline import offline
from tests.support.once import once


@pytest.fixture(scope="module", autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SDKs keep files in the home folder, not in that of whoever runs the tests; and no network."""
    with pytest.MonkeyPatch.context() as patch, offline():
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, for all workers, in which each case's output has a folder. Nobody changes it."""

    def write(folder: Path) -> None:
        for case in cases.CASES:
            projects.write(cases.compiled(case), folder / case)

    return once(tmp_path_factory, "outputs", write)


@pytest.fixture
def folder(case: JobCase, outputs: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder of the job under test, in an output folder of its own; its modules are importable.

    So is the SDK: of v1 a stand-in.
    """
    copy = tmp_path / "output" / "aml" / case.name
    shutil.copytree(case.folder(outputs), copy)
    (tmp_path / "output" / "arm").mkdir()
    with importable(copy, *[STAND_IN] * (case.sdk == "v1")):
        if case.sdk == "v1":
            import_module("azureml._standin").datastores(datastore_types(case))
        yield copy


def datastore_types(case: JobCase) -> dict[str, str]:
    """What the SDKs call the kinds of the datastores that a job uses."""
    used = [data for data in case.job.data.values() if data.datastore]
    return {data.datastore: DATASTORE_TYPES[data.datastore_type] for data in used}


@pytest.fixture
def workspace(folder: Path) -> Any:
    """A workspace of the stand-in, in which nothing is published."""
    workspaces = import_module("azureml.core").Workspace
    return workspaces.get("aml", subscription_id="s", resource_group="rg")
