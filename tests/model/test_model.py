"""Nothing of the user's is ever lost, whatever happens to a project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from generator.workspace.decide import POLICIES
from tests.model.branches import Branch
from tests.model.causes import KINDS
from tests.model.deeds import DEEDS, Act
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
"""All that has to happen in some life, or in the story."""
STORY = (
    (Act("add job", 0, 0), "stop"),
    (Act("change spec", 0, 0), "stop"),
    (Act("own file", 7, 0), ""),
    (Act("add job", 1, 0), "theirs"),
)
"""What random lives seldom meet: one spec of three that changes, and files in the way."""


def test_lives(tmp_path: Path, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(Life, "product", product, raising=False)
    monkeypatch.setattr(Life, "folder", tmp_path, raising=False)
    product.seen.clear()
    _live_the_story()
    run_state_machine_as_test(Life, settings=SETTINGS)
    if not LIVES:
        assert {each for each in SEEN if not product.seen[each]} == set()


def _live_the_story() -> None:
    life = Life()
    life.begin()
    life.change_templates(version=1, then="")
    life.be_killed(call=2, act=None)
    life.change_templates(version=1, then="stop")
    ours = Branch([Act("change spec", 0, 0)], generates=True)
    theirs = Branch([Act("change spec", 2, 0)], generates=True)
    life.merge_branches(ours=ours, theirs=theirs, then="stop")
    for act, then in STORY:
        life.act(act=act, then=then)
    life.teardown()
