"""Killed before any of its system calls, a run leaves the old state or the new."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypedDict

import pytest

from tests.workspace.transaction.sweep import NOT_POSSIBLE, changes

ROOT = Path(__file__).parents[3]
MEMORY = Path("/dev/shm")


class Kill(TypedDict):
    at: int
    journal: bool
    before: str
    told: str
    after: str


class Report(TypedDict):
    calls: int
    killed: list[Kill]
    killed_again: list[Kill]


@pytest.fixture(scope="module")
def report() -> Report:
    """What `sweep.py` saw; it forks, so it is a process of its own."""
    quick = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=quick) as folder:
        command = [sys.executable, "-m", "tests.workspace.transaction.sweep", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == NOT_POSSIBLE:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stderr
    seen: Report = json.loads(done.stdout)
    return seen


def test_the_kills_show_every_change_half_done(report: Report) -> None:
    """Each change by itself leaves a state, and so do some of the things that prepare one.

    How many do depends on the order in which the file system lists a folder.
    """
    mixed = [kill for kill in report["killed"] if kill["journal"]]
    assert len(mixed) > len(changes()) + 1
    taken_back = {kill["told"] for kill in mixed}
    assert taken_back >= {
        f"Recovered(files={number}, left=())" for number in range(len(changes()) + 1)
    }


def test_after_a_kill_it_is_the_old_state_or_the_new(report: Report) -> None:
    for kill in report["killed"] + report["killed_again"]:
        assert kill["after"] in ("old", "new"), kill


def test_the_journal_decides_which(report: Report) -> None:
    """Old as long as it stands. Without it, new from the moment on from which it ever was new."""
    kills = report["killed"]
    outcomes = [kill["after"] for kill in kills]
    first = outcomes.index("new")
    assert set(outcomes[:first]) == {"old"}
    assert set(outcomes[first:]) == {"new"}
    assert [kill["journal"] for kill in kills[first - 1 : first + 1]] == [True, False]
    assert all(kill["after"] == "old" for kill in kills if kill["journal"])


def test_a_recovery_that_is_killed_is_done_again(report: Report) -> None:
    assert any(kill["journal"] for kill in report["killed_again"])
    assert all(kill["after"] == "old" for kill in report["killed_again"] if kill["journal"])


def test_what_is_in_order_is_not_told_of(report: Report) -> None:
    first = report["killed"][0]
    assert (first["before"], first["told"]) == ("old", "None")
