"""What writing would do, decided before anything is written; and then doing it, all or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from generator.merge import Format
from generator.workspace.artifacts import Artifact, Owner, Text
from generator.workspace.decide import (
    STOPS,
    WRITES,
    Decision,
    Outcome,
    Policy,
    Wanted,
    decide,
    decide_unwanted,
    was_generated,
)
from generator.workspace.disk import OnDisk, Standing, bytes_of
from generator.workspace.folder import Folder, Obstacle, folded
from generator.workspace.ledger import Ledger, next_shares
from generator.workspace.lock import Entry, Lock, Share

Formats = Callable[[PurePosixPath], Format]
"""How the file at a path, below the output folder, is merged."""


class Action(Struct, frozen=True):
    """What happens to one file.

    `found` is the file that stands at `was`, or at `path` if it does not move; None if there is
    none. Its bytes are gone: those of all files would not fit into memory. `obstacle` is what is in
    the way, where that is no file that could be merged.
    """

    path: PurePosixPath
    job: str
    owner: Owner
    decision: Decision
    found: Standing | None = None
    was: PurePosixPath | None = None
    obstacle: Obstacle | None = None

    @property
    def outcome(self) -> Outcome:
        """What becomes of the file."""
        return self.decision.outcome

    @property
    def moves(self) -> bool:
        """Whether a file leaves its old place."""
        return self.was is not None and self.found is not None

    @property
    def changes(self) -> bool:
        """Whether anything is written or removed."""
        return self.moves or self.outcome in WRITES or self.outcome is Outcome.REMOVE

    def pieces(self) -> Iterator[bytes]:
        """What stands there afterwards, with the line ends that the file has."""
        content = self.decision.content
        pieces = content.pieces() if isinstance(content, Text) else iter([bytes_of(content)])
        return self.found.dressed(pieces) if self.found else pieces


class Wish(Struct, frozen=True):
    """What a folder is to hold.

    `moves` leads from the new path of a file to the one that it had. `ledger` is what the lock is
    to say of where the artifacts come from.
    """

    artifacts: Mapping[PurePosixPath, Artifact]
    formats: Formats
    ledger: Ledger
    moves: Mapping[PurePosixPath, PurePosixPath] = field(default_factory=dict)


class Plan(Struct, frozen=True):
    """All that is to happen below an output folder.

    `lock` is the lock as it is, `shares` are its files as they will be.
    """

    output: Path
    actions: tuple[Action, ...]
    lock: Lock
    shares: Mapping[str, Share]

    @property
    def stops(self) -> tuple[Action, ...]:
        """What is in the way: nothing may be written."""
        return tuple(action for action in self.actions if action.outcome in STOPS)

    @property
    def changes(self) -> tuple[Action, ...]:
        """The actions that touch a file."""
        return tuple(action for action in self.actions if action.changes)

    @property
    def new_shares(self) -> Mapping[str, Share]:
        """The files of the lock that are to be written."""
        old = self.lock.shares
        return {name: each for name, each in self.shares.items() if each is not old.get(name)}

    @property
    def old_shares(self) -> Sequence[str]:
        """The files of the lock that are to be removed."""
        return [name for name in self.lock.shares if name not in self.shares]

    @property
    def in_step(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.changes or self.stops or self.new_shares or self.old_shares)


def plan(output: Path, wish: Wish, lock: Lock, policy: Policy = "stop") -> Plan:
    """Look at a folder and decide what each artifact means for it.

    Args:
        output: the folder.
        wish: what it is to hold.
        lock: what was generated into it.
        policy: what to do about conflicts.

    Raises:
        FileFault: a file cannot be read.
    """
    planner = _Planner(Folder(output), wish, lock, policy)
    wanted = tuple(map(planner.wanted, wish.artifacts.values()))
    unwanted = tuple(planner.unwanted(wanted))
    own = {each.path for each in wanted if planner.is_own(each)}
    kept = {each.path for each in unwanted if each.outcome is Outcome.KEEP}
    shares = next_shares(wish.ledger, lock, wish.artifacts, own, kept)
    return Plan(output, wanted + unwanted, lock, shares)


class _Planner:
    def __init__(self, folder: Folder, wish: Wish, lock: Lock, policy: Policy) -> None:
        self.folder, self.wish, self.lock, self.policy = folder, wish, lock, policy

    @cached_property
    def folded(self) -> Mapping[str, PurePosixPath]:
        """The wanted paths, by what they are where letter case and unicode form count not."""
        return {folded(path): path for path in self.wish.artifacts}

    def wanted(self, artifact: Artifact) -> Action:
        path, before = artifact.path, self.wish.moves.get(artifact.path)
        found, old = self.folder.read(path), self.folder.read(before) if before else None
        was = before if found is None and old is not None else None
        if was is not None:
            found = old
        if isinstance(found, Obstacle):
            decision = Decision(Outcome.FOREIGN)
            return Action(path, artifact.job, artifact.owner, decision, obstacle=found)
        # As long as the old file still stands, what is at the new path did not come from there.
        decision = self.decision(artifact, found, before if was or old is None else None)
        standing = found.standing if found else None
        return Action(path, artifact.job, artifact.owner, decision, standing, was)

    def decision(
        self, artifact: Artifact, found: OnDisk | None, before: PurePosixPath | None
    ) -> Decision:
        """What becomes of a file; where its bytes are enough to know, its text is never made."""
        if found and found.standing.sha256 == artifact.content.sha256:
            return Decision(Outcome.SAME, artifact.content)
        entries = self.entries(artifact.path, before)
        if found and was_generated(found.standing.sha256, entries):
            return Decision(Outcome.UPDATE, artifact.content)
        wanted = Wanted(artifact.content, artifact.owner, self.wish.formats(artifact.path))
        return decide(wanted, found.text if found else None, entries, self.policy)

    def entries(self, path: PurePosixPath, was: PurePosixPath | None) -> Sequence[Entry]:
        """What was generated for a path, or for the path that it had."""
        known = self.lock.candidates
        return known.get(path) or (known.get(was) if was else None) or ()

    def is_own(self, action: Action) -> bool:
        """Whether a scaffold was there before it was generated; it stays theirs when deleted."""
        if action.outcome is not Outcome.OWN:
            return False
        entries = self.entries(action.path, self.wish.moves.get(action.path))
        return action.found is not None or not any(entry.kept for entry in entries)

    def unwanted(self, wanted: Sequence[Action]) -> Iterator[Action]:
        """Files that were generated once and that no spec asks for any more."""
        moving = (action for action in wanted if action.moves or action.outcome is Outcome.FOREIGN)
        moved = {self.wish.moves.get(action.path) for action in moving}
        for path, entries in self.lock.candidates.items():
            if path in self.wish.artifacts or path in moved:
                continue
            found = self.folder.read(path)
            if isinstance(found, OnDisk) and not self.is_wanted(path):
                decision = decide_unwanted(found.text, entries, self.wish.formats(path))
                job = self.lock.job_of(path) or ""
                yield Action(path, job, entries[0].owner, decision, found.standing)

    def is_wanted(self, path: PurePosixPath) -> bool:
        """Whether a path is a wanted one to this file system, which may ignore case."""
        other = self.folded.get(folded(path))
        return other is not None and self.folder.same(path, other)
