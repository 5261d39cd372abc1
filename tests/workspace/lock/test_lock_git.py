"""Two branches, merged by git itself: what either has generated is known afterwards."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.workspace.lock import SUPPORT, Share, printed, read_lock
from tests.support.locks import put, share, texts, told

Shares = Sequence[Share]
BASE = {f"{letter}.json": f"{letter} of the base" for letter in "abcdefgh"}


class Repository:
    """A git repository with a lock; `merge` tells whether git merged it without a conflict."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> int:
        config = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", *config, *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, check=False
        )
        return done.returncode

    def commit(self) -> None:
        assert self.git("add", "-A") == 0
        assert self.git("commit", "-qm", "x") == 0

    def branches(self, base: Shares, ours: Shares, theirs: Shares) -> bool:
        put(self.folder, *base)
        self.commit()
        assert self.git("checkout", "-qb", "theirs") == 0
        put(self.folder, *theirs)
        self.commit()
        assert self.git("checkout", "-q", "main") == 0
        put(self.folder, *ours)
        self.commit()
        return self.git("merge", "-q", "theirs") == 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """With the attributes that are written beside every lock."""
    made = Repository(tmp_path)
    for path, text in SUPPORT.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return made


@pytest.fixture
def plain(tmp_path: Path) -> Repository:
    """Without them, as where a server merges."""
    return Repository(tmp_path)


def other(text: str, *letters: str) -> Mapping[str, str]:
    return BASE | {f"{letter}.json": f"{letter} {text}" for letter in letters}


def test_branches_that_touch_different_jobs(plain: Repository) -> None:
    base = [share(BASE), share(BASE, "other"), share(BASE, "third")]
    ours, theirs = share(other("ours", "a"), "other"), share(other("theirs", "a"))
    assert plain.branches(base, [ours], [theirs])
    lock = read_lock(plain.folder)
    assert lock.sealed == {"job", "other", "third"}
    assert lock.shares == {"job": theirs, "other": ours, "third": base[2]}


def test_what_belongs_to_all_jobs_is_no_conflict_of_theirs(repository: Repository) -> None:
    base, ours, theirs = (share({"arm.json": text}, "") for text in ("base", "ours", "theirs"))
    assert repository.branches([base], [ours, share(BASE, "one")], [theirs, share(BASE, "two")])
    assert read_lock(repository.folder).sealed == {"one", "two"}
    assert texts(repository.folder)["arm.json"] == ["ours", "theirs"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("a", "h"), ("a", "b"), ("b", "a"), ("ah", "d"), ("a", "a"), ("abc", "bcd"), ("h", "h")],
)
def test_branches_that_touch_one_job_never_conflict(
    repository: Repository, ours: str, theirs: str
) -> None:
    one, two = share(other("ours", *ours)), share(other("theirs", *theirs))
    assert repository.branches([share(BASE)], [one], [two])
    found = texts(repository.folder)
    for path, base in BASE.items():
        sides = {other("ours", *ours)[path], other("theirs", *theirs)[path]}
        assert sides - {base} <= set(found[path]) <= sides | {base}
    lock = read_lock(repository.folder)
    assert (lock.faults, lock.sealed) == ((), frozenset())


def test_two_branches_that_did_the_same(repository: Repository) -> None:
    same = share(other("new", "c"))
    assert repository.branches([share(BASE)], [same], [same])
    assert read_lock(repository.folder).sealed == {"job"}


def test_specs_that_both_branches_changed(repository: Repository) -> None:
    one, two = share(BASE, spec="name: job\na: 1\n"), share(BASE, spec="name: job\na: 2\n")
    assert repository.branches([share(BASE)], [one], [two])
    lock = read_lock(repository.folder)
    assert (lock.faults, lock.sealed) == ((), frozenset())
    found = lock.shares["job"].spec
    assert found is not None
    assert found.text() in ("name: job\na: 1\n", "name: job\na: 2\n")


def test_one_branch_drops_what_the_other_changes(repository: Repository) -> None:
    less = {path: text for path, text in BASE.items() if path != "d.json"}
    assert repository.branches([share(BASE)], [share(less)], [share(other("theirs", "d"))])
    assert "d theirs" in texts(repository.folder)["d.json"]


STYLES = ("merge", "diff3", "zdiff3")


@pytest.mark.parametrize("style", STYLES)
def test_a_conflict_is_read_as_both_sides(plain: Repository, style: str) -> None:
    assert plain.git("config", "merge.conflictStyle", style) == 0
    one, two = share(other("ours", "c")), share(other("theirs", "c"))
    assert not plain.branches([share(BASE)], [one], [two])
    text = (plain.folder / ".scorewright/job.json").read_text("utf-8")
    assert ("|||||||" in text) == (style != "merge")
    lock = read_lock(plain.folder)
    assert told(lock) == []
    assert [note.message for note in lock.notes] == [
        "git could not merge the lock: what either side generated counts"
    ]
    assert lock.sealed == frozenset()
    assert texts(plain.folder) == {p: [t] for p, t in BASE.items()} | {
        "c.json": ["c ours", "c theirs"]
    }


def test_a_mixture_without_markers_has_no_seal(plain: Repository) -> None:
    """As a server makes one, or somebody who takes one of the two seals."""
    one, two = share(other("ours", "a")), share(other("theirs", "h"))
    lines = printed(share(BASE)).split("\n")
    ours, theirs = printed(one).split("\n"), printed(two).split("\n")
    for seal in (ours[2], theirs[2], lines[2]):
        mixed = [
            seal if number == 2 else their if our == line else our
            for number, (line, our, their) in enumerate(zip(lines, ours, theirs, strict=True))
        ]
        (plain.folder / ".scorewright").mkdir(exist_ok=True)
        (plain.folder / ".scorewright/job.json").write_text("\n".join(mixed), "utf-8")
        lock = read_lock(plain.folder)
        assert (told(lock), lock.sealed) == ([], frozenset())
        assert texts(plain.folder) == {
            path: [text] for path, text in (other("ours", "a") | {"h.json": "h theirs"}).items()
        }


CHANGES: Mapping[str, Callable[[Share], Share]] = {
    "the job's own spec": lambda old: replace(old, spec=share({}, spec="other").spec),
    "an input": lambda old: replace(old, inputs={**old.inputs, "project.yaml": "f" * 64}),
    "the version": lambda old: replace(old, made=replace(old.made, scorewright="0.2")),
    "a file": lambda old: replace(old, files=share(other("new", "b")).files),
    "a file less": lambda old: replace(old, files=share({"a.json": "a"}).files),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_seal_is_of_everything(change: Callable[[Share], Share]) -> None:
    old = share(BASE)
    assert printed(old).split("\n")[2] != printed(change(old)).split("\n")[2]
