"""Random lives of a project, step by step."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.model import branches, deeds
from tests.model.branches import Branch
from tests.model.deeds import OFTEN, Act
from tests.model.product import Product
from tests.model.world import Knowledge, World

ACT = st.builds(Act, st.sampled_from(OFTEN), st.integers(0, 40), st.integers(0, 40))
THEN = st.sampled_from(["", "stop", "stop", "markers", "ours", "theirs"])
BRANCH = st.builds(Branch, st.lists(ACT, min_size=1, max_size=3), st.booleans())

MERGES = 2
"""How many merges there are in a life at most: each takes as long as many other steps."""


class Life(RuleBasedStateMachine):
    """What a user does to a project, and the commands that they run."""

    product: Product
    folder: Path
    known: Knowledge

    def __init__(self) -> None:
        super().__init__()
        self.product.version = 0
        self.merges = 0
        self.back = Path.cwd()
        self.root = Path(tempfile.mkdtemp(dir=self.folder))
        os.environ["XDG_CACHE_HOME"] = str(self.root / "cache")
        os.chdir(self.root)

    @initialize()
    def begin(self) -> None:
        """A project that was just generated; the first is kept for the others to begin with."""
        first = self.folder / "first"
        if not first.exists():
            self.world = World(self.product)
            self.world.look()
            self.world.generate()
            type(self).known = self.world.known.copy()
            shutil.copytree(self.root, first)
        else:
            shutil.copytree(first, self.root, dirs_exist_ok=True)
            self.world = World(self.product, self.known.copy())

    @rule(act=ACT, then=THEN)
    def act(self, act: Act, then: str) -> None:
        act.do(self.world)
        self.world.look()
        if then:
            self.world.generate(then)

    @rule(version=st.integers(0, 2), then=THEN)
    def change_templates(self, version: int, then: str) -> None:
        self.product.version = version
        self.world.look()
        if then:
            self.world.generate(then)

    @rule(call=st.integers(0, 25), act=st.none() | ACT)
    def be_killed(self, call: int, act: Act | None) -> None:
        deeds.be_killed(self.world, call, act)
        self.world.look()

    @precondition(lambda self: self.merges < MERGES)
    @rule(ours=BRANCH, theirs=BRANCH, then=THEN)
    def merge_branches(self, ours: Branch, theirs: Branch, then: str) -> None:
        self.merges += 1
        branches.merge(self.world, ours, theirs)
        self.world.look()
        if then:
            self.world.generate(then)

    def teardown(self) -> None:
        os.chdir(self.back)
        shutil.rmtree(self.root)
