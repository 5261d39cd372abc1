"""Kills a run before each of its system calls, and then the recovery; prints what came of it.

A program of its own, because it forks: `python -m tests.workspace.transaction.sweep FOLDER`.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath

from generator.workspace.transaction import Remove, Write, commit, recover
from tests.support import traced
from tests.support.trees import Snapshot, clone, plant, snapshot

OLD = {
    ".scorewright/job.json": ("lock 1", 0o644),
    "factory/untouched.json": ("untouched", 0o644),
    "factory/job.json": ("old", 0o640),
    "aml/job/run.sh": ("old", 0o755),
    "aml/gone/deep/only.py": ("gone", 0o600),
    "aml/job/removed.py": ("removed", 0o644),
    "turned/into/file.py": ("was in a folder", 0o644),
    "split": ("was a file", 0o644),
}
NEW = {
    ".scorewright/job.json": ("lock 2", 0o644),
    "factory/untouched.json": ("untouched", 0o644),
    "factory/job.json": ("new", 0o640),
    "aml/job/run.sh": ("new", 0o755),
    "aml/new/deep/er/file.py": ("created", 0o644),
    "aml/new/other.py": ("created too", 0o644),
    "turned": ("is a file", 0o644),
    "split/into.py": ("is in a folder", 0o644),
}
NOT_POSSIBLE = 77
"""The exit code where processes cannot be traced."""
EVERY = 5
"""Of how many states one is taken to kill the recovery from it."""


def changes() -> list[Write | Remove]:
    """What makes the new of the old."""
    found: list[Write | Remove] = []
    for path, (text, _) in NEW.items():
        old = OLD.get(path, (None, 0))[0]
        if text != old:
            data = [text.encode()]
            found.append(Write(PurePosixPath(path), partial(iter, data), old and _digest(old)))
    gone = OLD.keys() - NEW.keys()
    return found + [Remove(PurePosixPath(path), _digest(OLD[path][0])) for path in sorted(gone)]


def plant_old(output: Path) -> None:
    """Make the old state; one of its folders has permissions of its own."""
    plant(output, OLD)
    (output / "aml/gone").chmod(0o700)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@dataclass
class Report:
    """What the sweep saw: one entry for each different state in which a kill left the folder."""

    calls: int = 0
    killed: list[dict[str, object]] = field(default_factory=list)
    killed_again: list[dict[str, object]] = field(default_factory=list)


class Sweep:
    """Works in a folder, in which the try that is under way has its place."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.report = folder, Report()
        self.changes, self.seen = changes(), set[str]()
        plant_old(folder / "old")
        plant(folder / "new", NEW)
        self.old, self.new = snapshot(folder / "old"), snapshot(folder / "new")

    def run(self) -> Report:
        output = self.folder / "try"
        for number in count():
            clone(self.folder / "old", output)
            calls = traced.run(lambda: commit(output, self.changes), number)
            raw = snapshot(output)
            if calls is not None:
                assert self.verdict(raw) == "new"
                self.report.calls = calls
                return self.report
            if self.is_another(raw):
                if len(self.seen) % EVERY == 0:
                    self.kill_recovery(output)
                self.report.killed.append({"at": number, **self.recovered(output)})
            shutil.rmtree(output)
        raise AssertionError

    def kill_recovery(self, state: Path) -> None:
        """Kill the recovery from a state before each of its calls."""
        output = self.folder / "again"
        for number in count():
            clone(state, output)
            calls = traced.run(lambda: recover(output), number)
            ended = calls is not None
            if self.is_another(snapshot(output)) and not ended:
                self.report.killed_again.append({"at": number, **self.recovered(output)})
            shutil.rmtree(output)
            if ended:
                return

    def is_another(self, raw: Snapshot) -> bool:
        """Whether no kill has led to this state before."""
        key = json.dumps(raw)
        new = key not in self.seen
        self.seen.add(key)
        return new

    def recovered(self, output: Path) -> dict[str, object]:
        """What a new process makes of a folder."""
        journal = (output / ".scorewright/.run/journal.json").exists()
        before = self.verdict(snapshot(output))
        told = forked(lambda: recover(output))
        after = self.verdict(snapshot(output))
        return {"journal": journal, "before": before, "told": told, "after": after}

    def verdict(self, found: Snapshot) -> str:
        """Return "old", "new", or "mix"; old is as if nobody had ever touched a thing."""
        if found == self.old:
            return "old"
        untouched = {path for path, entry in found.items() if entry.untouched}
        same = {path: entry.timeless() for path, entry in found.items()} == {
            path: entry.timeless() for path, entry in self.new.items()
        }
        return "new" if same and "factory/untouched.json" in untouched else "mix"


def forked(action: Callable[[], object]) -> str:
    """What an action gives, as text, in a process that knows nothing of what went before."""
    reader, writer = os.pipe()
    if (process := os.fork()) == 0:
        try:
            os.write(writer, repr(action()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.waitpid(process, 0)
    return text


if __name__ == "__main__":
    os.umask(0o022)
    if reason := traced.not_possible():
        print(reason)
        sys.exit(NOT_POSSIBLE)
    print(json.dumps(asdict(Sweep(Path(sys.argv[1])).run())))
