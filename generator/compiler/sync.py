"""What the specs compile to, and what stands in the output folder: brought together in a plan."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.compiler.compile import Compiled
from generator.compiler.formats import format_at
from generator.compiler.made import made_by
from generator.compiler.related import related
from generator.compiler.renames import moves, renamed
from generator.contract.job import Project
from generator.spec.load import Loaded
from generator.workspace.decide import Policy
from generator.workspace.files import digest
from generator.workspace.ledger import Ledger
from generator.workspace.lock import Lock
from generator.workspace.plan import Plan, Wish, plan


class Sync(Struct, frozen=True):
    """A plan, with what it was made from. `renamed` leads from new names of jobs to former ones."""

    compiled: Compiled
    plan: Plan
    ledger: Ledger
    renamed: Mapping[str, str]

    @property
    def project(self) -> Project:
        """The project, which there is as nothing is wrong with it."""
        assert self.compiled.loaded.project is not None
        return self.compiled.loaded.project


def synchronized(compiled: Compiled, output: Path, lock: Lock, policy: Policy = "stop") -> Sync:
    """Decide what is to happen in a folder so that it holds what was compiled.

    Args:
        compiled: the artifacts, without an error.
        output: the folder.
        lock: what was generated into it.
        policy: what to do about conflicts.

    Raises:
        FileFault: a file cannot be read.
    """
    ledger = _ledger(compiled.loaded)
    jobs = {name: text for name, text in ledger.specs.items() if name}
    names = renamed(jobs, compiled.loaded.moved, lock)
    where = moves(names, lock, compiled.artifacts)
    planned = plan(output, Wish(compiled.artifacts, format_at, ledger, where), lock, policy)
    return Sync(compiled, planned, ledger, names)


def _ledger(loaded: Loaded) -> Ledger:
    """Where artifacts come from: each job of its own spec, those that it names, and the project."""
    assert loaded.project is not None
    digests = {name: digest(places.text) for name, places in loaded.places.items()}
    inputs = {
        name: {loaded.places[each].file.name: digests[each] for each in sorted({"", name, *others})}
        for name, others in {"": frozenset[str](), **related(loaded.project)}.items()
    }
    return Ledger(made_by(), inputs, {name: places.text for name, places in loaded.places.items()})
