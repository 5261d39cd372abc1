"""What becomes of one file: every owner, every state it can be in, every policy."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from generator.cli import main
from generator.merge import LinesFormat, has_markers, marked
from generator.workspace.artifacts import Owner, Text
from generator.workspace.decide import (
    POLICIES,
    STOPS,
    WRITES,
    Decision,
    Outcome,
    Policy,
    Wanted,
    decide,
    decide_unwanted,
    nobody_edited,
)
from generator.workspace.files import digest
from generator.workspace.lock import Entry, Kept

LINES = LinesFormat(lambda text: True)
GENERATED, SCAFFOLD, DERIVED = Owner.GENERATED, Owner.SCAFFOLD, Owner.DERIVED
O = Outcome  # noqa: E741 - a table of them

BASE = "one\ntwo\nthree\nfour\nfive\n"
NEW = BASE.replace("one", "ONE")
EDIT = BASE.replace("five", "FIVE")
BOTH = NEW.replace("five", "FIVE")
CLASH = BASE.replace("one", "mine")
OTHER = BASE.replace("three", "THREE")
"""What the other branch generated."""
BINARY = BASE.replace("five", "f\udcffve")


def entry(text: str, owner: Owner = GENERATED) -> Entry:
    return Entry(owner, Kept.of(text))


def lost(text: str, owner: Owner = GENERATED) -> Entry:
    """An entry of which only the sha256 is left."""
    return Entry(owner, Kept(digest(text), ""))


def damaged(text: str) -> Entry:
    return Entry(GENERATED, Kept(digest(text), "1:~~~~~"))


UNKNOWN = Entry(GENERATED, None)
CONFLICTED = marked(BASE, OTHER, ("HEAD", "theirs"))
EDITED_CONFLICT = marked(EDIT, EDIT.replace("three", "THREE"), ("HEAD", "theirs"))
HALF = BASE + "<<<<<<< HEAD\n"


@dataclass(frozen=True)
class Row:
    """A state of a file, and what becomes of it by each policy that makes a difference."""

    found: str | None
    entries: Sequence[Entry]
    outcome: Outcome
    text: str
    owner: Owner = GENERATED
    policy: Policy = "stop"
    base: str | None = None
    wanted: str = NEW


ROWS = {
    # it is not there
    "new": Row(None, [], O.CREATE, NEW),
    "new scaffold": Row(None, [], O.CREATE, NEW, SCAFFOLD),
    "new derived": Row(None, [], O.CREATE, NEW, DERIVED),
    "missing": Row(None, [entry(BASE)], O.RECREATE, NEW),
    "missing, text lost": Row(None, [lost(BASE)], O.RECREATE, NEW),
    "missing scaffold": Row(None, [entry(BASE, SCAFFOLD)], O.OWN, "", SCAFFOLD),
    "missing scaffold, never ours": Row(None, [Entry(SCAFFOLD, None)], O.OWN, "", SCAFFOLD),
    "missing derived": Row(None, [entry(BASE)], O.RECREATE, NEW, DERIVED),
    # it is as it should be
    "same": Row(NEW, [entry(BASE)], O.SAME, NEW),
    "same, never generated": Row(NEW, [], O.SAME, NEW),
    "same scaffold": Row(NEW, [entry(NEW)], O.SAME, NEW, SCAFFOLD),
    "same derived": Row(NEW, [lost(BASE)], O.SAME, NEW, DERIVED),
    "same, with markers in it": Row(HALF, [], O.SAME, HALF, wanted=HALF),
    # somebody else's
    "foreign": Row(EDIT, [], O.FOREIGN, EDIT),
    "foreign derived": Row(EDIT, [], O.FOREIGN, EDIT, DERIVED),
    "foreign, theirs": Row(EDIT, [], O.FOREIGN, EDIT, policy="theirs"),
    "own scaffold": Row(EDIT, [], O.OWN, EDIT, SCAFFOLD),
    "own scaffold, known": Row(EDIT, [Entry(SCAFFOLD, None)], O.OWN, EDIT, SCAFFOLD),
    # nobody edited it
    "unedited": Row(BASE, [entry(BASE)], O.UPDATE, NEW),
    "unedited, text lost": Row(BASE, [lost(BASE)], O.UPDATE, NEW),
    "unedited, text damaged": Row(BASE, [damaged(BASE)], O.UPDATE, NEW),
    "unedited scaffold": Row(BASE, [entry(BASE)], O.UPDATE, NEW, SCAFFOLD),
    "unedited derived": Row(BASE, [lost(BASE)], O.UPDATE, NEW, DERIVED),
    "unedited, with markers in it": Row(HALF, [entry(HALF)], O.UPDATE, NEW),
    # somebody edited it
    "edited": Row(EDIT, [entry(BASE)], O.MERGE, BOTH, base=NEW),
    "edited scaffold": Row(EDIT, [entry(BASE)], O.MERGE, BOTH, SCAFFOLD, base=NEW),
    "edited, nothing new": Row(EDIT, [entry(NEW)], O.EDITED, EDIT, base=NEW),
    "edited, nothing new, text lost": Row(EDIT, [lost(NEW)], O.EDITED, EDIT, base=NEW),
    "edited alike and more": Row(BOTH, [entry(BASE)], O.EDITED, BOTH, base=NEW),
    "edited, not UTF-8": Row(
        BINARY, [entry(BASE)], O.MERGE, BINARY.replace("one", "ONE"), base=NEW
    ),
    "edited, empty": Row("", [entry(NEW)], O.EDITED, "", base=NEW),
    "edited derived": Row(EDIT, [lost(BASE)], O.FINAL, NEW, DERIVED),
    "edited derived, ours": Row(EDIT, [lost(BASE)], O.FINAL, NEW, DERIVED, "ours"),
    "edited derived, markers": Row(EDIT, [lost(BASE)], O.FINAL, NEW, DERIVED, "markers"),
    "edited derived, theirs": Row(EDIT, [lost(BASE)], O.UPDATE, NEW, DERIVED, "theirs"),
    "edited derived, nothing new": Row(EDIT, [lost(NEW)], O.FINAL, NEW, DERIVED),
    # a conflict
    "conflict": Row(CLASH, [entry(BASE)], O.CONFLICT, CLASH, base=BASE),
    "conflict, ours": Row(CLASH, [entry(BASE)], O.SETTLE, CLASH, policy="ours", base=NEW),
    "conflict, theirs": Row(CLASH, [entry(BASE)], O.SETTLE, NEW, policy="theirs", base=NEW),
    "conflict, markers": Row(
        CLASH, [entry(BASE)], O.MARK, marked(CLASH, NEW), policy="markers", base=BASE
    ),
    "conflict in a scaffold": Row(CLASH, [entry(BASE)], O.CONFLICT, CLASH, SCAFFOLD, base=BASE),
    # what it was made from is lost
    "no base": Row(EDIT, [lost(BASE)], O.NO_BASE, EDIT),
    "no base, damaged": Row(EDIT, [damaged(BASE)], O.NO_BASE, EDIT),
    "no base, not even a sha256": Row(EDIT, [UNKNOWN], O.NO_BASE, EDIT),
    "no base, ours": Row(EDIT, [lost(BASE)], O.SETTLE, EDIT, policy="ours", base=NEW),
    "no base, theirs": Row(EDIT, [lost(BASE)], O.SETTLE, NEW, policy="theirs", base=NEW),
    "no base, markers": Row(
        EDIT, [lost(BASE)], O.MARK, marked(EDIT, NEW), policy="markers", base=NEW
    ),
    "one base of two": Row(EDIT, [lost(OTHER), entry(BASE)], O.MERGE, BOTH, base=NEW),
    # it holds markers
    "markers": Row(HALF, [entry(BASE)], O.UNRESOLVED, HALF),
    "markers, nothing new": Row(HALF, [entry(NEW)], O.UNRESOLVED, HALF),
    "markers, theirs": Row(HALF, [entry(BASE)], O.UNRESOLVED, HALF, policy="theirs"),
    "markers, no base": Row(HALF, [lost(BASE)], O.UNRESOLVED, HALF),
    "git's conflict with an edit, no base": Row(
        EDITED_CONFLICT, [lost(BASE), lost(OTHER)], O.UNRESOLVED, EDITED_CONFLICT
    ),
    "git's conflict with an edit, one base of two": Row(
        EDITED_CONFLICT, [entry(BASE), lost(OTHER)], O.UNRESOLVED, EDITED_CONFLICT
    ),
    "markers in a derived file": Row(HALF, [lost(BASE)], O.FINAL, NEW, DERIVED),
    # two branches were merged
    "one side's": Row(OTHER, [entry(BASE), entry(OTHER)], O.UPDATE, NEW),
    "a mixture of both": Row(
        OTHER.replace("five", "FIVE"), [entry(EDIT), entry(OTHER)], O.UPDATE, NEW
    ),
    "git's conflict of both": Row(CONFLICTED, [entry(BASE), entry(OTHER)], O.UPDATE, NEW),
    "git's conflict of both, derived": Row(
        CONFLICTED, [entry(BASE), entry(OTHER)], O.UPDATE, NEW, DERIVED
    ),
    "git's conflict with an edit": Row(
        EDITED_CONFLICT, [entry(BASE), entry(OTHER)], O.MERGE, BOTH, base=NEW
    ),
    "git's conflict of unknown sides": Row(CONFLICTED, [entry(NEW)], O.UNRESOLVED, CONFLICTED),
    "an edit in one side's": Row(
        OTHER.replace("five", "FIVE"), [entry(BASE), entry(OTHER)], O.MERGE, BOTH, base=NEW
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_becomes_of_a_file(row: Row) -> None:
    wanted = Wanted(Text.of(row.wanted), row.owner, LINES)
    found = decide(wanted, row.found, row.entries, row.policy)
    assert (found.outcome, found.text, found.base) == (row.outcome, row.text, row.base)
    assert bool(found.conflicts) == row_is_a_conflict(found, row)


def row_is_a_conflict(found: Decision, row: Row) -> bool:
    """Whether both sides changed one line, of which the text is known."""
    return row.found == CLASH and found.outcome in (O.CONFLICT, O.SETTLE, O.MARK)


def test_all_outcomes_are_in_the_table() -> None:
    assert {row.outcome for row in ROWS.values()} == set(Outcome) - {O.REMOVE, O.KEEP}
    assert {row.policy for row in ROWS.values()} == set(POLICIES)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_no_policy_loses_an_edit_that_is_in_no_conflict(row: Row, policy: Policy) -> None:
    """And a policy is asked for nothing but conflicts."""
    wanted = Wanted(Text.of(row.wanted), row.owner, LINES)
    stopped, found = (decide(wanted, row.found, row.entries, each) for each in ("stop", policy))
    if stopped.outcome not in STOPS:
        assert found == stopped
    if policy == "stop":
        assert found.outcome not in (O.SETTLE, O.MARK)
    if found.outcome in WRITES and row.owner is not DERIVED and policy != "theirs":
        for word in ("FIVE", "mine", "f\udcffve"):
            generated = any(word in each.kept.text() for each in row.entries if has_text(each))
            if row.found and word in row.found and not generated:
                assert word in found.text


def has_text(each: Entry) -> bool:
    return bool(each.kept and each.kept.packed and "~" not in each.kept.packed[:4])


def test_after_a_conflict_was_marked_it_stays_one_until_it_is_resolved() -> None:
    wanted = Wanted(Text.of(NEW), GENERATED, LINES)
    written = decide(wanted, CLASH, [entry(BASE)], "markers").text
    assert has_markers(written)
    for policy in POLICIES:
        assert decide(wanted, written, [entry(NEW)], policy).outcome is O.UNRESOLVED
    assert decide(wanted, CLASH, [entry(NEW)]).outcome is O.EDITED


@pytest.mark.parametrize("order", [1, -1])
def test_the_base_with_the_fewest_conflicts_is_taken(order: int) -> None:
    found = CLASH.replace("five", "FIVE")
    entries = [entry(BASE), entry(CLASH)][::order]
    decision = decide(Wanted(Text.of(NEW), GENERATED, LINES), found, entries)
    assert (decision.outcome, decision.text) == (O.MERGE, BOTH)


UNWANTED = {
    "unedited": (BASE, [entry(BASE)], Decision(O.REMOVE)),
    "unedited, text lost": (BASE, [lost(BASE)], Decision(O.REMOVE)),
    "edited": (EDIT, [entry(BASE)], Decision(O.KEEP, EDIT, BASE)),
    "edited, text lost": (EDIT, [lost(BASE)], Decision(O.KEEP, EDIT)),
    "never ours": (EDIT, [Entry(SCAFFOLD, None)], Decision(O.KEEP, EDIT)),
    "edited so that it means the same": (BASE[:-1], [entry(BASE)], Decision(O.REMOVE)),
    "of one side": (OTHER, [entry(BASE), entry(OTHER)], Decision(O.REMOVE)),
    "in git's conflict": (CONFLICTED, [entry(BASE), entry(OTHER)], Decision(O.REMOVE)),
    "not UTF-8": (BINARY, [entry(BASE)], Decision(O.KEEP, BINARY, BASE)),
}


@pytest.mark.parametrize(("found", "entries", "expected"), UNWANTED.values(), ids=UNWANTED)
def test_what_becomes_of_a_file_that_no_spec_asks_for(
    found: str, entries: Sequence[Entry], expected: Decision
) -> None:
    assert decide_unwanted(found, entries, LINES) == expected


def test_an_edit_is_seen_in_a_mixture() -> None:
    entries = [entry(BASE), entry(OTHER)]
    assert nobody_edited(OTHER, entries)
    assert not nobody_edited(OTHER.replace("two", "TWO"), entries)
    assert not nobody_edited(marked(BASE.replace("two", "2"), OTHER), entries)


def test_the_command_line_offers_every_policy(capsys: pytest.CaptureFixture[str]) -> None:
    """It cannot import them, as that would make every command slow to start."""
    with pytest.raises(SystemExit):
        main(["generate", "--help"])
    assert f"--conflict {{{','.join(POLICIES)}}}" in capsys.readouterr().out
