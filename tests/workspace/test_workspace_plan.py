"""A plan and what it does: nothing of the user's is lost, nothing is touched without need."""

import gc
import os
import weakref
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from generator.workspace import packing
from generator.workspace.apply import apply
from generator.workspace.artifacts import Owner
from generator.workspace.disk import OnDisk
from generator.workspace.files import FileFault
from generator.workspace.folder import Folder, Obstacle
from generator.workspace.lock import Kept, lock_path, read_lock
from tests.support.folders import Output, outcomes
from tests.support.trees import LONG_AGO, snapshot

TEXT = "one\ntwo\nthree\nfour\nfive\n"
NEW = TEXT.replace("one", "ONE")
SCAFFOLD, DERIVED, GENERATED = Owner.SCAFFOLD, Owner.DERIVED, Owner.GENERATED


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output(tmp_path / "output")


def long_ago(output: Output) -> None:
    for path in output.folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_a_second_run_touches_nothing(output: Output) -> None:
    wanted = {"a/b.json": TEXT, "c.py": (TEXT, SCAFFOLD), "arm.json": (TEXT, DERIVED, "")}
    output.write(wanted)
    long_ago(output)
    before = snapshot(output.folder)
    planned = output.write(wanted)
    assert planned.in_step
    assert snapshot(output.folder) == before
    assert all(entry.untouched for entry in before.values() if entry.kind == "file")


def test_a_plan_holds_no_bytes_of_files(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"same.json": TEXT, "old.json": TEXT, "gone.json": TEXT}
    output.write(wanted)
    read, found = Folder.read, list["weakref.ref[OnDisk]"]()

    def noted(folder: Folder, path: PurePosixPath) -> OnDisk | Obstacle | None:
        stands = read(folder, path)
        if isinstance(stands, OnDisk):
            found.append(weakref.ref(stands))
        return stands

    monkeypatch.setattr(Folder, "read", noted)
    planned = output.plan({"same.json": TEXT, "old.json": NEW})
    gc.collect()
    assert outcomes(planned) == {"same.json": "same", "old.json": "update", "gone.json": "remove"}
    assert [each() for each in found] == [None] * 3


def test_what_changes_is_written_and_nothing_else(output: Output) -> None:
    wanted = {"a.json": TEXT, "b.json": TEXT, "other.json": (TEXT, GENERATED, "other")}
    output.write(wanted)
    long_ago(output)
    assert outcomes(output.write(wanted | {"a.json": NEW})) == {
        "a.json": "update",
        "b.json": "same",
        "other.json": "same",
    }
    changed = [
        path
        for path, entry in snapshot(output.folder).items()
        if entry.kind == "file" and not entry.untouched
    ]
    assert changed == [".scorewright/job.json", "a.json"]


def test_a_share_stays_as_it_is_though_its_spec_changes(output: Output) -> None:
    """As when somebody changes a comment: its files are the same."""
    output.write({"a.json": TEXT})
    before = output.data(".scorewright/job.json")
    output.specs["job"] = "name: job  # a comment\n"
    assert output.write({"a.json": TEXT}).in_step
    assert output.data(".scorewright/job.json") == before


