"""The demo, played once for all workers of a run, and the models of its jobs.

Training takes long, and the demo trains what the jobs' own tests need. Where it is not among the
tests, as when only those of one job are run, they train for themselves.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from demo import cdnow, german_credit, rated_texts
from demo.stage import BUILD, ROOT
from tests.support.once import once

DATA = (german_credit, rated_texts, cdnow)
DEMO = Path("tests", "demo", "test_demo.py")
LOG = "train.log"
"""What training said, beside the model."""


def played(factory: pytest.TempPathFactory) -> str:
    """What `make demo` prints. It writes to one folder: two workers may not play it at once."""

    def play(folder: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "demo"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "printed").write_text(done.stdout, "utf-8")

    return (once(factory, "demo", play) / "printed").read_text("utf-8")


def trained(request: pytest.FixtureRequest, job: str, train: Callable[[Path], None]) -> Path:
    """A folder that holds the model of a job, and in `train.log` what training said.

    Args:
        request: of the fixture that asks.
        job: its name.
        train: trains in the folder it is given, if the demo does not.
    """
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")

    def taken(folder: Path) -> None:
        printed = played(factory)
        (model,) = BUILD.joinpath(job).glob("model.*")
        shutil.copy(model, folder)
        (folder / LOG).write_text(_said(printed, job), "utf-8")

    return once(factory, f"trained_{job}", taken if _plays_demo(request.session) else train)


def _plays_demo(session: pytest.Session) -> bool:
    is_asked = any(item.path == ROOT / DEMO for item in session.items)
    return is_asked and all(data.is_fetched() for data in DATA)


_HEADINGS = {
    "loan_default": "Train the loan-default model",
    "sentiment": "Train the sentiment model",
    "customer_behavior": "Fit BG/NBD",
}


def _said(printed: str, job: str) -> str:
    """What training said, out of what the demo printed."""
    found = re.search(rf"^{_HEADINGS[job]}.*\n((?:  .*\n)+)", printed, re.MULTILINE)
    assert found, printed
    return re.sub("^  ", "", found[1], flags=re.MULTILINE)
