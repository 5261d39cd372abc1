"""Each job's own tests, and a run of each on its sample.

A folder of a job is tested in a process of its own: each has a module `contract`.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from samples.__main__ import SAMPLES

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(ROOT.glob("output/aml/*/"))


def python(*arguments: str, folder: Path) -> str:
    """What Python prints, in a folder; a failure fails the test and shows it."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_job_s_own_tests_pass(folder: Path) -> None:
    python("-m", "pytest", "-q", "-p", "no:cacheprovider", ".", folder=folder)


@pytest.mark.parametrize("job", SAMPLES)
def test_the_job_scores_its_sample(job: str) -> None:
    printed = python("-m", "samples", job, folder=ROOT)
    assert re.search(r"^Succeeded in .*: [\d,]+ lines ->", printed, re.MULTILINE)
