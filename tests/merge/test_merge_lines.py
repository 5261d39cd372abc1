"""Text by its lines: cases, laws, and git's own merge as the judge."""

import ast
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merge import Conflict, Edit, LinesFormat, Merge, Side

ROOT = Path(__file__).parents[2]
ANY = LinesFormat(lambda _: True)
BASE = "a\nb\nc\nd\ne\n"

law = settings(deadline=None, derandomize=True, max_examples=200)
TEXTS = st.lists(st.sampled_from("abcd"), max_size=9).map("\n".join) | st.text(
    "ab\n\r\udcff", max_size=9
)


def is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (ValueError, SyntaxError):
        return False
    return True


PYTHON = LinesFormat(is_python)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        pytest.param("A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "A\nb\nc\nd\nE\n", id="both edit"),
        pytest.param("a\nx\nb\nc\nd\ne\n", "a\nb\nc\ne\n", "a\nx\nb\nc\ne\n", id="in and out"),
        pytest.param("a\nX\nc\nd\ne\n", "a\nX\nc\nd\nE\n", "a\nX\nc\nd\nE\n", id="same edit"),
        pytest.param("a\nb\nc\nd\ne", "A\nb\nc\nd\ne\n", "A\nb\nc\nd\ne", id="no last newline"),
        pytest.param("a\nb\nc\nd\ne", "a\nb\nc\nd\nE\n", "a\nb\nc\nd\nE", id="at the end"),
        pytest.param("b\nc\nd\ne\n", "a\nb\nc\nd\n", "b\nc\nd\n", id="both ends go"),
    ],
)
def test_both_edits_are_kept(ours: str, theirs: str, merged: str) -> None:
    assert ANY.merge(BASE, ours, theirs) == Merge(merged)
    assert ANY.merge(BASE, ours, theirs, "theirs") == Merge(merged)


@pytest.mark.parametrize(
    ("ours", "theirs", "conflict", "preferred"),
    [
        pytest.param(
            "a\nb\nX\nd\ne\n",
            "a\nb\nY\nd\ne\n",
            Conflict("line 3", "c", "X", "Y", 3),
            "a\nb\nY\nd\ne\n",
            id="another edit",
        ),
        pytest.param(
            "A\nb\nc\nd\ne\nX\n  X\n",
            "a\nb\nc\nd\ne\nY\n",
            Conflict("lines 6-7", "nothing", "X and 1 more", "Y", 6),
            "A\nb\nc\nd\ne\nY\n",
            id="added at one place",
        ),
        pytest.param(
            "a\nb\nd\ne\n",
            "a\nb\nC\nd\ne\n",
            Conflict("line 3", "c", "nothing", "C", 0),
            "a\nb\nC\nd\ne\n",
            id="gone or changed",
        ),
    ],
)
def test_a_conflict_is_told_and_resolved_as_wished(
    ours: str, theirs: str, conflict: Conflict, preferred: str
) -> None:
    assert ANY.merge(BASE, ours, theirs) == Merge(ours, (conflict,))
    assert ANY.merge(BASE, ours, theirs, "theirs") == Merge(preferred, (conflict,))


@pytest.mark.parametrize("prefer", ["ours", "theirs"])
def test_what_would_not_parse_is_one_conflict(prefer: Side) -> None:
    base = "x = [\n  1,\n  2,\n]\n"
    ours = "x = (\n  1,\n  2,\n)\n"
    theirs = "x = [\n  1,\n  2,\n][0:]\n"
    where = "the whole file, which could not be read if it were merged by lines"
    conflict = Conflict(where, "4 lines", "4 lines", "4 lines", 1)
    merge = PYTHON.merge(base, ours, theirs, prefer)
    assert merge == Merge(ours if prefer == "ours" else theirs, (conflict,))


def test_what_never_parsed_is_merged_all_the_same() -> None:
    base, ours, theirs = "(\na\nb\nc\n", "(\nA\nb\nc\n", "(\na\nb\nC\n"
    assert PYTHON.merge(base, ours, theirs) == Merge("(\nA\nb\nC\n")


@pytest.mark.parametrize(
    ("ours", "edits"),
    [
        (BASE, ()),
        ("a\nb\nc\nd\ne", ()),
        ("a\nb\nC\nd\ne\n", (Edit("line 3", "c -> C"),)),
        (
            "a\nb\n\n\nc\nd\n",
            (Edit("lines 3-4", "2 lines added"), Edit("line 7", "1 line removed here")),
        ),
        ("a\nX\nY\nd\ne\n", (Edit("lines 2-3", "2 lines changed"),)),
        ("", (Edit("line 1", "5 lines removed here"),)),
    ],
)
def test_edits_are_told(ours: str, edits: tuple[Edit, ...]) -> None:
    assert ANY.edits(BASE, ours) == edits


@law
@given(TEXTS, TEXTS, TEXTS)
def test_laws(base: str, ours: str, theirs: str) -> None:
    assert ANY.merge(base, ours, base) == ANY.merge(base, base, ours) == Merge(ours)
    assert ANY.merge(base, ours, ours) == Merge(ours)
    mine, other = ANY.merge(base, ours, theirs), ANY.merge(base, ours, theirs, "theirs")
    assert mine.conflicts == other.conflicts
    assert ANY.merge(theirs, mine.text, theirs) == Merge(mine.text)
    if not mine.conflicts:
        assert mine == other == ANY.merge(base, theirs, ours)
    turned = ANY.merge(base, theirs, ours, "theirs")
    assert turned.text == mine.text
    told = [(each.base, each.theirs, each.ours) for each in turned.conflicts]
    assert told == [(each.base, each.ours, each.theirs) for each in mine.conflicts]


def edited(text: str, random: Random) -> str:
    lines = text.splitlines()
    for _ in range(random.randint(1, 4)):
        at = random.randrange(min(len(lines), 60))
        lines[at : at + random.randint(0, 3)] = random.sample(lines, random.randint(0, 2))
    return "\n".join(lines) + "\n"


def test_it_is_as_good_as_git(tmp_path: Path) -> None:
    random, files = Random(7), sorted((ROOT / "output" / "aml").rglob("*.py"))
    paths = [tmp_path / name for name in ("ours", "base", "theirs")]
    clean = clashing = apart = 0
    for _ in range(300):
        base = random.choice(files).read_text("utf-8")
        ours, theirs = edited(base, random), edited(base, random)
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(text, "utf-8")
        git = subprocess.run(["git", "merge-file", "-p", *paths], capture_output=True, text=True)
        merge = ANY.merge(base, ours, theirs)
        if merge.conflicts and git.returncode:
            clashing += 1
        elif merge.conflicts or git.returncode:
            apart += 1
        else:
            clean += 1
            assert merge.text == git.stdout
    assert apart <= 6
    assert min(clean, clashing) > 50
