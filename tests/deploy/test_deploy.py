"""The generated scripts against a service on this machine, over TLS, by the real SDKs."""

import pytest

from tests.deploy.conftest import Side
from tests.deploy.project import (
    RESTING,
    UNPUBLISHED,
    azure,
    deployed,
    documents,
    of_kind,
    wanted,
)
from tests.deploy.rest import Refusal

PIPELINE = {"data_factory": "full_v1", "synapse": "full_synapse"}
SCHEDULE, EVENTS = "full_v1_nightly", "full_synapse_upload"
GONE = {"data_factory": "full_v1_summer", "synapse": "full_synapse_summer"}
"""The name of a trigger that a spec may once have had."""


def test_the_first_run_creates_all_in_order(side: Side) -> None:
    """The service refuses what refers to what is not there, and events that nobody hears."""
    side.starts_as(azure(side.service, patient=side.service == "synapse"))
    done = side.run("deploy")
    assert (done.code, done.err) == (0, "")
    assert side.azure.sent == {what: wanted(each) for what, each in documents(side.service).items()}
    assert side.azure.running == {*of_kind(side.service, "trigger"), "theirs_daily"}


def test_the_second_run_writes_nothing(side: Side) -> None:
    side.starts_as(azure(side.service))
    assert side.run("deploy").code == 0
    first = len(side.azure.writes)
    done = side.run("deploy")
    assert done.out.splitlines()[1:] == ["There was nothing to do."]
    assert side.azure.writes[first:] == []


def test_a_changed_pipeline_is_one_request(side: Side) -> None:
    name = PIPELINE[side.service]
    there = side.starts_as(deployed(side.service)).resources["pipelines"]
    there[name]["description"] = "Another one."
    assert side.run("deploy").code == 0
    assert side.azure.writes == [f"PUT pipelines/{name}"]
    assert there[name] == wanted(documents(side.service)[f"pipelines/{name}"])["properties"]


def test_a_changed_trigger_is_stopped_and_started_again(side: Side) -> None:
    name = SCHEDULE if side.service == "data_factory" else EVENTS
    change = [f"POST triggers/{name}/stop", f"PUT triggers/{name}", f"POST triggers/{name}/start"]
    if name == EVENTS:
        change.insert(2, f"POST triggers/{name}/subscribeToEvents")
        change.insert(0, f"POST triggers/{name}/unsubscribeFromEvents")
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][name]["description"] = "Another one."
    running = {*there.running}
    assert side.run("deploy").code == 0
    assert there.writes == change
    assert there.running == running


def test_what_fails_half_way_leaves_no_trigger_stopped(side: Side) -> None:
    name, pipeline = SCHEDULE if side.service == "data_factory" else EVENTS, PIPELINE[side.service]
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][name]["description"] = "Another one."
    there.resources["pipelines"][pipeline]["description"] = "Another one."
    there.refusals[f"PUT pipelines/{pipeline}"] = Refusal(409, "Conflict", "Somebody publishes.")
    running = {*there.running}
    done = side.run("deploy")
    assert (done.code, done.err) == (
        2,
        f"error: could not update pipeline {pipeline}: (Conflict) Somebody publishes.\n"
        "  something else changes it: run this again\n",
    )
    assert f"  restart    trigger {name}\n" in done.out
    assert there.running == running
    assert f"PUT triggers/{name}" not in there.writes


def test_what_the_sdk_cannot_read_is_compared(side: Side) -> None:
    """Nothing depends on the SDK's models, which fail at an expression in place of a number."""
    name = PIPELINE[side.service]
    side.starts_as(deployed(side.service)).odd.add(name)
    assert side.run("deploy").code == 0
    assert side.azure.writes == [f"PUT pipelines/{name}"]


# what is the same whatever the SDK ----------------------------------------------------------------

one_sdk = pytest.mark.parametrize("side", ["data_factory", "synapse"], indirect=True)
factory = pytest.mark.parametrize("side", ["data_factory"], indirect=True)


@one_sdk
def test_a_dry_run_changes_nothing(side: Side) -> None:
    side.starts_as(azure(side.service))
    done = side.run("deploy", "--dry-run")
    lines = done.out.splitlines()
    assert lines[-1] == "Nothing was changed: this was a dry run."
    words = [line.split(maxsplit=1) for line in lines[1:-1]]
    created = [what for word, what in words if word == "create"]
    started = [what for word, what in words if word == "start"]
    assert len(created) == len(documents(side.service))
    assert [f"trigger {name}" for name in of_kind(side.service, "trigger")] == sorted(started)
    assert len(created) + len(started) == len(words)
    assert side.azure.writes == []


@factory
def test_a_dry_run_shows_the_plan(side: Side) -> None:
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][SCHEDULE]["description"] = "Another one."
    del there.resources["linkedServices"]["storage"]
    words = side.run("deploy", "--dry-run").out.splitlines()
    assert [line for line in words if " unchanged " not in line] == [
        "The data factory adf-claims in the resource group rg-claims, prod:",
        f"  stop       trigger {SCHEDULE}",
        "  create     linked service storage",
        f"  update     trigger {SCHEDULE}",
        f"  start      trigger {SCHEDULE}",
        "Nothing was changed: this was a dry run.",
    ]
    assert len(words) == 6 + len(documents(side.service)) - 2
    assert there.writes == []


