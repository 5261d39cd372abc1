"""A text that holds nothing but what two others hold is nobody's edit."""

import subprocess
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge import is_mixture
from generator.merge.mixture import _anchors, _blocks

BASE = "a\nb\nc\nd\ne\nf\n"
ONE = "a\nB\nc\nd\ne\nf\n"
OTHER = "a\nb\nc\nd\nE\nf\n"


@pytest.mark.parametrize(
    "text",
    [ONE, OTHER, "a\nB\nc\nd\nE\nf\n", BASE],
    ids=["one", "the other", "both", "what they were made from"],
)
def test_what_either_says_at_each_place_is_a_mixture(text: str) -> None:
    assert is_mixture(text, [ONE, OTHER])


@pytest.mark.parametrize(
    "text",
    [
        "a\nB\nc\nd\nE\n",
        "a\nB\nc\nd\nE\nf\ng\n",
        "a\nB\nC\nd\nE\nf\n",
        "a\nB\nc\nd\nE\nf",
        "a\nx\nc\nd\nE\nf\n",
        "a\nc\nd\nE\nf\n",
        "",
    ],
)
def test_an_edit_is_no_mixture(text: str) -> None:
    assert not is_mixture(text, [ONE, OTHER])


def test_additions_of_both_may_stand_one_after_the_other() -> None:
    one, other = "a\nx\nb\n", "a\ny\nb\n"
    for text in ("a\nx\ny\nb\n", "a\ny\nx\nb\n"):
        assert is_mixture(text, [one, other])
    assert not is_mixture("a\nx\ny\nx\nb\n", [one, other])


def test_one_text_alone_is_only_itself() -> None:
    assert is_mixture(ONE, [ONE])
    assert not is_mixture(BASE, [ONE])


def test_any_two_of_several_may_be_mixed() -> None:
    third = "a\nb\nc\nd\ne\nF\n"
    assert is_mixture("a\nB\nc\nd\ne\nF\n", [ONE, OTHER, third])
    assert not is_mixture("a\nB\nc\nd\nE\nF\n", [ONE, OTHER, third])


LINES = list("abcdefgh")
CHANGES = [*product((1, 3, 6), ("x", "x\ny", None))]
OTHER_CHANGES = [*product((1, 3, 6), ("u", "u\nv", None))]


@pytest.mark.parametrize("one", CHANGES)
def test_what_git_merges_cleanly_is_a_mixture(one: tuple[int, str | None], tmp_path: Path) -> None:
    for other in OTHER_CHANGES:
        texts = [changed(*one), changed(*other)]
        merged = git_merged(tmp_path, texts[0], "\n".join(LINES) + "\n", texts[1])
        assert merged is None or is_mixture(merged, texts)


def changed(line: int, new: str | None) -> str:
    lines: list[str | None] = [*LINES]
    lines[line] = new
    return "".join(f"{each}\n" for each in lines if each is not None)


def git_merged(folder: Path, *texts: str) -> str | None:
    """What git makes of ours, base and theirs; None if they clash."""
    names = []
    for number, text in enumerate(texts):
        (folder / str(number)).write_text(text, "utf-8")
        names.append(str(number))
    command = ["git", "merge-file", "--stdout", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def replaced(lines: list[str], places: dict[int, str | None]) -> list[str]:
    """Lines of which some are replaced, or taken away."""
    found = [places.get(at, line) for at, line in enumerate(lines)]
    return [line for line in found if line is not None]


@given(
    lines=st.lists(st.sampled_from("abcde") | st.text("xyz", min_size=3), min_size=20, max_size=60),
    places=st.lists(
        st.tuples(st.booleans(), st.none() | st.sampled_from("aAB")), min_size=1, max_size=5
    ),
    edit=st.integers(0, 12),
)
def test_whatever_repeats_in_it(
    lines: list[str], places: list[tuple[bool, str | None]], edit: int
) -> None:
    """Lines that stand once lead the way; the others stand between them, in any number."""
    all_places = {4 * number: line for number, (_, line) in enumerate(places)}
    ours = {4 * number: line for number, (is_ours, line) in enumerate(places) if is_ours}
    theirs = {at: line for at, line in all_places.items() if at not in ours}
    texts = ["\n".join(replaced(lines, each)) for each in (ours, theirs)]
    mixed = replaced(lines, all_places)
    blocks = [*_blocks(texts[0].split("\n"), texts[1].split("\n"))]
    for side, text in enumerate(texts):
        assert [line for block in blocks for line in (block * 2)[side]] == text.split("\n")
    assert is_mixture("\n".join([*mixed[:edit], "edit", *mixed[edit:]]), texts) is False


def test_lines_that_changed_their_places() -> None:
    one, other = [*"abcdefgh"], [*"ebcdafgh"]
    anchors = [*_anchors(one, other)]
    assert [one[at] for at, _ in anchors] == [*"bcdfgh"]
    assert all(one[at] == other[beside] for at, beside in anchors)
