"""Nothing of the user's is ever lost, whatever happens to a project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.machine import Life
from tests.model.product import Product

LIVES = int(os.environ.get("SCOREWRIGHT_LIVES", "0"))
"""How many random lives to try."""
LENGTH = int(os.environ.get("SCOREWRIGHT_LIFE", "10"))
"""How many steps a life has."""
SETTINGS = settings(
    max_examples=max(1, LIVES),
    stateful_step_count=LENGTH,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.skipif(not LIVES, reason="too slow for every run: set SCOREWRIGHT_LIVES")
def test_lives(tmp_path: Path, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(Life, "product", product, raising=False)
    monkeypatch.setattr(Life, "folder", tmp_path, raising=False)
    run_state_machine_as_test(Life, settings=SETTINGS)
