"""The jobs of new projects run on their samples, and the projects' own tests pass, by both SDKs."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.new.conftest import EXAMPLES, Kind
from tests.new.test_new_projects import run
from tests.support.generated import ROOT

SERVICES = ("data_factory", "synapse")


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_own_tests_pass(example: str, projects: Path, tmp_path: Path) -> None:
    """They run the job. What trains with one SDK is the same as with the other: it is kept."""
    for sdk, service in zip(("v1", "v2"), SERVICES, strict=True):
        kind = Kind(example, "github", service, sdk)
        folder = tmp_path / kind.name
        shutil.copytree(projects / kind.name, folder)
        if (built := tmp_path / "build").exists():
            shutil.copytree(built, folder / "build")
        said = run(sys.executable, "-m", "pytest", cwd=folder, PYTHONPATH=str(ROOT))
        assert re.search(r"^2 passed", said, re.MULTILINE), said
        for model in (folder / "build" / "demo").glob("*/model*"):
            (built / "demo" / kind.job).mkdir(parents=True, exist_ok=True)
            shutil.copy(model, built / "demo" / kind.job)


def test_its_packages_are_those_of_its_jobs(projects: Path) -> None:
    folder = projects / Kind("loan_default", "github", "data_factory", "v2").name
    said = run(sys.executable, "tools/packages.py", cwd=folder)
    assert said.split() == ["joblib==1.6.0", "pandas==3.1.1", "scikit-learn==1.9.1"]