def test_a_text_stays_packed_as_it_is(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another zlib packs it otherwise; one file that changes is no reason to change all."""
    output.write({"a.json": TEXT, "b.json": TEXT * 2})
    before = output.data(".scorewright/job.json").splitlines()
    monkeypatch.setattr(packing, "_LEVEL", 1)
    packing._start.cache_clear()
    try:
        assert Kept.of(TEXT * 50).text() == TEXT * 50
        output.write({"a.json": NEW, "b.json": TEXT * 2})
    finally:
        packing._start.cache_clear()
    after = output.data(".scorewright/job.json").splitlines()
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(b'"')[1] for line in changed] == [b"seal", b"file"]


def test_a_damaged_text_is_repaired(output: Output) -> None:
    output.write({"a.json": TEXT, "b.json": "b\n"})
    file = output.folder / lock_path("job")
    good = file.read_text("utf-8")
    (entry,) = read_lock(output.folder).candidates[PurePosixPath("a.json")]
    assert entry.kept is not None
    file.write_text(good.replace(entry.kept.packed, "1:~~~~~"), "utf-8")
    planned = output.write({"a.json": TEXT, "b.json": "b\n"})
    assert (planned.changes, [*planned.new_shares]) == ((), ["job"])
    assert file.read_text("utf-8") == good


def test_an_edit_is_merged_and_stays(output: Output) -> None:
    output.write({"a.json": TEXT})
    output.put("a.json", TEXT.replace("five", "FIVE"))
    assert outcomes(output.write({"a.json": NEW})) == {"a.json": "merge"}
    assert output.data("a.json").decode() == NEW.replace("five", "FIVE")
    planned = output.write({"a.json": NEW})
    assert (outcomes(planned), planned.in_step) == ({"a.json": "edited"}, True)


def test_one_file_in_the_way_stops_all(output: Output) -> None:
    output.put("b.json", "mine")
    planned = output.plan({"a.json": TEXT, "b.json": TEXT})
    assert [str(action.path) for action in planned.stops] == ["b.json"]
    assert not planned.in_step
    assert output.files() == {"b.json": b"mine"}


def test_a_scaffold_that_was_there_is_never_merged(output: Output) -> None:
    output.put("score.py", "mine\n")
    for text in (TEXT, NEW):
        planned = output.write({"score.py": (text, SCAFFOLD), "a.json": text})
        assert outcomes(planned)["score.py"] == "own"
        assert output.data("score.py") == b"mine\n"
    (entry,) = read_lock(output.folder).candidates[PurePosixPath("score.py")]
    assert entry.kept is None


def test_a_scaffold_that_was_deleted_stays_away(output: Output) -> None:
    output.write({"score.py": (TEXT, SCAFFOLD), "a.json": TEXT})
    (output.folder / "score.py").unlink()
    for text in (TEXT, NEW):
        assert (
            outcomes(output.write({"score.py": (text, SCAFFOLD), "a.json": text}))["score.py"]
            == "own"
        )
        assert not (output.folder / "score.py").exists()


def test_what_no_spec_asks_for_goes_unless_it_is_edited(output: Output) -> None:
    other = {f"other/{name}": (TEXT, GENERATED, "other") for name in ("a", "b", "c")}
    output.write({"a.json": TEXT} | other)
    output.put("other/b", "mine\n")
    (output.folder / "other/c").unlink()
    planned = output.write({"a.json": TEXT})
    assert outcomes(planned) == {"a.json": "same", "other/a": "remove", "other/b": "keep"}
    assert output.files() == {"a.json": TEXT.encode(), "other/b": b"mine\n"}
    again = output.write({"a.json": TEXT})
    assert (outcomes(again)["other/b"], again.in_step) == ("keep", True)
    (output.folder / "other/b").unlink()
    output.write({"a.json": TEXT})
    assert not (output.folder / lock_path("other")).exists()


def test_what_was_never_generated_is_never_removed(output: Output) -> None:
    output.write({"a/b.json": TEXT})
    output.put("a/mine.txt", "mine")
    output.write({"c.json": TEXT})
    assert output.files() == {"a/mine.txt": b"mine", "c.json": TEXT.encode()}


MOVE = {"new/a.json": "old/a.json"}
OLD = {"old/a.json": (TEXT, GENERATED, "old")}
MOVED = {"new/a.json": (NEW, GENERATED, "new")}


def test_a_file_moves_with_its_edits(output: Output) -> None:
    output.write(OLD)
    output.put("old/a.json", TEXT.replace("five", "FIVE"))
    (action,) = output.write(MOVED, moves=MOVE).actions
    assert (action.was, action.moves, str(action.outcome)) == (
        PurePosixPath("old/a.json"),
        True,
        "merge",
    )
    assert output.files() == {"new/a.json": NEW.replace("five", "FIVE").encode()}
    assert read_lock(output.folder).shares.keys() == {"new"}
    assert output.write(MOVED).in_step


def test_a_file_that_only_moves(output: Output) -> None:
    output.write(OLD)
    planned = output.write({"new/a.json": (TEXT, GENERATED, "new")}, moves=MOVE)
    assert planned.actions[0].changes
    assert output.files() == {"new/a.json": TEXT.encode()}


def test_a_move_to_where_somebody_has_a_file(output: Output) -> None:
    output.write(OLD)
    output.put("new/a.json", "mine\n")
    planned = output.plan(MOVED, moves=MOVE)
    assert planned.stops
    assert planned.actions[0].was is None
    assert output.files()["new/a.json"] == b"mine\n"


def test_a_move_of_a_file_that_is_gone(output: Output) -> None:
    output.write(OLD)
    (output.folder / "old/a.json").unlink()
    (action,) = output.write(MOVED, moves=MOVE).actions
    assert (str(action.outcome), action.moves) == ("recreate", False)


def test_a_move_of_a_conflict_stops(output: Output) -> None:
    output.write(OLD)
    output.put("old/a.json", TEXT.replace("one", "mine"))
    assert [str(each.outcome) for each in output.plan(MOVED, moves=MOVE).stops] == ["conflict"]


def test_a_deleted_scaffold_does_not_come_back_by_a_move(output: Output) -> None:
    output.write({"old/s.py": (TEXT, SCAFFOLD, "old"), "old/a.json": (TEXT, GENERATED, "old")})
    (output.folder / "old/s.py").unlink()
    wanted = {"new/s.py": (TEXT, SCAFFOLD, "new"), "new/a.json": (TEXT, GENERATED, "new")}
    output.write(wanted, moves={"new/s.py": "old/s.py", **MOVE})
    assert output.files().keys() == {"new/a.json"}


def test_a_path_in_another_letter_case(output: Output) -> None:
    """To a file system that tells them apart the old file is one that nobody asks for."""
    output.write({"dataset/Lake.json": TEXT})
    planned = output.write({"dataset/lake.json": TEXT})
    assert outcomes(planned) == {"dataset/lake.json": "create", "dataset/Lake.json": "remove"}


def test_a_path_in_another_letter_case_where_that_is_one_file(output: Output) -> None:
    output.write({"dataset/Lake.json": TEXT})
    os.link(output.folder / "dataset/Lake.json", output.folder / "dataset/lake.json")
    assert outcomes(output.plan({"dataset/lake.json": TEXT})) == {"dataset/lake.json": "same"}


def link(output: Output, target: Path) -> None:
    (output.folder / "a").mkdir(parents=True)
    (output.folder / "a/b.json").symlink_to(target)


def folder_link(output: Output, target: Path) -> None:
    target.mkdir()
    output.folder.mkdir()
    (output.folder / "a").symlink_to(target)


IN_THE_WAY: dict[str, tuple[Callable[[Output], object], str, str]] = {
    "a folder": (
        lambda output: (output.folder / "a/b.json").mkdir(parents=True),
        "a folder stands where a file should be",
        "a/b.json",
    ),
    "a link": (
        lambda output: link(output, output.folder / "other"),
        "a link stands where a file should be",
        "a/b.json",
    ),
    "a link out": (
        lambda output: link(output, Path("/etc/passwd")),
        "a link stands where a file should be",
        "a/b.json",
    ),
    "a folder that leads out": (
        lambda output: folder_link(output, output.folder.parent / "elsewhere"),
        "a link leads out of the output folder",
        "a",
    ),
    "a file where a folder should be": (
        lambda output: output.put("a", "mine"),
        "a file stands where a folder should be",
        "a",
    ),
}


@pytest.mark.parametrize(("make", "words", "at"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_something_that_is_no_file_is_in_the_way(
    output: Output, make: Callable[[Output], object], words: str, at: str
) -> None:
    make(output)
    before = snapshot(output.folder.parent)
    planned = output.plan({"a/b.json": TEXT}, policy="theirs")
    assert [(str(each.outcome), each.obstacle) for each in planned.stops] == [
        ("foreign", Obstacle(words, PurePosixPath(at)))
    ]
    assert snapshot(output.folder.parent) == before


def test_a_link_in_the_place_of_a_file_that_nobody_asks_for_any_more(output: Output) -> None:
    output.write({"a.json": TEXT, "b.json": TEXT})
    (output.folder / "b.json").unlink()
    (output.folder / "b.json").symlink_to("a.json")
    assert outcomes(output.write({"a.json": TEXT})) == {"a.json": "same"}
    assert (output.folder / "b.json").is_symlink()


def test_a_folder_reached_by_a_link_inside(output: Output) -> None:
    (output.folder / "real").mkdir(parents=True)
    (output.folder / "a").symlink_to("real")
    assert outcomes(output.plan({"a/b.json": TEXT})) == {"a/b.json": "create"}


def test_a_file_that_cannot_be_read(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    output.write({"a.json": TEXT})

    def refuse(*given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(FileFault, match="cannot read the file: Permission denied"):
        output.plan({"a.json": NEW})


BYTES = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "a BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "a BOM and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "no final newline": lambda text: text.removesuffix("\n").encode(),
    "no UTF-8": lambda text: text.replace("four", "f\udce9\udcff").encode(
        "utf-8", "surrogateescape"
    ),
    "a carriage return": lambda text: text.replace("four", "fo\rur").encode(),
    "one CRLF of many": lambda text: text.replace("four\n", "four\r\n").encode(),
}


@pytest.mark.parametrize("bytes_of", BYTES.values(), ids=BYTES)
def test_a_merge_keeps_the_bytes_of_an_editor(
    output: Output, bytes_of: Callable[[str], bytes]
) -> None:
    edited = TEXT.replace("five", "FIVE")
    output.write({"a.json": TEXT})
    output.put("a.json", bytes_of(edited))
    output.write({"a.json": NEW})
    expected = bytes_of(edited.replace("one", "ONE"))
    if bytes_of is BYTES["one CRLF of many"]:  # which is no way to end lines
        expected = expected.replace(b"\r\n", b"\n")
    assert output.data("a.json") == expected
    assert output.write({"a.json": NEW}).in_step


@pytest.mark.parametrize("name", ["CRLF", "a BOM", "a BOM and CRLF"])
def test_what_a_checkout_does_to_a_file_is_no_edit(output: Output, name: str) -> None:
    output.write({"a.json": TEXT})
    output.put("a.json", BYTES[name](TEXT))
    planned = output.write({"a.json": TEXT})
    assert (outcomes(planned), planned.in_step) == ({"a.json": "same"}, True)
    output.write({"a.json": NEW})
    assert output.data("a.json") == BYTES[name](NEW)


def test_bytes_that_are_not_utf_8_and_nothing_else_new(output: Output) -> None:
    output.write({"a.json": TEXT})
    output.put("a.json", BYTES["no UTF-8"](TEXT))
    planned = output.write({"a.json": TEXT})
    assert (outcomes(planned), planned.in_step) == ({"a.json": "edited"}, True)


def test_a_file_that_changed_since_the_plan_was_made(output: Output) -> None:
    output.write({"a.json": TEXT, "b.json": TEXT})
    planned = output.plan({"a.json": NEW, "b.json": NEW})
    output.put("b.json", "mine\n")
    with pytest.raises(FileFault):
        apply(planned)
    assert output.files() == {"a.json": TEXT.encode(), "b.json": b"mine\n"}


def test_what_stands_beside_the_lock(output: Output) -> None:
    output.write({"a.json": TEXT})
    assert b"merge=union" in output.data(".scorewright/.gitattributes")
    assert b"/.run/" in output.data(".scorewright/.gitignore")
    output.put(".scorewright/.gitignore", "mine")
    output.write({"a.json": NEW})
    assert output.data(".scorewright/.gitignore") == b"mine"
