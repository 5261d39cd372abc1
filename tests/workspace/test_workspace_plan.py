"""Writing: nothing of the user's is lost, nothing is touched that is as it should be."""

import json
import os
from pathlib import Path, PurePosixPath

import pytest
from generator.workspace.record import FOLDER

from generator.diagnostics import Code
from generator.workspace.artifacts import Artifact, Owner
from generator.workspace.files import FileFault, read_text, write_text
from generator.workspace.plan import Plan, apply, plan


def artifacts(*given: tuple[str, str, Owner]) -> dict[PurePosixPath, Artifact]:
    made = [Artifact(PurePosixPath(path), text, owner, "job") for path, text, owner in given]
    return {artifact.path: artifact for artifact in made}


def generated(text: str) -> dict[PurePosixPath, Artifact]:
    return artifacts(("a/b.json", text, Owner.GENERATED))


def scaffold(text: str) -> dict[PurePosixPath, Artifact]:
    return artifacts(("a/score.py", text, Owner.SCAFFOLD))


def write(output: Path, what: dict[PurePosixPath, Artifact], *, overwrite: bool = False) -> Plan:
    planned = plan(output, what, overwrite=overwrite)
    assert planned.diagnostics == ()
    apply(planned)
    return planned


def refusal(output: Path, what: dict[PurePosixPath, Artifact]) -> Code:
    planned = plan(output, what, overwrite=False)
    (diagnostic,) = planned.diagnostics
    return diagnostic.code


def kinds(planned: Plan) -> list[str]:
    return [action.kind for action in planned.actions]


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert kinds(write(tmp_path, generated("one"))) == []
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_generated_file_is_updated(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    assert kinds(write(tmp_path, generated("two"))) == ["update"]
    assert read_text(tmp_path / "a" / "b.json") == "two"


def test_an_edited_file_stops_everything(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    (tmp_path / "a" / "b.json").write_text("mine", encoding="utf-8")
    assert refusal(tmp_path, generated("two")) is Code.IN_THE_WAY
    assert read_text(tmp_path / "a" / "b.json") == "mine"


def test_an_edited_file_is_made_again_on_request(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    (tmp_path / "a" / "b.json").write_text("mine", encoding="utf-8")
    assert kinds(write(tmp_path, generated("one"), overwrite=True)) == ["update"]
    assert read_text(tmp_path / "a" / "b.json") == "one"


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.json").write_text("foreign", encoding="utf-8")
    for overwrite in (False, True):
        planned = plan(tmp_path, generated("one"), overwrite=overwrite)
        assert [diagnostic.code for diagnostic in planned.diagnostics] == [Code.IN_THE_WAY]


def test_a_file_that_is_the_same_already_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.json").write_text("one", encoding="utf-8")
    assert kinds(write(tmp_path, generated("one"))) == []
    assert kinds(write(tmp_path, generated("two"))) == ["update"]


def test_a_windows_checkout_is_no_edit(tmp_path: Path) -> None:
    write(tmp_path, generated("one\ntwo\n"))
    (tmp_path / "a" / "b.json").write_bytes(b"one\r\ntwo\r\n")
    assert kinds(write(tmp_path, generated("one\ntwo\n"))) == []
    assert kinds(write(tmp_path, generated("three\n"))) == ["update"]


def test_a_scaffold_is_the_users(tmp_path: Path) -> None:
    write(tmp_path, scaffold("start"))
    (tmp_path / "a" / "score.py").write_text("mine", encoding="utf-8")
    assert kinds(write(tmp_path, scaffold("better start"))) == []
    assert read_text(tmp_path / "a" / "score.py") == "mine"


def test_a_scaffold_that_was_there_before_is_the_users(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "score.py").write_text("mine", encoding="utf-8")
    assert kinds(write(tmp_path, scaffold("start"))) == []
    assert read_text(tmp_path / "a" / "score.py") == "mine"


def test_a_deleted_scaffold_does_not_come_back(tmp_path: Path) -> None:
    write(tmp_path, scaffold("start"))
    (tmp_path / "a" / "score.py").unlink()
    write(tmp_path, scaffold("start"))
    write(tmp_path, scaffold("better start"))
    assert not (tmp_path / "a" / "score.py").exists()


def test_a_deleted_generated_file_comes_back(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    (tmp_path / "a" / "b.json").unlink()
    assert kinds(write(tmp_path, generated("one"))) == ["create"]


def test_what_no_spec_asks_for_is_removed_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    assert kinds(write(tmp_path, {})) == ["delete"]
    assert not (tmp_path / "a").exists()
    assert not list((tmp_path / FOLDER).glob("*"))


def test_what_no_spec_asks_for_is_kept_if_edited(tmp_path: Path) -> None:
    write(tmp_path, {**generated("one"), **scaffold("start")})
    (tmp_path / "a" / "b.json").write_text("mine", encoding="utf-8")
    assert kinds(write(tmp_path, {})) == ["keep", "keep"]
    assert read_text(tmp_path / "a" / "b.json") == "mine"
    assert kinds(write(tmp_path, {})) == ["keep", "keep"], "kept files stay known"


def test_nothing_outside_the_record_is_removed(tmp_path: Path) -> None:
    write(tmp_path, generated("one"))
    (tmp_path / "a" / "notes.txt").write_text("mine", encoding="utf-8")
    write(tmp_path, {})
    assert read_text(tmp_path / "a" / "notes.txt") == "mine"


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "", "a//b", "a/./b", "a\\..\\b"]
)
def test_a_record_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    entry = {"owner": "generated", "sha256": "0"}
    text = json.dumps({"version": 1, "files": {path: entry}})
    write_text(tmp_path / FOLDER / "job.json", text)
    with pytest.raises(FileFault) as caught:
        plan(tmp_path, {}, overwrite=False)
    assert caught.value.diagnostic.code is Code.BAD_RECORD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 2, "files": {}}',
        '{"version": 1, "files": []}',
        '{"version": 1, "files": {"a": {"owner": "nobody", "sha256": ""}}}',
        "[" * 100_000,
        "<<<<<<< HEAD",
    ],
)
def test_a_damaged_record_is_refused(tmp_path: Path, text: str) -> None:
    write_text(tmp_path / FOLDER / "job.json", text)
    with pytest.raises(FileFault) as caught:
        plan(tmp_path, generated("one"), overwrite=False)
    assert caught.value.diagnostic.code is Code.BAD_RECORD


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a" / "b.json").mkdir(parents=True)
    assert refusal(tmp_path, generated("one")) is Code.IN_THE_WAY


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    output, outside = tmp_path / "output", tmp_path / "outside"
    output.mkdir()
    outside.mkdir()
    (output / "a").symlink_to(outside)
    assert refusal(output, generated("one")) is Code.IN_THE_WAY
    assert not list(outside.iterdir())


def test_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.json").symlink_to(tmp_path / "a" / "nowhere")
    assert refusal(tmp_path, generated("one")) is Code.IN_THE_WAY


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path / "a.txt", "old")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileFault) as caught:
        write_text(tmp_path / "a.txt", "new")
    assert caught.value.diagnostic.code is Code.UNWRITABLE
    assert "No space left" in caught.value.diagnostic.message
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert read_text(tmp_path / "a.txt") == "old"


def test_permissions_are_kept(tmp_path: Path) -> None:
    write_text(tmp_path / "a.sh", "old")
    (tmp_path / "a.sh").chmod(0o750)
    write_text(tmp_path / "a.sh", "new")
    assert (tmp_path / "a.sh").stat().st_mode & 0o777 == 0o750
