"""Random lives of a project, step by step."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.model import deeds
from tests.model.product import Product
from tests.model.world import Knowledge, World

PICK = st.integers(0, 40)
POLICIES = st.sampled_from(["stop", "markers", "ours", "theirs"])


class Life(RuleBasedStateMachine):
    """What a user does to a project, and the commands that they run."""

    product: Product
    folder: Path
    known: Knowledge

    def __init__(self) -> None:
        super().__init__()
        self.product.version = 0
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

    @rule(pick=PICK, what=PICK)
    def change_spec(self, pick: int, what: int) -> None:
        deeds.change_spec(self.world, pick, what)
        self.world.look()

    @rule(pick=PICK)
    def add_job(self, pick: int) -> None:
        deeds.add_job(self.world, pick)
        self.world.look()

    @rule(pick=PICK)
    def remove_job(self, pick: int) -> None:
        deeds.remove_job(self.world, pick)
        self.world.look()

    @rule(pick=PICK, said=st.booleans())
    def rename_job(self, pick: int, said: bool) -> None:
        deeds.rename_job(self.world, pick, said=said)
        self.world.look()

    @rule(version=st.integers(0, 2))
    def change_templates(self, version: int) -> None:
        self.product.version = version
        self.world.look()

    @rule(pick=PICK, how=PICK)
    def edit(self, pick: int, how: int) -> None:
        deeds.edit(self.world, pick, how)
        self.world.look()

    @rule(pick=PICK, how=PICK)
    def save_with_noise(self, pick: int, how: int) -> None:
        deeds.save_with_noise(self.world, pick, how)
        self.world.look()

    @rule(pick=PICK)
    def delete(self, pick: int) -> None:
        deeds.delete(self.world, pick)
        self.world.look()

    @rule(pick=PICK)
    def delete_scaffold(self, pick: int) -> None:
        deeds.delete_scaffold(self.world, pick)
        self.world.look()

    @rule(pick=PICK)
    def put_own_file(self, pick: int) -> None:
        deeds.put_own_file(self.world, pick)
        self.world.look()

    @rule(pick=PICK)
    def take_own_file_away(self, pick: int) -> None:
        deeds.take_own_file_away(self.world, pick)
        self.world.look()

    @rule(side=st.integers(0, 1))
    def resolve(self, side: int) -> None:
        deeds.resolve(self.world, side)
        self.world.look()

    @rule(pick=PICK)
    def restore(self, pick: int) -> None:
        deeds.restore(self.world, pick)
        self.world.look()

    @rule()
    def generate(self) -> None:
        self.world.generate()

    @rule(policy=POLICIES)
    def generate_with(self, policy: str) -> None:
        self.world.generate(policy)

    @rule(call=st.integers(0, 30), pick=PICK, edits=st.booleans())
    def be_killed(self, call: int, pick: int, edits: bool) -> None:
        deeds.be_killed(self.world, call, pick if edits else None)
        self.world.look()

    def teardown(self) -> None:
        os.chdir(self.back)
        shutil.rmtree(self.root)
