"""What the factory keeps out of its logs, no report of a run has."""

import json
from pathlib import Path

import pytest

from generator.cli.running.ended import lines
from generator.local.report import Report
from tests.local.run.small import DAY, FACTORY, Small

DECLARED = '"top": {\n\t\t\t\t"type": "int",\n\t\t\t\t"defaultValue": 3'
SECURE = '"top": {\n\t\t\t\t"type": "secureString"'


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small("v1", tmp_path)


def text_of(report: Report) -> str:
    return json.dumps(report.json()) + "\n".join(lines(report))


def test_a_secure_string_is_blotted_out_at_every_hop(small: Small) -> None:
    small.change(FACTORY, DECLARED, SECURE)
    report = small.run(None, run_date=DAY, top="770077")
    assert report.succeeded
    assert small.scores() == ["one,0.5,770077", "seventeen,0.5,770077", "three,0.5,770077"]
    assert "770077" not in text_of(report)
    [row] = [row for row in report.rows if row.name == "top"]
    assert set(row.values.values()) == {"********"}
    assert "770077" not in (small.home / "run" / "run.json").read_text()


def test_secure_input_hides_what_an_activity_sends(small: Small) -> None:
    small.change(FACTORY, '"secureInput": false', '"secureInput": true')
    report = small.run(None, run_date=DAY, top="770077")
    assert report.succeeded
    [row] = [row for row in report.rows if row.name == "top"]
    assert dict(row.values) == {
        "pipeline": "770077",
        "activity": "********",
        "aml": "********",
        "script": "********",
    }
    assert "770077" not in json.dumps(report.json()["aml"])  # type: ignore[index, call-overload]
