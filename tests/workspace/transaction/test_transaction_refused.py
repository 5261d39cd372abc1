"""What stops a run, at whatever point, leaves everything as it was."""

import errno
import os
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from generator.diagnostics import Code
from generator.workspace.files import FileFault
from generator.workspace.transaction import Remove, Write, commit, recover
from tests.support.transactions import digest, fail, outcome, put, refusal, remove
from tests.support.trees import clone, snapshot
from tests.workspace.transaction.sweep import NEW, changes

ROOT = Path(__file__).parents[3]
FULL, ALWAYS = errno.ENOSPC, 10**9
LAST = {"last.json": "last"}

CHANGED = {
    "edited": put("factory/job.json", "new", "something else"),
    "edited, to be removed": remove("aml/job/removed.py", "something else"),
    "gone": put("factory/other.json", "new", "old"),
    "gone, to be removed": remove("factory/other.json", "old"),
    "gone with its folder": put("nowhere/other.json", "new", "old"),
    "its folder is a file now": remove("split/other.json", "old"),
    "somebody made one": put("factory/job.json", "new"),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_file_that_changed_meanwhile(output: Path, change: Write | Remove) -> None:
    before = snapshot(output)
    told = refusal(output, put("first/new.json", "new"), change)
    assert (told.code, told.place.file) == (Code.CHANGED_MEANWHILE, output / change.path)
    assert snapshot(output) == before


@pytest.mark.parametrize("path", ["factory/job.json", "aml/job/removed.py", "aml/new/other.py"])
@pytest.mark.parametrize("how", ["in place", "anew", "away"])
def test_a_file_that_changes_while_we_write(
    output: Path, path: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the last look at it, when the journal already stands."""
    file, real, happened = output / path, os.replace, False

    def replace(source: str, target: str) -> None:
        nonlocal happened
        real(source, target)
        if not happened:
            happened = True
            if how != "in place":
                file.unlink(missing_ok=True)
            if how != "away":
                file.parent.mkdir(exist_ok=True)
                file.write_text("mine", encoding="utf-8")

    before = snapshot(output)
    monkeypatch.setattr(os, "replace", replace)
    if how == "away" and path == "aml/new/other.py":
        commit(output, changes())  # it never was there
        return
    told = refusal(output, *changes())
    assert (told.code, told.place.file) == (Code.CHANGED_MEANWHILE, output / path)
    now, there = snapshot(output), None if how == "away" else "mine"
    found = now.pop(path, None)
    assert (found and found.content) == there
    before.pop(path, None)
    assert {path: now[path] for path in before} == before


IN_THE_WAY = {
    "a folder": ("factory", put("factory", "new")),
    "a folder, old": ("factory", put("factory", "new", "old")),
    "a file": ("split", put("split/new.py", "new")),
    "a file, deep": ("split", put("split/far/new.py", "new")),
}


@pytest.mark.parametrize(("place", "change"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_something_is_in_the_way(output: Path, place: str, change: Write) -> None:
    before = snapshot(output)
    told = refusal(output, put("first/new.json", "new"), change)
    assert (told.code, told.place.file) == (Code.IN_THE_WAY, output / place)
    assert snapshot(output) == before


def test_a_folder_that_does_not_become_empty_is_in_the_way(output: Path) -> None:
    (output / "turned/mine.txt").write_text("mine", encoding="utf-8")
    before = snapshot(output)
    told = refusal(output, *changes())
    assert told.place.file == output / "turned"
    assert snapshot(output) == before


@pytest.mark.parametrize("where", ["outside", "factory/job.json", "nowhere"])
def test_a_target_that_is_a_link_is_somebodys_own(output: Path, where: str) -> None:
    (output.parent / "outside").write_text("old", encoding="utf-8")
    file = output / "linked.json"
    file.symlink_to(output.parent / where if where == "outside" else output / where)
    for change in (put("linked.json", "new", "old"), put("linked.json", "new")):
        assert refusal(output, change).code is Code.IN_THE_WAY
    assert refusal(output, remove("linked.json", "old")).code is Code.IN_THE_WAY
    assert file.is_symlink()
    assert (output.parent / "outside").read_text() == "old"


@pytest.mark.parametrize("where", ["..", "/", "nowhere", "link"])
def test_a_folder_that_is_a_link_out_of_ours(output: Path, where: str) -> None:
    (output / "link").symlink_to(where)
    told = refusal(output, put("link/deep/new.json", "new"))
    assert (told.code, told.place.file) == (Code.IN_THE_WAY, output / "link")
    assert not (output.parent / "deep").exists()


@pytest.mark.parametrize("name", [".scorewright", ".scorewright/.run"])
def test_our_own_folder_is_no_link(output: Path, name: str) -> None:
    elsewhere = output.parent / "elsewhere"
    (elsewhere / ".run").mkdir(parents=True)
    (elsewhere / "n0").write_text("mine", encoding="utf-8")
    (elsewhere / ".run/n0").write_text("mine", encoding="utf-8")
    if name == ".scorewright":
        (output / ".scorewright/job.json").unlink()
        (output / ".scorewright").rmdir()
    (output / name).symlink_to(elsewhere)
    told = refusal(output, put("new.json", "new"))
    assert (told.code, told.place.file) == (Code.IN_THE_WAY, output / name)
    with pytest.raises(FileFault):
        recover(output)
    assert (elsewhere / "n0").exists()
    assert (elsewhere / ".run/n0").exists()


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../x", "a/../../x", "", "a\\b", "c:x", "a\0b", ".scorewright/.run/x", "\udc80"],
)
def test_a_path_that_is_none_of_ours(output: Path, path: str) -> None:
    before = snapshot(output.parent)
    assert refusal(output, put("first.json", "new"), put(path, "new")).code is Code.UNWRITABLE
    assert snapshot(output.parent) == before


def test_a_path_given_twice_is_a_mistake_of_ours(output: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        commit(output, [put("a.json", "1"), put("a.json", "2")])


def test_a_read_only_file_is_meant_to_stay(output: Path) -> None:
    (output / "factory/job.json").chmod(0o444)
    before = snapshot(output)
    for change in (put("factory/job.json", "new", "old"), remove("factory/job.json", "old")):
        told = refusal(output, put("first.json", "new"), change)
        assert (told.code, told.message) == (Code.UNWRITABLE, "the file is read-only")
    assert snapshot(output) == before


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine", encoding="utf-8")
    assert refusal(tmp_path / "output", put("a.json", "new")).code is Code.UNWRITABLE
    assert refusal(tmp_path / "output/deep", put("a.json", "new")).code is Code.UNWRITABLE


def test_a_read_only_folder(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(output)
    for name in ("mkdir", "replace", "link"):
        with monkeypatch.context() as patch:
            assert fail(patch, name, errno.EACCES, 0, ALWAYS) == []
            if name == "link":
                fail(patch, "replace", errno.EACCES, 1, 2)
            told = refusal(output, put("factory/job.json", "new", "old"))
            assert told.code is Code.UNWRITABLE
            assert "Permission denied" in told.message
        assert snapshot(output) == before


CALLS = ["open", "read", "write", "close", "mkdir", "link", "replace", "chmod", "lstat", "unlink"]


@pytest.mark.parametrize("name", CALLS)
def test_one_call_fails(output: Path, name: str) -> None:
    """Each in turn: all is as before and the fault says why, or it does not matter."""
    before, refusals = snapshot(output), 0
    for number in count():
        copy = output.parent / str(number)
        clone(output, copy)
        with pytest.MonkeyPatch.context() as patch:
            failed = fail(patch, name, FULL, number, number + 1)
            told = outcome(partial(commit, copy, changes()))
        if told is not None:
            assert os.strerror(FULL) in told.message
            assert snapshot(copy) == before, number
            refusals += 1
        else:
            commit(copy, [put("last.json", "last")])
            assert contents(copy) == {path: text for path, (text, _) in NEW.items()} | LAST
        if not failed:
            break
    assert (refusals > 0) == (name != "link")


@pytest.mark.parametrize("name", CALLS)
def test_from_some_call_on_all_fail(output: Path, name: str) -> None:
    """Then perhaps nothing can be taken back for now, but it is when that is possible again."""
    before, later = snapshot(output), 0
    for number in count():
        copy = output.parent / str(number)
        clone(output, copy)
        with pytest.MonkeyPatch.context() as patch:
            failed = fail(patch, name, FULL, number, ALWAYS)
            told = outcome(partial(commit, copy, changes()))
        recover(copy)
        if told is None:
            assert contents(copy) == {path: text for path, (text, _) in NEW.items()}
        else:
            assert snapshot(copy) == before, number
            later += "goes on with taking back" in told.hint
        if not failed:
            break
    assert (later > 0) == (name in ("mkdir", "replace", "unlink", "lstat"))


def contents(folder: Path) -> dict[str, str]:
    found = snapshot(folder).items()
    return {path: entry.content for path, entry in found if entry.kind == "file"}


def test_a_file_that_is_too_big(output: Path) -> None:
    """With a real limit of the system, in a process of its own."""
    script = """
import resource, sys
from pathlib import Path
from generator.workspace.files import FileFault
from generator.workspace.transaction import commit
from tests.support.transactions import put
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    commit(Path(sys.argv[1]), [put("small.txt", "x" * 10), put("big.txt", "x" * 1001)])
except FileFault as fault:
    print(fault.diagnostic.message, fault.diagnostic.place.file.name)
"""
    before = snapshot(output)
    command = [sys.executable, "-c", script, str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (
        done.stdout == f"cannot write the file: {os.strerror(errno.EFBIG)} big.txt\n"
    ), done.stderr
    assert snapshot(output) == before


@pytest.mark.parametrize("moment", ["before", "behind"])
def test_control_c(output: Path, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = snapshot(output), os.replace

    def replace(source: str, target: str) -> None:
        if not target.endswith("job.json"):
            return real(source, target)
        if moment == "behind":
            real(source, target)
        monkeypatch.setattr(os, "replace", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        commit(output, changes())
    assert snapshot(output) == before


def test_a_new_output_folder_is_removed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "write", FULL, 1, 2)
    refusal(tmp_path / "far/output", put("a/b.json", "1"), put("a/c.json", "2"))
    assert list(tmp_path.iterdir()) == []


def test_our_own_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "mkdir", FULL, 1, 2)
    told = refusal(tmp_path, put("a.json", "1"))
    assert told.place.file == tmp_path / ".scorewright/.run"
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_changed_is_named_beside_the_fault(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def replace(source: str, target: str) -> None:
        real(source, target)
        if target.endswith("factory/job.json"):
            Path(target).write_text("mine", encoding="utf-8")
            fail(monkeypatch, "replace", FULL, 0, 1)

    monkeypatch.setattr(os, "replace", replace)
    told = refusal(output, *changes())
    assert [(text, place.file) for text, place in told.related] == [
        ("changed meanwhile, left as it is", output / "factory/job.json")
    ]
    assert (output / "factory/job.json").read_text() == "mine"
    assert digest((output / "aml/job/run.sh").read_text()) == digest("old")
