"""Two branches of a project, each with a life of its own, and git that merges them."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tests.model.deeds import Act
from tests.model.edits import Mark
from tests.model.jobs import Job
from tests.model.record import Base, Record, Share
from tests.model.world import Knowledge, World

V = TypeVar("V")
_SETTINGS = ("user.name=a", "user.email=a@b", "core.autocrlf=false", "gc.auto=0")


@dataclass(frozen=True, slots=True)
class Branch:
    """What is done on a branch, and whether it is generated in the end."""

    acts: Sequence[Act]
    generates: bool

    def live(self, world: World) -> dict[str, str]:
        """Do it, and commit it; gives the text of every file."""
        for act in self.acts:
            act.do(world)
        if self.generates:
            world.look()
            world.generate()
        _commit()
        return world.disk()


def merge(world: World, ours: Branch, theirs: Branch) -> None:
    """Let two branches live, and merge them as git does; of specs the user merges the values."""
    shutil.rmtree(".git", ignore_errors=True)
    _git("init", "--quiet", "--initial-branch=ours")
    Path(".git/info/exclude").write_text("/cache\n", "utf-8")
    _commit()
    base = world.known.copy()
    _git("branch", "theirs")
    ours_disk = ours.live(world)
    ours_known, world.known = world.known, base.copy()
    _git("checkout", "--quiet", "theirs")
    theirs_disk = theirs.live(world)
    theirs_known = world.known
    _git("checkout", "--quiet", "ours")
    is_clean = _git("merge", "--quiet", "theirs")
    world.product.seen["merge" if is_clean else "merge with a conflict"] += 1
    world.known = merged(base, ours_known, theirs_known)
    world.write_specs()
    _find_what_git_moved(world)
    world.known.mixed |= {
        path
        for path, text in world.disk().items()
        if text not in (ours_disk.get(path), theirs_disk.get(path))
    }


def _git(*arguments: str) -> bool:
    """Whether git has done it."""
    settings = [part for each in _SETTINGS for part in ("-c", each)]
    environment = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", *settings, *arguments]
    done = subprocess.run(command, env=environment, check=False, capture_output=True)
    return done.returncode == 0


def _commit() -> None:
    _git("add", "--all")
    _git("commit", "--quiet", "--allow-empty", "--message=a")


def merged(base: Knowledge, ours: Knowledge, theirs: Knowledge) -> Knowledge:
    """What is known after a merge."""
    record, both = _records(base.record, ours.record, theirs.record)
    return Knowledge(
        jobs=_jobs(_merged(base.jobs, ours.jobs, theirs.jobs)),
        project=ours.project if ours.project != base.project else theirs.project,
        marks=_set(base.marks, ours.marks, theirs.marks),
        own=_merged(base.own, ours.own, theirs.own),
        noisy=ours.noisy | theirs.noisy,
        mixed=ours.mixed | theirs.mixed,
        record=Record(record, both),
    )


def _set(base: set[Mark], ours: set[Mark], theirs: set[Mark]) -> set[Mark]:
    return (ours & theirs) | (ours - base) | (theirs - base)


def _merged(base: dict[str, V], ours: dict[str, V], theirs: dict[str, V]) -> dict[str, V]:
    """Three ways; where both sides changed something, it is ours."""
    found = {}
    for key in ours.keys() | theirs.keys():
        side = theirs if ours.get(key) == base.get(key) else ours
        if key in side:
            found[key] = side[key]
    return dict(sorted(found.items()))


def _jobs(jobs: dict[str, Job]) -> dict[str, Job]:
    """Without former names that are still in use, or that two jobs had."""
    seen = set(jobs)
    found = {}
    for name, job in jobs.items():
        found[name] = replace(job, was="") if job.was in seen else job
        seen.add(job.was)
    return found


def _records(base: Record, ours: Record, theirs: Record) -> tuple[dict[str, Share], frozenset[str]]:
    """The lock as git merges it, and the shares in which both sides have changed something."""
    shares = _merged(base.shares, ours.shares, theirs.shares)
    was, our, their = base.shares, ours.shares, theirs.shares
    both = {job for job in shares if was.get(job) != our.get(job) != their.get(job) != was.get(job)}
    for job in both:
        shares[job] = _share(shares[job], our.get(job), their.get(job))
    return shares, frozenset(both)


def _share(share: Share, ours: Share | None, theirs: Share | None) -> Share:
    """All that either side has generated."""
    files: dict[str, Base] = {}
    for side in (ours, theirs):
        for path, base in side.files.items() if side else ():
            texts = base.texts | (files[path].texts if path in files else frozenset())
            files[path] = Base(base.owner, texts)
    return replace(share, files=files)


def _find_what_git_moved(world: World) -> None:
    """Marks and own files as git has left them: it follows files that moved."""
    disk, data = world.disk(), world.data()
    world.known.marks = {
        replace(mark, path=path)
        for mark in world.known.marks
        for path in disk
        if mark.token in disk[path]
    }
    own = {path: data[path] for path in world.known.own if path in data}
    both = own.keys() & world.known.record.files.keys()
    world.known.own = {path: own[path] for path in own.keys() - both}
    # What the other branch has generated where one has put a file of its own is edited now.
    tokens = {path: token for path in both for token in re.findall("own_[0-9]{4}", disk[path])}
    world.known.marks |= {Mark(path, token) for path, token in tokens.items()}
