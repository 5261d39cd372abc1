"""After a kill: what somebody has done since stays, and no journal is obeyed blindly."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from generator.diagnostics import Code, Diagnostic
from generator.workspace.transaction import Recovered, commit, interrupted, recover
from tests.support.transactions import (
    die,
    die_at_the_end,
    digest,
    fail,
    outcome,
    put,
    refusal,
    remove,
)
from tests.support.trees import Snapshot, plant, snapshot
from tests.workspace.transaction.sweep import changes

ALWAYS = 10**9
RUN = ".scorewright/.run"


@pytest.fixture
def before(output: Path) -> Snapshot:
    """The old state; then a run dies just before its end."""
    found = snapshot(output)
    die_at_the_end(output, changes())
    return found


def edit(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")


def test_nothing_to_take_back(output: Path, tmp_path: Path) -> None:
    for folder in (output, tmp_path / "nowhere", output / "split"):
        assert not interrupted(folder)
        assert recover(folder) is None


def test_everything_is_taken_back(output: Path, before: Snapshot) -> None:
    assert interrupted(output)
    assert recover(output) == Recovered(len(changes()), ())
    assert snapshot(output) == before
    assert recover(output) is None


def test_no_run_begins_before(output: Path, before: Snapshot) -> None:
    assert refusal(output, put("new.json", "new")).code is Code.INTERRUPTED
    assert recover(output) == Recovered(len(changes()), ())
    commit(output, [put("new.json", "new")])


# what somebody did between the kill and the recovery ---------------------------------------------


@pytest.mark.parametrize(
    "path", ["factory/job.json", "aml/new/other.py", "aml/job/removed.py", "aml/job/run.sh"]
)
def test_an_edit_stays(output: Path, before: Snapshot, path: str) -> None:
    """In a file that was replaced, made, removed."""
    edit(output / path)
    assert recover(output) == Recovered(len(changes()) - 1, (PurePosixPath(path),))
    now = snapshot(output)
    assert now.pop(path).content == "mine"
    before.pop(path, None)
    assert {path: now[path] for path in before} == before
    assert now.keys() - before.keys() <= {"aml/new"}


@pytest.mark.parametrize("path", ["factory/job.json", "aml/job/removed.py"])
def test_an_edit_of_a_file_that_was_not_its_turn_yet(output: Path, path: str) -> None:
    die(output, changes(), "replace", lambda source: source.endswith("aml/gone/deep/only.py"))
    edit(output / path)
    assert recover(output) == Recovered(0, (PurePosixPath(path),))
    assert (output / path).read_text() == "mine"


def test_an_edit_of_the_old_bytes_through_another_name(output: Path) -> None:
    """Of a file that has a second name among the backups, in place."""
    die(output, changes(), "replace", lambda source: source.endswith(f"{RUN}/n1"))
    edit(output / "factory/job.json")
    recovered = recover(output)
    assert recovered is not None
    assert PurePosixPath("factory/job.json") in recovered.left
    assert (output / "factory/job.json").read_text() == "mine"


@pytest.mark.parametrize("path", ["aml/new/other.py", "factory/job.json"])
def test_a_file_that_was_deleted(output: Path, before: Snapshot, path: str) -> None:
    """One that we made is not missed; one that was there before is there again."""
    (output / path).unlink()
    recovered = recover(output)
    assert recovered is not None
    assert recovered.left == ()
    assert snapshot(output) == before


def test_a_file_in_a_folder_of_ours(output: Path, before: Snapshot) -> None:
    edit(output / "aml/new/deep/mine.txt")
    assert recover(output) == Recovered(len(changes()), ())
    assert (output / "aml/new/deep/mine.txt").read_text() == "mine"
    assert not (output / "aml/new/deep/er").exists()


def test_a_file_where_a_folder_was(output: Path, before: Snapshot) -> None:
    edit(output / "aml/gone")
    assert recover(output) == Recovered(
        len(changes()) - 1, (PurePosixPath("aml/gone/deep/only.py"),)
    )
    assert (output / "aml/gone").read_text() == "mine"
    assert not interrupted(output)


def test_a_folder_or_a_link_where_a_file_was(output: Path, before: Snapshot) -> None:
    for path in ("factory/job.json", "aml/new/other.py"):
        (output / path).unlink()
    (output / "factory/job.json").mkdir()
    (output / "aml/new/other.py").symlink_to("/etc/passwd")
    recovered = recover(output)
    assert recovered is not None
    left = (PurePosixPath("aml/new/other.py"), PurePosixPath("factory/job.json"))
    assert recovered.left == left
    assert (output / "factory/job.json").is_dir()
    assert (output / "aml/new/other.py").is_symlink()


def test_a_file_with_the_name_of_the_one_that_was_removed(output: Path) -> None:
    """As where letter case does not count, and with the same bytes.

    The recovery dies when the old file is back; the next one must not take it for the new.
    """
    (output / "Link").symlink_to("factory")
    move = [put("Link/job.json", "old"), remove("factory/job.json", "old")]
    die_at_the_end(output, move)
    with pytest.MonkeyPatch.context() as patch:
        fail(patch, "unlink", errno.EIO, 1, 2)
        assert outcome(lambda: recover(output)) is not None
    assert recover(output) == Recovered(0, ())
    assert (output / "factory/job.json").read_text() == "old"


def test_without_hard_links_it_is_taken_back_too(output: Path) -> None:
    before = snapshot(output)
    with pytest.MonkeyPatch.context() as patch:
        fail(patch, "link", errno.EPERM, 0, ALWAYS)
        die(output, changes(), "replace", lambda source: source.endswith(f"{RUN}/n1"))
    assert not (output / "factory/job.json").exists()
    recover(output)
    assert snapshot(output) == before


def test_a_copy_is_taken_back_like_the_original(output: Path, before: Snapshot) -> None:
    copy = output.parent / "copy"
    shutil.copytree(output, copy, symlinks=True)
    assert recover(copy) == Recovered(len(changes()), ())
    assert {path: entry.content for path, entry in snapshot(copy).items()} == {
        path: entry.content for path, entry in before.items()
    }


# a read-only file system -------------------------------------------------------------------------


def test_remains_without_a_journal_disturb_no_reader(output: Path) -> None:
    die(output, changes(), "chmod", lambda path: True)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("unlink", "rmdir", "mkdir", "replace"):
            fail(patch, name, errno.EROFS, 0, ALWAYS)
        assert recover(output) == Recovered(0, ())
    assert recover(output) == Recovered(0, ())
    assert recover(output) is None


def test_what_cannot_be_taken_back_is_told(output: Path, before: Snapshot) -> None:
    with pytest.MonkeyPatch.context() as patch:
        fail(patch, "replace", errno.EROFS, 0, ALWAYS)
        told = outcome(lambda: recover(output))
    assert told is not None
    assert told.code is Code.UNWRITABLE
    assert os.strerror(errno.EROFS) in told.message
    recover(output)
    assert snapshot(output) == before


# journals that came with a checkout --------------------------------------------------------------

SHA = digest("old")
HOSTILE = {
    "empty": "",
    "half": '{"version":1,"steps":[["a.json",nul',
    "no object": "[]",
    "deep": "[" * 100_000,
    "newer": '{"version":2,"steps":[],"made":[],"modes":{}}',
    "not ASCII": '{"version":1,"steps":[["\u00e4",null,null]],"made":[],"modes":{}}',
    "without steps": '{"version":1,"made":[],"modes":{}}',
    "steps as text": '{"version":1,"steps":"abc","made":[],"modes":{}}',
    "a short step": '{"version":1,"steps":[["a.json"]],"made":[],"modes":{}}',
}
PATHS = [
    "/etc/x",
    "../mine.txt",
    "a/../../mine.txt",
    "",
    ".",
    "a//b",
    "a\\b",
    f"{RUN}/n0",
    "\ud800",
]


def journal(
    *steps: tuple[object, ...], made: object = (), modes: object = None, version: object = 1
) -> str:
    return json.dumps({"version": version, "steps": steps, "made": made, "modes": modes or {}})


def write_journal(output: Path, text: str) -> None:
    (output / RUN).mkdir()
    (output / RUN / "journal.json").write_text(text, encoding="utf-8")


def refused(output: Path) -> Diagnostic:
    """Recovering is refused, and touches nothing."""
    mine = output.parent / "mine.txt"
    mine.write_text("old", encoding="utf-8")
    before = snapshot(output.parent)
    told = outcome(lambda: recover(output))
    assert told is not None
    assert snapshot(output.parent) == before
    assert refusal(output, put("new.json", "new")).code is Code.INTERRUPTED
    return told


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_journal(output: Path, text: str) -> None:
    write_journal(output, text)
    told = refused(output)
    assert (told.code, told.place.file) == (Code.INTERRUPTED, output / RUN / "journal.json")
    assert "remove the folder" in told.hint


@pytest.mark.parametrize("path", PATHS)
def test_a_journal_with_a_path_out_of_the_folder(output: Path, path: str) -> None:
    for text in (
        journal((path, None, SHA)),
        journal((path, SHA, None)),
        journal(made=[path]),
        journal(modes={path: 0o777}),
    ):
        write_journal(output, text)
        assert refused(output).code is Code.INTERRUPTED
        shutil.rmtree(output / RUN)


STEPS = {
    "does nothing": journal(("a.json", None, None)),
    "no hash": journal(("a.json", "abc", None)),
    "a number": journal((1, SHA, None)),
    "twice": journal(("a.json", SHA, None), ("a.json", None, SHA)),
    "mode as text": journal(modes={"a": "0777"}),
    "mode too big": journal(modes={"a": 0o10000}),
    "mode yes": journal(modes={"a": True}),
    "modes as a list": journal(modes=["a"]),
    "folder as a number": journal(made=[1]),
}


@pytest.mark.parametrize("text", STEPS.values(), ids=STEPS)
def test_a_journal_that_we_never_write(output: Path, text: str) -> None:
    write_journal(output, text)
    assert refused(output).code is Code.INTERRUPTED


def make_link(output: Path, name: str) -> None:
    elsewhere = output.parent / "elsewhere.json"
    elsewhere.write_text(journal(("split", None, digest("was a file"))), encoding="utf-8")
    (output / RUN).mkdir()
    (output / RUN / name).symlink_to(elsewhere)


def test_a_journal_that_is_a_link(output: Path) -> None:
    make_link(output, "journal.json")
    assert "no file" in refused(output).message


@pytest.mark.parametrize("kind", ["link", "other bytes", "folder"])
def test_a_backup_that_is_not_the_old_file(output: Path, kind: str) -> None:
    """A link among the backups would bring somebody else's file into the output folder."""
    write_journal(output, journal(("split", SHA, digest("was a file")), ("gone.txt", SHA, None)))
    for name in ("b0", "b1"):
        backup = output / RUN / name
        if kind == "folder":
            backup.mkdir()
        elif kind == "link":
            backup.symlink_to(output.parent / "mine.txt")
        else:
            backup.write_text("not the old one", encoding="utf-8")
    assert "damaged" in refused(output).message


