"""The jobs of new projects run on their samples, and the projects' own tests pass, by both SDKs."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.new.conftest import EXAMPLES, Kind
from tests.new.test_new_projects import distinct, run
from tests.support.folder_tests import folder_tests
from tests.support.generated import ROOT


@pytest.mark.parametrize("example", EXAMPLES)
def test_make_demo_scores_the_sample(example: str, projects: Path, tmp_path: Path) -> None:
    """What is trained for one SDK is good for the other: the sample keeps it."""
    for sdk, service in (("v1", "data_factory"), ("v2", "synapse")):
        kind = Kind(example, "github", service, sdk)
        folder = tmp_path / sdk
        shutil.copytree(projects / kind.name, folder)
        if sdk == "v2" and example != "blank":
            shutil.copytree(tmp_path / "v1" / "build", folder / "build")
            shutil.rmtree(folder / "build" / "demo" / "lake")
        said = run(sys.executable, "-m", "samples", cwd=folder, PYTHONPATH=str(ROOT))
        told = re.search(r"^Succeeded in .*: [1-9][\d,]* lines -> (.*)$", said, re.MULTILINE)
        assert told, said
        scores = (folder / told[1]).read_text("utf-8").splitlines()
        assert sum("made" in row for row in scores) == LINES[example]


LINES = {"loan_default": 60, "sentiment": 120, "customer_behavior": 400, "blank": 15}
"""How many rows each sample has: each gets one score."""


def test_the_jobs_tests_pass(projects: Path) -> None:
    with folder_tests() as tests:
        for folder in distinct(projects.glob("*-*/output/aml/*")):
            assert "[100%]" in tests.run(folder)  # it raises if one fails


def test_its_own_tests_pass(projects: Path, tmp_path: Path) -> None:
    """Those that `make test` runs: once, for they do what the others here do."""
    folder = tmp_path / "project"
    shutil.copytree(projects / Kind("blank", "github", "synapse", "v1").name, folder)
    said = run(sys.executable, "-m", "pytest", cwd=folder, PYTHONPATH=str(ROOT))
    assert re.search(r"^2 passed", said, re.MULTILINE), said


def test_its_packages_are_those_of_its_jobs(projects: Path) -> None:
    folder = projects / Kind("loan_default", "github", "data_factory", "v2").name
    said = run(sys.executable, "tools/packages.py", cwd=folder)
    assert said.split() == ["joblib==1.6.0", "pandas==3.1.1", "scikit-learn==1.9.1"]
