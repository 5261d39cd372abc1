"""The customer behaviour job's data and scripts, laid out and started as they are in real life."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from demo import cdnow
from tests.support.once import once
from tests.support.scripts import load
from tests.support.trained import LOG, trained

JOB = Path(__file__).parents[2] / "output" / "aml" / "customer_behavior"

# The contract is generated from the spec; here its interface is enough.
CONTRACT = """
import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Prepare:
    transactions: Path
    customers: Path
    window_end: str


@dataclass(frozen=True)
class Score:
    model: Path
    horizon: int


@dataclass(frozen=True)
class Publish:
    predictions: Path
    scores: Path
    window_end: str


def parse(step):
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False)
    for name, kind in step.__annotations__.items():
        parser.add_argument(f"--{name}", type=kind, required=True)
    return step(**vars(parser.parse_known_args()[0]))
"""

Script = Callable[[str], ModuleType]
Start = Callable[..., ModuleType]
Main = Callable[..., str]
Train = Callable[[Path, Path], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of prepared data, for all workers: nobody changes it."""
    if not cdnow.is_fetched():
        pytest.skip(f"CDNOW's purchases are not fetched: {cdnow.COMMAND}")
    return once(tmp_path_factory, "shop", cdnow.prepare)


@pytest.fixture(scope="session")
def train(tmp_path_factory: pytest.TempPathFactory) -> Train:
    """Run train.py as a user does, up to the window's end that the data have."""
    pytest.importorskip("scipy")
    folder = tmp_path_factory.mktemp("contract")
    (folder / "contract.py").write_text(CONTRACT)

    def run(transactions: Path, model: Path) -> subprocess.CompletedProcess[str]:
        words = ["--transactions", str(transactions), "--window-end", cdnow.WINDOW_END]
        return subprocess.run(
            [sys.executable, str(JOB / "train.py"), *words, "--model", str(model)],
            env={**os.environ, "PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def model(shop: Path, train: Train, request: pytest.FixtureRequest) -> Path:
    """The model trained on the data; what training said is in train.log."""

    def train_here(folder: Path) -> None:
        done = train(shop / "transactions", folder / "model.json")
        assert done.returncode == 0, done.stderr
        (folder / LOG).write_text(done.stdout)

    return trained(request, "customer_behavior", train_here) / "model.json"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Import a script of the job, with what it imports of the job's folder."""
    pytest.importorskip("scipy")
    contract = tmp_path / "contract.py"
    contract.write_text(CONTRACT)

    def imported(name: str) -> ModuleType:
        load("contract", contract, monkeypatch)
        bgnbd = load("bgnbd", JOB / "bgnbd.py", monkeypatch)
        return bgnbd if name == "bgnbd" else load(name, JOB / f"{name}.py", monkeypatch)

    return imported


@pytest.fixture
def main(
    script: Script, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Main:
    """Run a command step under its arguments; gives what it prints."""

    def run(name: str, **arguments: object) -> str:
        words = [f"--{key}={value}" for key, value in arguments.items()]
        monkeypatch.setattr(sys, "argv", [f"{name}.py", *words])
        script(name).main()
        return capsys.readouterr().out

    return run


@pytest.fixture
def start(script: Script, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a worker as Azure ML does: import the entry script under its arguments, then init()."""
    workers: list[ModuleType] = []

    def worker(model: Path, horizon: int = cdnow.HORIZON) -> ModuleType:
        ours = ["--model", str(model), "--horizon", str(horizon)]
        driver = ["--output", "/mnt/scores", "--mini_batch_size", "15"]
        monkeypatch.setattr(sys, "argv", ["driver.py", *driver, *ours])
        module = script("score")
        module.init()
        workers.append(module)
        return module

    yield worker
    for module in workers:
        module.shutdown()