@pytest.mark.parametrize("text", [journal(("link/mine.txt", None, SHA)), journal(made=["link/a"])])
def test_a_journal_that_goes_through_a_link(output: Path, text: str) -> None:
    (output / "link").symlink_to(output.parent)
    write_journal(output, text)
    told = refused(output)
    assert (told.code, told.place.file) == (Code.IN_THE_WAY, output / "link")


def test_a_file_with_the_bytes_of_nobody_is_not_deleted(output: Path) -> None:
    """A journal only takes away what it knows by its hash."""
    write_journal(output, journal(("factory/job.json", None, digest("something"))))
    assert recover(output) == Recovered(0, (PurePosixPath("factory/job.json"),))
    assert (output / "factory/job.json").read_text() == "old"


def foreign_file(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine", encoding="utf-8")


def foreign_folder(folder: Path) -> None:
    plant(folder / "n7", {"mine.txt": ("mine", 0o644)})


@pytest.mark.parametrize("make", [foreign_file, foreign_folder])
def test_what_is_not_ours_in_our_folder_stays(output: Path, make: Callable[[Path], None]) -> None:
    (output / RUN).mkdir()
    make(output / RUN)
    assert recover(output) == Recovered(0, ())
    told = refusal(output, put("new.json", "new"))
    assert (told.code, told.place.file) == (Code.UNWRITABLE, output / RUN)
    assert len(list((output / RUN).rglob("mine.txt"))) == 1
