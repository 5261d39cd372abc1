"""Nothing of the user's is ever lost, whatever happens to a project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from generator.workspace.decide import POLICIES
from tests.model.causes import KINDS
from tests.model.deeds import DEEDS
from tests.model.machine import Life
from tests.model.product import Product
from tests.model.verdicts import OF_FILES

LIVES = int(os.environ.get("SCOREWRIGHT_LIVES", "0"))
"""How many random lives to try; without it some, always the same."""
LENGTH = int(os.environ.get("SCOREWRIGHT_LIFE", "12"))
"""How many steps a life has."""
SETTINGS = settings(
    max_examples=LIVES or 12,
    stateful_step_count=LENGTH,
    derandomize=not LIVES,
    phases=[Phase.generate, Phase.shrink] if LIVES else [Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
SEEN = {
    *DEEDS,
    *KINDS,
    *OF_FILES,
    *(f"conflict {policy}" for policy in POLICIES),
    *("killed", "part", "merge", "merge with a conflict"),
}
"""All that has to happen in some life."""


def test_lives(tmp_path: Path, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(Life, "product", product, raising=False)
    monkeypatch.setattr(Life, "folder", tmp_path, raising=False)
    product.seen.clear()
    run_state_machine_as_test(Life, settings=SETTINGS)
    if not LIVES:
        assert {each for each in SEEN if not product.seen[each]} == set()
