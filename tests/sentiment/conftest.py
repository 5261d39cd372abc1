"""The sentiment job's data and scripts, laid out and started as they are in real life."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from demo import rated_texts
from tests.support.once import once
from tests.support.scripts import load
from tests.support.trained import LOG, trained

JOB = Path(__file__).parents[2] / "output" / "aml" / "sentiment"

# The contract is generated from the spec; here its interface is enough.
CONTRACT = """
import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Split:
    texts: Path
    chunks: Path


@dataclass(frozen=True)
class Score:
    model: Path
    threshold: float


def parse(step):
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False)
    for name, kind in step.__annotations__.items():
        parser.add_argument(f"--{name}", type=kind, required=True)
    return step(**vars(parser.parse_known_args()[0]))
"""

Script = Callable[[str], ModuleType]
Start = Callable[..., ModuleType]


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of prepared data, for all workers: nobody changes it."""
    if not rated_texts.is_fetched():
        pytest.skip(f"the rated texts are not fetched: {rated_texts.COMMAND}")
    return once(tmp_path_factory, "team", rated_texts.prepare)


@pytest.fixture(scope="session")
def model(team: Path, request: pytest.FixtureRequest) -> Path:
    """The model trained on the data by train.py as a user runs it; what it said is in train.log."""

    def train_here(folder: Path) -> None:
        done = train(team / "train.csv", folder / "model.joblib")
        assert done.returncode == 0, done.stderr
        (folder / LOG).write_text(done.stdout)

    return trained(request, "sentiment", train_here) / "model.joblib"


def train(
    data: Path, model: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    for needed in ("sklearn", "vaderSentiment"):
        pytest.importorskip(needed)
    command = [sys.executable, str(JOB / "train.py"), "--data", str(data), "--model", str(model)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Import a script of the job, with what it imports of the job's folder."""
    pytest.importorskip("vaderSentiment")
    contract = tmp_path / "contract.py"
    contract.write_text(CONTRACT)

    def imported(name: str) -> ModuleType:
        load("contract", contract, monkeypatch)
        texts = load("texts", JOB / "texts.py", monkeypatch)
        return texts if name == "texts" else load(name, JOB / f"{name}.py", monkeypatch)

    return imported


@pytest.fixture
def start(model: Path, script: Script, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a worker as Azure ML does: import the entry script under its arguments, then init()."""
    workers: list[ModuleType] = []

    def worker(model: Path = model, threshold: float = 0.5) -> ModuleType:
        ours = ["--model", str(model), "--threshold", str(threshold)]
        driver = ["--output", "/mnt/scores", "--mini_batch_size", "15"]
        monkeypatch.setattr(sys, "argv", ["driver.py", *driver, *ours])
        module = script("score")
        module.init()
        workers.append(module)
        return module

    yield worker
    for module in workers:
        module.shutdown()
