"""Markers of conflicts: put in, seen, and taken out again."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merge import has_markers, marked, sides

law = settings(deadline=None, derandomize=True, max_examples=200)
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "======="]), max_size=6).map("\n".join)

MARKED = """\
a
<<<<<<< on disk
b
=======
c
d
>>>>>>> generated
e
"""


def test_markers_stand_round_what_differs() -> None:
    assert marked("a\nb\ne\n", "a\nc\nd\ne\n") == MARKED
    assert marked("same", "same") == "same"
    assert marked("a", "b", ("HEAD", "main")) == "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main"


@law
@given(TEXTS, TEXTS)
def test_they_come_out_again(ours: str, theirs: str) -> None:
    both_open = not (ours.endswith("\n") or theirs.endswith("\n")) and ours and theirs
    if not both_open:
        ours, theirs = (f"{text}\n" if text else "" for text in (ours, theirs))
    text = marked(ours, theirs)
    found = sides(text)
    if "=======" in ours + theirs:
        assert found in (None, (ours, theirs))
    else:
        assert found == ((ours, theirs) if ours != theirs else None)
        assert has_markers(text) == (ours != theirs)


@pytest.mark.parametrize("style", ["--diff3", "--zdiff3", ""])
def test_git_s_own_markers_come_out(tmp_path: Path, style: str) -> None:
    texts = {"ours": "a\nx\nb\n", "base": "a\nb\n", "theirs": "a\ny\nb\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    options = [each for each in (style,) if each]
    command = ["git", "merge-file", "-p", *options, "ours", "base", "theirs"]
    git = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert has_markers(git.stdout)
    assert sides(git.stdout) == (texts["ours"], texts["theirs"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Title\n=======\ntext\n", id="a heading"),
        pytest.param("x = 1  # <<<<<<< not at the start\n", id="in a line"),
        pytest.param("<<<<<<<< eight\n>>>>>>>>\n", id="too many"),
        pytest.param(">>> doctest\n<<<<<<\n", id="too few"),
        pytest.param("<<<<<<<x\n", id="no marker"),
    ],
)
def test_what_looks_like_markers_is_none(text: str) -> None:
    assert not has_markers(text)
    assert sides(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MARKED.replace("=======\n", ""), id="no middle"),
        pytest.param(MARKED.replace("<<<<<<< on disk\n", ""), id="no start"),
        pytest.param(MARKED.replace(">>>>>>> generated\n", ""), id="no end"),
        pytest.param(MARKED.replace("c\n", "=======\n"), id="two middles"),
        pytest.param(MARKED.replace("b\n", MARKED), id="one in another"),
        pytest.param(MARKED.replace("c\n", "||||||| base\n"), id="the base behind"),
    ],
)
def test_broken_markers_are_seen_and_not_trusted(text: str) -> None:
    assert has_markers(text)
    assert sides(text) is None


def test_bytes_that_are_no_text_do_no_harm() -> None:
    ours, theirs = "a\udcff\n", "b\udcfe\n"
    assert sides(marked(ours, theirs)) == (ours, theirs)