@factory
def test_a_trigger_that_does_not_run_is_not_stopped(side: Side) -> None:
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][SCHEDULE]["description"] = "Another one."
    there.running.discard(SCHEDULE)
    assert side.run("deploy").code == 0
    assert there.writes == [f"PUT triggers/{SCHEDULE}", f"POST triggers/{SCHEDULE}/start"]


@factory
def test_a_trigger_that_cannot_be_started_again_is_named(side: Side) -> None:
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][SCHEDULE]["description"] = "Another one."
    there.refusals = {
        f"PUT triggers/{SCHEDULE}": Refusal(400, "BadRequest", "It has no time."),
        f"POST triggers/{SCHEDULE}/start": Refusal(403, "AuthorizationFailed", "You may not."),
    }
    done = side.run("deploy")
    assert done.code == 2
    assert done.err == f"error: could not update trigger {SCHEDULE}: (BadRequest) It has no time.\n"
    assert f"  STOPPED    trigger {SCHEDULE}, which ran: could not start" in done.out
    assert "(AuthorizationFailed) You may not.\n  whoever deploys needs the role " in done.out


@factory
def test_a_trigger_that_cannot_start_keeps_no_other_from_it(side: Side) -> None:
    there = side.starts_as(deployed(side.service))
    there.running.clear()
    there.refusals[f"POST triggers/{SCHEDULE}/start"] = Refusal(400, "BadRequest", "No.")
    done = side.run("start-triggers")
    assert (done.code, done.err) == (
        2,
        f"error: could not start trigger {SCHEDULE}: (BadRequest) No.\n",
    )
    assert there.running == {*of_kind(side.service, "trigger")} - {SCHEDULE}


@one_sdk
def test_around_a_template_only_the_triggers_change(side: Side) -> None:
    name = SCHEDULE if side.service == "data_factory" else EVENTS
    there = side.starts_as(deployed(side.service))
    there.resources["triggers"][name]["description"] = "Another one."
    there.resources["pipelines"][PIPELINE[side.service]]["description"] = "Another one."
    running = {*there.running}
    assert side.run("stop-triggers").code == 0
    assert there.running == running - {name}
    assert side.run("start-triggers").code == 0
    assert there.running == running
    assert not there.sent


@one_sdk
def test_a_trigger_that_is_gone_is_stopped_and_told(side: Side) -> None:
    """Others that start the same pipeline are somebody else's, as are those of other pipelines."""
    there = side.starts_as(deployed(side.service))
    started = {"pipelineReference": {"referenceName": PIPELINE[side.service]}}
    for name in (GONE[side.service], "by_hand"):
        there.resources["triggers"][name] = {"type": "ScheduleTrigger", "pipelines": [started]}
        there.running.add(name)
    done = side.run("deploy")
    gone = GONE[side.service]
    assert f"  gone       trigger {gone}: no spec has it any more, delete it there\n" in done.out
    assert there.writes == [f"POST triggers/{gone}/stop"]
    assert {"by_hand", "theirs_daily"} <= there.running


@factory
def test_an_environment_may_start_no_triggers(side: Side) -> None:
    there = side.starts_as(deployed(side.service, RESTING))
    there.resources["triggers"][SCHEDULE]["description"] = "Another one."
    there.running.discard("full_v1_monthly")
    done = side.run("deploy", environment=RESTING)
    assert (done.code, done.err) == (0, "")
    assert "  leave      the triggers: start_triggers is false in " in done.out
    assert not {SCHEDULE, "full_v1_monthly"} & there.running
    assert "full_v2_weekly" in there.running


# what is wrong ------------------------------------------------------------------------------------


@factory
def test_an_id_that_nobody_published_is_told_with_the_command(side: Side) -> None:
    there = side.starts_as(deployed(side.service))
    done = side.run("deploy", environment=UNPUBLISHED)
    assert done.code == 1
    assert done.err.startswith(
        "error: full_v1 is not published in dev, so its id is not known: run python "
    )
    assert done.err.endswith("aml/full_v1/publish_pipeline.py --environment dev\n")
    assert there.log == []


@pytest.mark.parametrize(
    ("token", "home", "refusal", "told"),
    [
        ("", "", None, "DefaultAzureCredential failed.\n  is there a way to it, and who are you"),
        (
            "wrong",
            "",
            None,
            "(AuthenticationFailed) It is not to be.\n  who are you to it? az login",
        ),
        (None, "/elsewhere", None, "The factory does not exist.\n  is it there, and is that how"),
        (None, "", 403, "(No) It is not to be.\n  whoever deploys needs the role Data Factory Con"),
    ],
)
@factory
def test_a_factory_that_cannot_be_reached(
    side: Side, token: str | None, home: str, refusal: int | None, told: str
) -> None:
    there = side.starts_as(azure(side.service))
    there.home += home
    if refusal:
        there.refusals["GET triggers"] = Refusal(refusal, "No")
    done = side.run("deploy") if token is None else side.run("deploy", token=token)
    what = "the data factory adf-claims in the resource group rg-claims"
    assert done.code == 2
    assert done.err.startswith(f"error: could not look into {what}: ")
    assert told in done.err
    assert there.writes == []


@factory
def test_an_environment_that_is_none_is_refused(side: Side) -> None:
    done = side.run("deploy", environment="nowhere")
    assert done.code == 2
    assert "invalid choice: 'nowhere' (choose from" in done.err
