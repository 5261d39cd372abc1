"""Laws that every merge of documents keeps, on random documents with random edits."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.factory.meaning import format_of
from generator.merge import Format, Merge, Side, marked, sides
from generator.render import print_json
from tests.support.document_edits import edited, saved_in_studio, some_spots
from tests.support.factory_documents import documents
from tests.support.merge_judge import faults, leaves, where

law = settings(deadline=None, derandomize=True, max_examples=80)


@dataclass
class Edits:
    """A document, and two that came from it."""

    kind: str
    base: Any
    ours: Any
    theirs: Any
    random: Random

    @property
    def texts(self) -> tuple[str, str, str]:
        base, ours, theirs = map(print_json, (self.base, self.ours, self.theirs))
        return base, ours, theirs

    @property
    def format(self) -> Format:
        return format_of(self.kind)

    def merge(self, prefer: Side = "ours") -> Merge:
        return self.format.merge(*self.texts, prefer)

    def saved(self, document: Any) -> str:
        return print_json(saved_in_studio(self.kind, document, self.random))


@st.composite
def edits(draw: st.DrawFn) -> Edits:
    kind, base = draw(documents())
    random = Random(draw(st.integers(0, 2**32)))
    spots = some_spots(kind, base, random)
    ours, theirs = (edited(kind, base, random, spots) for _ in range(2))
    return Edits(kind, base, ours, theirs, random)


@law
@given(edits())
def test_the_judge_finds_nothing(case: Edits) -> None:
    merge = case.merge()
    conflicts = [conflict.where for conflict in merge.conflicts]
    merged = json.loads(merge.text)
    assert faults(case.kind, case.base, case.ours, case.theirs, merged, conflicts) == []


@law
@given(edits())
def test_one_side_alone_comes_through_byte_for_byte(case: Edits) -> None:
    base, ours, _ = case.texts
    assert case.format.merge(base, ours, base) == Merge(ours)
    assert case.format.merge(base, base, ours) == Merge(ours)
    assert case.format.merge(base, ours, ours) == Merge(ours)


@law
@given(edits())
def test_noise_alone_leaves_what_is_on_disk(case: Edits) -> None:
    base, ours, _ = case.texts
    saved = case.saved(case.base)
    assert case.format.edits(base, saved) == ()
    if ours != base:  # what nobody touched is made again, with all that the templates now write
        assert case.format.merge(base, ours, saved) == Merge(ours)
        assert case.format.merge(base, ours, case.saved(case.ours)) == Merge(ours)


@law
@given(edits())
def test_merging_again_changes_nothing(case: Edits) -> None:
    base, _, theirs = case.texts
    mine, other = case.merge(), case.merge("theirs")
    assert case.format.merge(base, mine.text, theirs).text == mine.text
    assert case.format.merge(base, other.text, theirs, "theirs") == Merge(other.text)


@law
@given(edits())
def test_the_next_run_changes_nothing(case: Edits) -> None:
    for prefer in ("ours", "theirs"):
        merged = case.merge(prefer).text
        base, theirs = case.texts[2], case.saved(case.theirs)
        if merged != base:
            assert case.format.merge(base, merged, theirs) == Merge(merged)


@law
@given(edits())
def test_both_sides_find_the_same_conflicts(case: Edits) -> None:
    base, ours, theirs = case.texts
    found = {(each.where, each.base, each.ours, each.theirs) for each in case.merge().conflicts}
    turned = case.format.merge(base, theirs, ours).conflicts
    assert {(each.where, each.base, each.theirs, each.ours) for each in turned} == found


@law
@given(edits())
def test_noise_makes_no_conflict_and_hides_none(case: Edits) -> None:
    base, _, theirs = case.texts
    plain, noisy = case.merge(), case.format.merge(base, case.saved(case.ours), theirs)
    assert {each.where for each in noisy.conflicts} == {each.where for each in plain.conflicts}
    assert case.format.edits(plain.text, noisy.text) == ()


@law
@given(edits())
def test_the_two_preferences_differ_at_the_conflicts_only(case: Edits) -> None:
    mine, other = case.merge(), case.merge("theirs")
    assert mine.conflicts == other.conflicts
    assert bool(mine.conflicts) == bool(case.format.edits(mine.text, other.text))
    assert sides(marked(mine.text, other.text)) == (mine.text, other.text) or not mine.conflicts


@law
@given(edits())
def test_what_was_changed_can_be_told(case: Edits) -> None:
    told = {edit.where for edit in case.format.edits(*case.texts[:2])}
    was, our = (leaves(case.kind, each) for each in (case.base, case.ours))
    changed = {where(path) for path in {*was, *our} if was.get(path) != our.get(path)}
    assert told <= changed
    assert {way for way in changed if not told & {*_around(way)}} == set()


def _around(way: str) -> list[str]:
    """A way, and what it leads through."""
    steps = way.split("/")
    return ["/".join(steps[:n]) for n in range(len(steps) + 1)]
