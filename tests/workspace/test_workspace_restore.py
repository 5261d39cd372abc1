"""Bringing files back: exactly what was generated, and nothing that was not asked for."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.diagnostics import Code, Diagnostic
from generator.workspace.artifacts import Owner
from generator.workspace.files import FileFault
from generator.workspace.lock import Kept, lock_path, read_lock
from generator.workspace.restore import restore
from tests.support.folders import Output
from tests.support.locks import put, share
from tests.support.trees import snapshot

WANTED = {
    "aml/job/pipeline.py": "pipeline\n",
    "aml/job/score.py": ("score\n", Owner.SCAFFOLD),
    "arm/template.json": ("arm\n", Owner.DERIVED, ""),
    "factory/pipeline/job.json": "one\ntwo\n",
}


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    monkeypatch.chdir(tmp_path)
    made = Output(Path("output"))
    made.write(WANTED)
    return made


def back(output: Output, *paths: str) -> list[str]:
    given = [Path(path) for path in paths]
    return [str(path) for path in restore(output.folder, given, read_lock(output.folder))]


def refusal(output: Output, *paths: str) -> Diagnostic:
    before = snapshot(output.folder)
    with pytest.raises(FileFault) as caught:
        back(output, *paths)
    assert snapshot(output.folder) == before
    return caught.value.diagnostic


@pytest.mark.parametrize("path", list(WANTED))
@pytest.mark.parametrize("state", ["edited", "missing", "not UTF-8", "markers"])
def test_a_file_comes_back(output: Output, path: str, state: str) -> None:
    good = output.data(path)
    if state == "missing":
        (output.folder / path).unlink()
    else:
        data = {"edited": b"mine\n", "not UTF-8": b"\xff", "markers": b"<<<<<<< a\n"}[state]
        output.put(path, data)
    assert back(output, f"output/{path}") == [path]
    assert output.data(path) == good
    assert back(output, f"output/{path}") == []


def test_a_folder_comes_back(output: Output) -> None:
    output.put("aml/job/pipeline.py", "mine")
    (output.folder / "aml/job/score.py").unlink()
    output.put("factory/pipeline/job.json", "mine")
    output.put("aml/job/mine.py", "mine")
    assert sorted(back(output, "output/aml")) == ["aml/job/pipeline.py", "aml/job/score.py"]
    assert output.data("factory/pipeline/job.json") == b"mine"
    assert output.data("aml/job/mine.py") == b"mine"


def test_everything_comes_back(output: Output) -> None:
    before = output.files()
    for path in WANTED:
        output.put(path, "mine")
    assert sorted(back(output, "output")) == sorted(WANTED)
    assert output.files() == before


@pytest.mark.parametrize("given", ["output/aml/../aml/job/score.py", "./output//aml/job/score.py"])
def test_a_path_can_be_spelled_in_many_ways(output: Output, given: str) -> None:
    output.put("aml/job/score.py", "mine")
    assert back(output, given, str(Path(given).absolute()), given) == ["aml/job/score.py"]


def test_a_link_to_the_output_folder_is_a_way_to_it(output: Output) -> None:
    output.put("aml/job/score.py", "mine")
    Path("link").symlink_to("output")
    paths = [Path("link/aml/job/score.py")]
    assert len(restore(Path("link"), paths, read_lock(Path("link")))) == 1


def test_the_line_ends_and_the_bom_of_a_checkout_stay(output: Output) -> None:
    output.put("factory/pipeline/job.json", b"\xef\xbb\xbfone\r\nmine\r\n")
    back(output, "output/factory/pipeline/job.json")
    assert output.data("factory/pipeline/job.json") == b"\xef\xbb\xbfone\r\ntwo\r\n"


HELP = "name a file or a folder below output; scorewright check names those with edits"
UNKNOWN = {
    "output/aml/job/scores.py": "did you mean output/aml/job/score.py?",
    "output/factory/pipelines/job.json": "did you mean output/factory/pipeline/job.json?",
    "output/zzzzzzzzzzzzzzzzzzzzz": HELP,
    "specs": HELP,
    "/etc/passwd": HELP,
    "output/.scorewright/job.json": HELP,
}


@pytest.mark.parametrize(("path", "hint"), UNKNOWN.items())
def test_a_path_that_is_of_no_generated_file(output: Output, path: str, hint: str) -> None:
    output.put("aml/job/pipeline.py", "mine")
    told = refusal(output, "output/aml/job/pipeline.py", path)
    assert (told.code, told.message) == (
        Code.NOT_GENERATED,
        "no generated file is known by this path",
    )
    assert (str(told.place.file), told.hint) == (path, hint)


def test_a_text_that_is_lost(output: Output) -> None:
    file = output.folder / lock_path("job")
    file.write_text(file.read_text("utf-8").replace(Kept.of("score\n").packed, "1:~~~~~"), "utf-8")
    output.put("aml/job/pipeline.py", "mine")
    told = refusal(output, "output/aml")
    assert (told.code, told.message) == (
        Code.BAD_RECORD,
        "the text that was generated is not in the lock",
    )
    assert told.hint == "remove the file: scorewright generate makes it again"
    assert str(told.place.file) == "output/aml/job/score.py"


def test_a_scaffold_that_was_always_the_users(output: Output) -> None:
    output.put("aml/job/other.py", "mine")
    output.write({**WANTED, "aml/job/other.py": ("theirs", Owner.SCAFFOLD)})
    assert refusal(output, "output/aml/job/other.py").code is Code.BAD_RECORD


@pytest.mark.parametrize("what", ["folder", "link", "link to nothing"])
def test_something_is_in_the_way(output: Output, what: str) -> None:
    place = output.folder / "aml/job/score.py"
    place.unlink()
    if what == "folder":
        place.mkdir()
    else:
        place.symlink_to("pipeline.py" if what == "link" else "nowhere")
    told = refusal(output, "output/aml")
    assert str(told.place.file) == "output/aml/job/score.py"
    words = f"a {what.split()[0]} stands where a file should be"
    assert (told.code, told.message, told.hint) == (Code.IN_THE_WAY, words, "move it away")


def test_after_a_git_merge_the_first_that_is_whole_comes_back(tmp_path: Path) -> None:
    put(tmp_path, share({"a.json": "ours\n"}), share({"a.json": "theirs\n"}, "other"))
    restore(tmp_path, [tmp_path / "a.json"], read_lock(tmp_path))
    assert (tmp_path / "a.json").read_text("utf-8") == "ours\n"


@pytest.mark.parametrize("paths", [[], ["output"]])
def test_what_is_as_it_was_is_not_touched(output: Output, paths: Sequence[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in output.folder.rglob("*")}
    assert back(output, *paths) == []
    assert {path: path.stat().st_mtime_ns for path in output.folder.rglob("*")} == before
