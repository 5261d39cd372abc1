"""Are the causes that `check` tells the true ones?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.workspace.artifacts import Owner
from tests.model.commands import Told
from tests.model.record import Share
from tests.model.verdicts import CONFLICT, KEPT, OUT_OF_DATE, Facts

if TYPE_CHECKING:
    from tests.model.world import Knowledge

BY_HAND = "edited by hand since it was generated"
TEMPLATE = "a template changed"
DELETED = "it was deleted since it was generated"
NEVER = "it was never generated"


CHANGED, RENAMED, NO_SPEC = "a spec changed", "the job was called", "there is no spec"
MERGED = "two branches were merged"
OTHER = "a document that it is made from changed"
KINDS = (BY_HAND, TEMPLATE, DELETED, NEVER, CHANGED, RENAMED, NO_SPEC, MERGED, OTHER)


def kinds(cause: str) -> set[str]:
    """The kinds of causes that are told in one."""
    found = {kind for each in cause.split("; ") for kind in KINDS if each.startswith(kind)}
    return found | ({CHANGED} if ".yaml changed" in cause else set())


def judge(facts: Facts, known: "Knowledge", templates: int, told: Sequence[Told]) -> None:
    """Hold each cause against what the model knows."""
    for each in told:
        if each.path in facts.artifacts and each.code in (OUT_OF_DATE, CONFLICT):
            _wanted(facts, known, templates, each)
        elif each.code == KEPT or (each.code == OUT_OF_DATE and each.path in facts.bases):
            _unwanted(known, each)


def _wanted(facts: Facts, known: "Knowledge", templates: int, told: Told) -> None:
    assert told.cause, told
    causes = told.cause.split("; ")
    path = told.path
    where = facts.moves(path) or path
    base, stands = facts.base(path), facts.disk.get(where)
    if base is None:
        return
    if stands is None:
        assert causes == [DELETED] or facts.artifacts[path].job in known.record.merged, told
        return
    by_hand = stands not in base.texts
    is_puzzle = where in facts.mixed and not facts.is_marked(where)
    assert is_puzzle or (BY_HAND in causes) == by_hand, told
    share_name = known.record.share_of(where)
    share = known.record.shares[share_name]
    job = facts.artifacts[path].job
    changed = _changed(share, known, job, templates)
    assert {each for each in causes if each.endswith(" changed")} - {OTHER} <= changed, told
    is_plain = not by_hand and facts.artifacts[path].owner is not Owner.DERIVED
    if where != path:
        assert f"the job was called {share_name}" in causes, told
    if is_plain and len(changed) == 1 and where == path and not known.record.merged:
        assert set(causes) == changed, told


def _changed(share: Share, known: "Knowledge", job: str, templates: int) -> set[str]:
    """All that is not as it was when a share was generated."""
    now = known.inputs().get(job, {})
    files = {
        f"{file} changed" for file in now if file in share.specs and share.specs[file] != now[file]
    }
    return files | ({TEMPLATE} if templates != share.templates else set())


def _unwanted(known: "Knowledge", told: Told) -> None:
    job = known.record.share_of(told.path)
    if job and job not in known.jobs:
        assert told.cause == f"there is no spec {job} any more", told
    else:
        assert told.cause, told
