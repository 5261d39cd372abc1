"""When an activity runs: for each way that what it waits for ends, and each set of conditions."""

from itertools import combinations, product
from pathlib import Path

import pytest

from generator.expression.values import Json
from generator.local.events import Status
from tests.support.pipeline_runs import run

CONDITIONS = ("Succeeded", "Failed", "Skipped", "Completed")
SETS = [each for size in range(1, 5) for each in combinations(CONDITIONS, size)]
WAYS = ("Succeeded", "Failed", "Skipped")
# Page concepts-pipelines-activities: Completed means succeeded or failed, and not skipped.
MEETS = {
    "Succeeded": {"Succeeded", "Completed"},
    "Failed": {"Failed", "Completed"},
    "Skipped": {"Skipped"},
}


def activity(name: str, kind: str, *waits: Json, **properties: Json) -> Json:
    return {"name": name, "type": kind, "dependsOn": [*waits], "typeProperties": properties}


def wait_for(name: str, conditions: tuple[str, ...]) -> Json:
    return {"activity": name, "dependencyConditions": [*conditions]}


def that_ends(way: str, name: str) -> list[Json]:
    """Activities of which the one with the name ends so."""
    if way == "Failed":
        return [activity(name, "Fail", message="m", errorCode="e")]
    if way == "Succeeded":
        return [activity(name, "Wait", waitTimeInSeconds=1)]
    before = activity(f"before {name}", "Wait", waitTimeInSeconds=1)
    return [
        before,
        activity(name, "Wait", wait_for(f"before {name}", ("Failed",)), waitTimeInSeconds=1),
    ]


def status(folder: Path, *activities: Json) -> dict[str, Status]:
    told = run(folder, {"main": {"activities": [*activities]}})
    return {each.name: each.status for each in told.ran.activities}


@pytest.mark.parametrize("way", WAYS)
def test_one_condition_of_several_is_enough(way: str, tmp_path: Path) -> None:
    each = [
        activity("-".join(conditions), "Wait", wait_for("A", conditions), waitTimeInSeconds=1)
        for conditions in SETS
    ]
    ended = status(tmp_path, *that_ends(way, "A"), *each)
    assert ended["A"] == way
    ran = {conditions: ended["-".join(conditions)] is Status.SUCCEEDED for conditions in SETS}
    assert ran == {conditions: bool(MEETS[way] & set(conditions)) for conditions in SETS}


def test_all_activities_have_to_have_ended_so(tmp_path: Path) -> None:
    cases = {
        f"{a} {b} {one} {other}": (a, b, one, other)
        for a, b, one, other in product(WAYS, WAYS, CONDITIONS, CONDITIONS)
    }
    parents = [each for way in WAYS for side in "AB" for each in that_ends(way, side + way)]
    joined = [
        activity(
            name,
            "Wait",
            wait_for(f"A{a}", (one,)),
            wait_for(f"B{b}", (other,)),
            waitTimeInSeconds=1,
        )
        for name, (a, b, one, other) in cases.items()
    ]
    ended = status(tmp_path, *parents, *joined)
    ran = {name: ended[name] is Status.SUCCEEDED for name in cases}
    assert ran == {
        name: one in MEETS[a] and other in MEETS[b] for name, (a, b, one, other) in cases.items()
    }


def test_what_is_listed_first_need_not_run_first(tmp_path: Path) -> None:
    last = activity("last", "Wait", wait_for("first", ("Succeeded",)), waitTimeInSeconds=1)
    ended = status(tmp_path, last, activity("first", "Wait", waitTimeInSeconds=9))
    assert ended == {"first": "Succeeded", "last": "Succeeded"}


def test_without_conditions_success_is_asked_for(tmp_path: Path) -> None:
    fails = activity("A", "Fail", message="m", errorCode="e")
    ended = status(tmp_path, fails, activity("B", "Wait", {"activity": "A"}, waitTimeInSeconds=1))
    assert ended == {"A": "Failed", "B": "Skipped"}
