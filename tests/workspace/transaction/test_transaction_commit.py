"""What is there after a run that went well."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from generator.workspace.home import HOME, RUN
from generator.workspace.transaction import Write, commit, interrupted, recover, staging
from tests.support.transactions import put, remove
from tests.support.trees import LONG_AGO, snapshot
from tests.workspace.transaction.sweep import NEW, changes


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_all_changes_are_there_and_nothing_else(output: Path) -> None:
    commit(output, changes())
    found = {path: entry for path, entry in snapshot(output).items() if entry.kind == "file"}
    assert {path: (entry.content, entry.mode) for path, entry in found.items()} == NEW
    assert [path for path, entry in found.items() if entry.untouched] == ["factory/untouched.json"]
    assert not interrupted(output)
    assert recover(output) is None


def test_a_piece_is_written_before_the_next_is_made(output: Path) -> None:
    written: list[int] = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"one", b"two", b"three"):
            [staged] = (output / HOME / RUN).iterdir()
            written.append(staged.stat().st_size)
            yield piece

    commit(output, [Write(PurePosixPath("large.json"), pieces, None)])
    assert written == [0, 3, 6]
    assert (output / "large.json").read_bytes() == b"onetwothree"


def test_nothing_to_do_touches_nothing(tmp_path: Path) -> None:
    commit(tmp_path / "output", ())
    assert not (tmp_path / "output").exists()


def test_the_output_folder_is_made(tmp_path: Path) -> None:
    commit(tmp_path / "far/output", [put("a/b.json", "new")])
    assert snapshot(tmp_path / "far/output").keys() == {".", "a", "a/b.json"}


def test_new_files_follow_the_umask(output: Path) -> None:
    os.umask(0o027)
    commit(output, [put("new/file.py", "new"), put("factory/job.json", "new", "old")])
    assert mode(output / "new/file.py") == 0o640
    assert mode(output / "new") == 0o750
    assert mode(output / "factory/job.json") == 0o640


def test_permissions_that_the_umask_forbids_are_kept(output: Path) -> None:
    (output / "factory/job.json").chmod(0o666)
    commit(output, [put("factory/job.json", "new", "old")])
    assert mode(output / "factory/job.json") == 0o666


def test_new_bytes_of_a_private_file_are_never_public(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "factory/job.json").chmod(0o600)
    real, seen = os.chmod, []

    def chmod(path: str, wanted: int) -> None:
        seen.append(mode(Path(path)))
        real(path, wanted)

    monkeypatch.setattr(os, "chmod", chmod)
    commit(output, [put("factory/job.json", "new", "old")])
    assert seen == [0o600]


def test_a_folder_with_something_else_in_it_stays(output: Path) -> None:
    (output / "aml/gone/mine.txt").write_text("mine", encoding="utf-8")
    commit(output, [remove("aml/gone/deep/only.py", "gone")])
    assert [path.name for path in (output / "aml/gone").iterdir()] == ["mine.txt"]


def test_a_folder_that_is_needed_again_is_not_made_anew(output: Path) -> None:
    folder = output / "aml/gone"
    before = folder.stat().st_ino
    commit(output, [remove("aml/gone/deep/only.py", "gone"), put("aml/gone/next.py", "next")])
    assert folder.stat().st_ino == before
    assert not (folder / "deep").exists()


def test_the_output_folder_itself_stays(tmp_path: Path) -> None:
    commit(tmp_path, [put("a/b.json", "new")])
    commit(tmp_path, [remove("a/b.json", "new")])
    assert list(tmp_path.iterdir()) == []


def test_another_hard_link_keeps_the_old_bytes(output: Path) -> None:
    os.link(output / "factory/job.json", output / "mine.json")
    commit(output, [put("factory/job.json", "new", "old")])
    assert (output / "mine.json").read_text() == "old"
    assert (output / "factory/job.json").read_text() == "new"


def test_two_names_of_one_file_are_two_files(output: Path) -> None:
    os.link(output / "factory/job.json", output / "other.json")
    commit(output, [put("factory/job.json", "new", "old"), put("other.json", "other", "old")])
    assert (output / "factory/job.json").read_text() == "new"
    assert (output / "other.json").read_text() == "other"


def test_a_folder_may_be_a_link_that_stays_inside(output: Path) -> None:
    (output / "link").symlink_to("factory")
    commit(output, [put("link/job.json", "new", "old"), put("link/deep/new.json", "new")])
    assert (output / "factory/job.json").read_text() == "new"
    assert (output / "factory/deep/new.json").read_text() == "new"
    assert (output / "link").is_symlink()


def test_a_file_moves_to_another_name_of_its_place(output: Path) -> None:
    """As where letter case does not count: what is removed has the name of what is new."""
    (output / "Link").symlink_to("factory")
    commit(output, [put("Link/job.json", "new"), remove("factory/job.json", "old")])
    assert (output / "factory/job.json").read_text() == "new"


def test_the_output_folder_may_be_a_link(output: Path) -> None:
    link = output.parent / "link"
    link.symlink_to(output)
    commit(link, [put("factory/job.json", "new", "old")])
    assert (output / "factory/job.json").read_text() == "new"


def test_without_hard_links_it_works_too(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", link)
    commit(output, changes())
    assert (output / "factory/job.json").read_text() == "new"


def test_what_the_system_writes_in_pieces_is_whole(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:2]))
    commit(output, [put("piecewise.txt", "in pieces"), put("empty.txt", "")])
    assert (output / "piecewise.txt").read_text() == "in pieces"
    assert (output / "empty.txt").read_text() == ""


def test_what_cannot_be_swept_up_is_swept_up_later(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(staging.Run, "clear", lambda run: None)
        commit(output, [put("factory/job.json", "new", "old")])
    assert interrupted(output)
    commit(output, [put("factory/job.json", "newer", "new")])
    assert not interrupted(output)
    assert (output / "factory/job.json").read_text() == "newer"
    assert (output / "aml/job/removed.py").stat().st_mtime == LONG_AGO
