"""Every leaf of a contract, on either side, is changed and taken away in turn: each is found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from generator.contract.compare import differences, fit, fit_runs
from generator.contract.leaves import Leaf, leaves, same
from generator.contract.wording import NAME, shape
from generator.diagnostics import Code, Diagnostic, Place
from generator.diagnostics import Path as Way
from tests.support import mutations
from tests.support.grounds import JOBS, OFFER, Ground, expected, job, pipelines, places
from tests.support.mutations import Edit
from tests.support.projects import SPECS

Grounds = Callable[[str], Ground]
CODES = {
    Code.SENT_NOT_OFFERED,
    Code.OFFERED_NOT_SENT,
    Code.TYPES_DIFFER,
    Code.WRONG_SLOT,
    Code.NOT_AS_SPECIFIED,
    Code.UNDECIDED,
}
every_job = pytest.mark.parametrize("case", JOBS)


def halves() -> list[tuple[str, str]]:
    return [(case, half) for case in JOBS for half in (*pipelines(case), OFFER)]


@cache
def specified(case: str, half: str) -> Mapping[Way, Leaf]:
    """The leaves of a half as the spec has it."""
    return leaves(expected(case, half))


def ways() -> Iterator[tuple[str, str, Way]]:
    """Every leaf of every job's contract. Code of another SDK is another file, tested by itself."""
    for case, half in halves():
        yield from ((case, half, way) for way in specified(case, half) if way != ("sdk",))


def named(value: object) -> str:
    return ".".join(map(str, value)) if isinstance(value, tuple) else str(value)


WAYS = list(ways())
every_leaf = pytest.mark.parametrize(("case", "half", "way"), WAYS, ids=named)


@every_job
def test_what_was_generated_is_what_the_spec_says(case: str, ground: Grounds) -> None:
    here = ground(case)
    for half in (*pipelines(case), OFFER):
        assert list(differences(expected(case, half), here.read(half))) == []
    runs = {name: here.calls(name) for name in pipelines(case)}
    for calls in runs.values():
        assert list(fit(calls, here.offer())) == []
    assert list(fit_runs(runs)) == []


@every_leaf
def test_every_leaf_is_read_back_with_its_exact_place(
    case: str, half: str, way: Way, ground: Grounds
) -> None:
    found = ground(case).read(half)
    assert same(leaves(found.half)[way], specified(case, half)[way])
    assert way in found.places
    assert ground(case).shown(found.places[way]) not in (None, "")


# changes ------------------------------------------------------------------------------------------


def others(half: str, way: Way, case: str) -> int:
    """How many diagnostics one edit may give: more than one where a literal says several things."""
    if way == ("pipeline",) and half != OFFER:
        return 1 + len(job(case).calls.firings)  # the triggers start a pipeline that is not there
    return 1


values = [each for each in WAYS if specified(each[0], each[1])[each[2]] is not True]
names = [each for each in WAYS if shape(each[2])[-1] == NAME]


@pytest.mark.parametrize(("case", "half", "way"), values, ids=named)
def test_another_value_is_found(case: str, half: str, way: Way, ground: Grounds) -> None:
    edit = mutations.change(ground(case).read(half), way)
    assert_found_there(ground(case).judged(edit), edit, at_most=others(half, way, case))


@pytest.mark.parametrize("other", ["{}x", "zzz"], ids=["near", "far"])
@pytest.mark.parametrize(("case", "half", "way"), names, ids=named)
def test_another_name_is_found(case: str, half: str, way: Way, other: str, ground: Grounds) -> None:
    edit = mutations.rename(ground(case).read(half), way, other.format(way[-1]))
    assert_found_there(ground(case).judged(edit), edit, at_most=1)


def assert_found_there(judged: tuple[Diagnostic, ...], edit: Edit, at_most: int) -> None:
    assert_found(judged, edit)
    assert any(edit.place in places(each) for each in judged), "the mutated place is not named"
    assert len(judged) <= at_most, [each.message for each in judged]


def assert_found(judged: tuple[Diagnostic, ...], edit: Edit) -> None:
    assert judged, "the change was not found"
    for diagnostic in judged:
        assert diagnostic.code in CODES
        assert diagnostic.hint
        assert edit.file in {Path(place.file) for place in places(diagnostic)}
        assert any(in_spec(place) for place in places(diagnostic)), "no place in the spec"


def in_spec(place: Place) -> bool:
    return place.file.parent == SPECS and place.line > 0 and place.column > 0


def test_code_of_the_other_sdk_is_found(ground: Grounds) -> None:
    here, there = ground("loan_v1"), ground("loan_v2")
    for mine, other in ((here, there), (there, here)):
        edit = Edit(mine.code, other.code.read_text("utf-8"), Place(PurePosixPath(mine.code)))
        (found,) = (each for each in mine.judged(edit) if "SDK" in each.message)
        sdk = other.offer().half.sdk
        assert found.message.startswith(f"the SDK of the AML pipeline is '{sdk}'")
        assert found.place.file == PurePosixPath(mine.code)
        assert in_spec(found.related[0][1])


# removals -----------------------------------------------------------------------------------------


def says_the_same_without(case: str, half: str, way: Way) -> bool:
    """Whether a leaf is what holds anyway where nothing is said."""
    if half != OFFER:
        return way == ("pipeline",)  # in Git, a document without a name is called as its file
    if job(case).sdk != "v2":
        return False
    is_folder = way[-1] == "kind" and specified(case, half)[way] == "folder"
    return is_folder or way == ("pipeline",)  # uri_folder; the function's name


@every_leaf
def test_a_leaf_that_is_taken_away_is_found(
    case: str, half: str, way: Way, ground: Grounds
) -> None:
    here = ground(case)
    edit = mutations.removal(here.read(half), way)
    judged = here.judged(edit)
    if says_the_same_without(case, half, way):
        assert judged == ()
        return
    if edit.text is None:
        edit = replace(edit, file=here.pipeline)  # a trigger's file; now the pipeline lacks one
    assert_found(judged, edit)
