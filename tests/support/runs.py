"""Runs of a job, played with files: what a script of it is given, and what it makes of that."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import joblib  # type: ignore[import-untyped]  # no release has types
import pytest

from tests.support.cases import JobCase
from tests.support.generated import importable

VALUES: Mapping[str, tuple[str, object]] = {
    "batch": ("-4", -4),
    "cutoff": ("1E-07", 1e-07),
    "day": ("2026-01-05", "2026-01-05"),
    "explain": ("True", True),
    "note": ("=-%22a%22%20%0A%E2%80%A8b", '-"a" \n\u2028b'),
    "rank": ("7", 7),
    "region": ("us/east", "us/east"),
    "run_date": ("2026-01-05", "2026-01-05"),
    "threshold": ("1", 1.0),
    "ticket": ("=%23ABCDE", "#ABCDE"),
    "urgent": ("false", False),
    "weight": ("-1500", -1500.0),
    "factory_run_id": ("factory-run", "factory-run"),
}
"""A value for each parameter of the cases: the text that arrives, and what the script gets."""

DRIVER = ("--client_sdk_version", "1", "--mini_batch_size", "10", "--output", "/mnt/output")
"""Arguments that Azure ML adds to those of a parallel step."""


class Model:
    """What the cases take for a model: one line of its input is 0.5, two lines are 1."""

    def predict(self, rows: Sequence[object]) -> list[float]:
        return [len(rows) / 2] * len(rows)


def write_model(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(Model(), file)


def write_input(folder: Path) -> list[Path]:
    """Two files, one of them deeper down."""
    files = [folder / "b.csv", folder / "deep" / "a.csv"]
    for file, text in zip(files, ("x,y\n3,4\n5,6\n", "x,y\n1,2\n"), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return files


def rows_of(case: JobCase) -> list[str]:
    """What the scaffolded scripts make of the input, in the order of `write_input`."""
    if case.job.aml.model:
        return ["3,4,1.0", "5,6,1.0", "1,2,0.5"]
    return ["x,y,3", "3,4,3", "5,6,3", "x,y,3", "1,2,3"]


def score(
    case: JobCase, folder: Path, arguments: Sequence[str], files: Sequence[Path]
) -> list[str]:
    """Play a worker of the parallel step: import the script, give it one mini-batch.

    The script's arguments have to arrive as the values that were meant.
    """
    step = case.job.aml.step
    with importable(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [step.script, *DRIVER, *arguments])
        script = import_module(step.script.removesuffix(".py"))
        script.init()
        given = script.workers[-1].given
        assert {name: repr(getattr(given, name)) for name in step.arguments} == {
            name: repr(VALUES[name][1]) for name in step.arguments
        }
        rows = script.run([str(file) for file in files])
        script.shutdown()
        assert script.workers == []
    return list(rows)
