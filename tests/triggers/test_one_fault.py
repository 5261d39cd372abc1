"""One fault in a trigger of any kind is told once: what follows from it is not told."""

from pathlib import PurePosixPath

import pytest

from generator.diagnostics import Path as Way
from generator.spec.load import load
from generator.spec.source import read
from tests.rows.base import specs
from tests.spec.good_project import flow, nodes
from tests.support.projects import SPECS

TRIGGERS = """\
  triggers:
    scheduled:
      type: schedule
      frequency: Month
      interval: 2
      start: 2026-01-01T06:00:00
      end: 2027-01-01T06:00:00
      time_zone: Tokyo Standard Time
      times:
        minutes: [0, 30]
        hours: [6]
        month_days: [1, -1]
        month_occurrences: [{day: Friday, occurrence: -1}]
      parameters: {region: emea}
    first:
      type: tumbling_window
      frequency: Hour
      start: 2036-01-01T00:00:00Z
      parameters: {region: "@{trigger().outputs.windowEndTime}"}
    second:
      type: tumbling_window
      frequency: Day
      interval: 7
      start: 2036-01-01T00:00:00Z
      end: 2037-01-01T00:00:00Z
      delay: 3h
      max_concurrency: 4
      retry: {count: 2, interval: 10m}
      depends_on:
        - {trigger: self, offset: -7d, size: 7d}
        - {trigger: first, offset: 2h}
      parameters: {region: "@{trigger().outputs.windowStartTime}"}
    blobs:
      type: blob_events
      source: uploads
      container: landing
      path_begins: texts/
      path_ends: .csv
      events: [created, deleted]
      ignore_empty: false
      parameters: {region: "@triggerBody().fileName"}
    custom:
      type: custom_events
      source: orders
      events: [ready]
      subject_begins: a
      subject_ends: b
      parameters: {region: "@triggerBody().event.subject"}
"""
GIVEN = dict(specs(more=TRIGGERS))
FILE = PurePosixPath(SPECS, "row.yaml")
_SOURCE = read(FILE, GIVEN[FILE])
assert _SOURCE.root
ROOT = _SOURCE.root
WAYS = [way for way, _ in nodes(ROOT) if way[:2] == ("factory", "triggers") and len(way) > 3]
KEYS = [way for way in WAYS if isinstance(way[-1], str) and "parameters" not in way[:-1]]


def errors(text: str) -> list[str]:
    found = load(SPECS, {**GIVEN, FILE: text}).diagnostics
    return [f"{each.code} {each.message}" for each in found if each.severity == "error"]


def named(way: Way) -> str:
    return ".".join(map(str, way[2:]))


def test_the_triggers_are_good() -> None:
    assert errors(GIVEN[FILE]) == []


@pytest.mark.parametrize("instead", ["null", '"\\0"', "[[wrong]]"])
@pytest.mark.parametrize("way", [way for way in WAYS if way[-2] != "parameters"], ids=named)
def test_a_wrong_value_is_told_once(way: Way, instead: str) -> None:
    found = errors(flow(ROOT, way, instead))
    assert len(found) == 1, found


@pytest.mark.parametrize("way", KEYS, ids=named)
def test_a_misspelt_key_is_told_once(way: Way) -> None:
    found = errors(flow(ROOT, way, "", key=f"{way[-1]}s"))
    assert len(found) == 1, found


@pytest.mark.parametrize("name", ["scheduled", "first", "second", "blobs", "custom"])
def test_a_trigger_of_a_wrong_name_is_told_once(name: str) -> None:
    found = errors(flow(ROOT, ("factory", "triggers", name), "", key=f"{name}-"))
    assert len(found) == 1, found


def test_the_shortest_window_is_not_told_of_one_whose_length_is_not_known() -> None:
    text = GIVEN[FILE].replace("frequency: Hour", "frequency: Minute\n      interval: x")
    assert len(errors(text)) == 1
