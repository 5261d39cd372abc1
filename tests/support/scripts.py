"""A job's scripts, imported and judged as the tests of all jobs do it."""

import csv
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

Rows = list[dict[str, str]]


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(name: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a file under a name that is forgotten after the test."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def auc(outcomes: Sequence[int], scores: Sequence[float]) -> float:
    """Return how often one of outcome 1 scores above one of outcome 0; a tie counts half."""
    ones = [score for score, outcome in zip(scores, outcomes, strict=True) if outcome]
    zeros = [score for score, outcome in zip(scores, outcomes, strict=True) if not outcome]
    wins = sum((one > zero) + (one == zero) / 2 for one in ones for zero in zeros)
    return wins / (len(ones) * len(zeros))
