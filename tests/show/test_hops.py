"""What is shown of each hop is what stands in the files of both sides."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from generator.compiler.compile import Draft, draft
from generator.expression import is_expression
from generator.expression.escapes import unescape
from generator.overview.model import Overview
from generator.overview.overview import overview
from tests.support.projects import SPECS, texts

CASE = Path(__file__).parents[1] / "cases" / "everything" / "specs"


@pytest.fixture(scope="module")
def everything() -> Draft:
    return draft(SPECS, texts(CASE))


@pytest.fixture(scope="module")
def shown(everything: Draft) -> Overview:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return overview(everything.loaded.project, everything.documents, {}, at)


def document(everything: Draft, *parts: str) -> Any:
    path = PurePosixPath(*parts)
    return next(json.loads(each.text) for each in everything.documents if each.path == path)[
        "properties"
    ]


def spelled(value: object) -> object:
    """A value of a factory's document: an expression's text, or data without their escape."""
    text = value["value"] if isinstance(value, Mapping) and "value" in value else value
    return unescape(text) if isinstance(text, str) and not is_expression(text) else text


def test_there_are_jobs_of_all_kinds(shown: Overview) -> None:
    assert {"full_v1", "full_v2", "full_synapse", "full_events"} == shown.jobs.keys()


def test_triggers_set_what_their_documents_say(everything: Draft, shown: Overview) -> None:
    compared = 0
    for job in shown.jobs.values():
        assert job.job is not None
        folder = "synapse" if job.job.factory.service == "synapse" else "factory"
        for trigger in job.starts:
            properties = document(everything, folder, "trigger", f"{trigger.trigger.name}.json")
            started = properties.get("pipelines", [properties.get("pipeline")])[0]
            said = {name: spelled(each) for name, each in started.get("parameters", {}).items()}
            found = {
                name: getattr(hops.triggers[trigger.name], "text", None)
                or hops.triggers[trigger.name].value  # type: ignore[union-attr]
                for name, hops in job.hops.items()
                if trigger.name in hops.triggers
            }
            assert found == said
            assert {*trigger.sets} == {*said}
            compared += len(said)
    assert compared > 20


def test_pipelines_declare_what_their_documents_say(everything: Draft, shown: Overview) -> None:
    for job in shown.jobs.values():
        assert job.job is not None
        folder = "synapse" if job.job.factory.service == "synapse" else "factory"
        properties = document(everything, folder, "pipeline", f"{job.name}.json")
        said = {
            name: (each["type"], spelled(each.get("defaultValue")))
            for name, each in properties["parameters"].items()
        }
        found = {
            name: (hops.declared[0], hops.declared[1] and hops.declared[1].value)  # type: ignore[union-attr]
            for name, hops in job.hops.items()
            if hops.declared
        }
        assert found == said


def test_the_times_of_a_trigger_are_evaluated(shown: Overview) -> None:
    faults = [
        start.fault for job in shown.jobs.values() for each in job.starts for start in each.next
    ]
    assert len(faults) == 6 * 5
    assert set(faults) == {""}
    weekly = next(each for each in shown.jobs["full_v2"].starts if each.name == "weekly")
    assert weekly.next[0].sends["run_date"] == "2026-12-03"
    assert weekly.next[0].sends["rank"] == 1


def test_what_is_not_passed_on_as_it_is_is_told(shown: Overview) -> None:
    v1 = shown.jobs["full_v1"].hops
    assert v1["run_date"].passed_on
    assert not v1["top"].passed_on
    assert {*v1["top"].activities} == {"Score region", "Score customers, it's daily"}
    assert not v1["team"].activities
    assert {each.type for each in v1["threshold"].scripts} == {"float"}
