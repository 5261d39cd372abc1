"""Nothing of the user's is ever lost, whatever happens to a project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.machine import Life
from tests.model.product import installed

LIVES = int(os.environ.get("SCOREWRIGHT_LIVES", "0"))
"""How many random lives to try; without it there are a few, always the same."""


def test_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with installed(tmp_path / "templates") as product:
        monkeypatch.setattr(Life, "product", product, raising=False)
        monkeypatch.setattr(Life, "folder", tmp_path, raising=False)
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=LIVES or 100,
                stateful_step_count=int(os.environ.get("STEPS", "12")),
                derandomize=not LIVES,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[
                    each for each in Phase if each.name not in os.environ.get("SKIP", "").split()
                ],
            ),
        )
