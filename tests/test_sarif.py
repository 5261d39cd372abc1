"""Diagnostics as SARIF, by the rules of the standard (sarif-v2.1.0-errata01)."""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator import __version__
from generator.cli import main
from generator.diagnostics import Code, Diagnostic, Place
from generator.diagnostics.printing import printed
from tests.test_printing import broken, good  # noqa: F401 - fixtures

FILE = PurePosixPath("specs/a.yaml")


def record(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """The schema of an object that has nothing but these properties."""
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": [*required],
        "additionalProperties": False,
    }


def several(items: dict[str, Any], *, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": True}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
MESSAGE = record({"text": TEXT})
REGION = record({"startLine": COUNT}, startColumn=COUNT, endColumn=COUNT)
PHYSICAL = record({"artifactLocation": record({"uri": TEXT})}, region=REGION)
PLACED = {
    "physicalLocation": PHYSICAL,
    "logicalLocations": several(record({"fullyQualifiedName": TEXT}), least=1),
}
RELATED = record({"id": COUNT, "message": MESSAGE}, **PLACED)
RESULT = record(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {**several(record({}, **PLACED), least=1), "maxItems": 1},
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
    },
    relatedLocations=several(RELATED, least=1),
)
RULE = record({"id": {"pattern": "^SW[0-9]{3}$"}, "shortDescription": MESSAGE})
DRIVER = record({"name": {"const": "Scorewright"}, "version": TEXT, "rules": several(RULE)})
LOG = record(
    {
        "$schema": {"pattern": "^https://.*/sarif-schema-2[.]1[.]0[.]json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": record(
                {
                    "tool": record({"driver": DRIVER}),
                    "columnKind": {"const": "unicodeCodePoints"},
                    # several results may be equal in all that the schema sees
                    "results": {"type": "array", "items": RESULT},
                }
            ),
        },
    }
)
"""What of the standard's own schema Scorewright uses, and nothing beside it."""
URI = re.compile(r"(?:file://)?(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")
"""A reference that needs no base but a folder: RFC 3986, with nothing reserved but slashes."""


def run_of(text: str) -> dict[str, Any]:
    """The run of a log that keeps to the standard."""
    log = json.loads(text)
    Draft202012Validator(LOG).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {each["ruleId"] for each in run["results"]}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            check_location(location["physicalLocation"])
    found = [json.dumps(each["partialFingerprints"]) for each in run["results"]]
    assert len(found) == len(set(found)), "two results of one run are told apart"
    return dict(run)


def check_location(location: dict[str, Any]) -> None:
    assert URI.fullmatch(location["artifactLocation"]["uri"])
    region = location.get("region", {})
    assert "endColumn" not in region or region["endColumn"] > region["startColumn"]


def run(*diagnostics: Diagnostic) -> dict[str, Any]:
    return run_of(printed(diagnostics, "sarif", {}))


def test_a_log_holds_everything() -> None:
    unused = Diagnostic(
        Code.UNUSED,
        "nothing uses it",
        Place(FILE, 3, 5, 9),
        "drop it",
        (("used there before", Place(PurePosixPath("a b.json"), pointer="/x/0")),),
        "note",
        "edited by hand",
    )
    told = run(unused, Diagnostic(Code.NO_PROJECT, "none", Place(PurePosixPath("specs"))))
    fingerprints = [each.pop("partialFingerprints") for each in told["results"]]
    assert [[*each] for each in fingerprints] == [["diagnostic/v1"], ["diagnostic/v1"]]
    assert told == {
        "tool": {
            "driver": {
                "name": "Scorewright",
                "version": __version__,
                "rules": [
                    {"id": "SW002", "shortDescription": {"text": "there is no project file"}},
                    {
                        "id": "SW212",
                        "shortDescription": {"text": "something is declared and nothing uses it"},
                    },
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "SW212",
                "ruleIndex": 1,
                "level": "note",
                "message": {"text": "nothing uses it\ncause: edited by hand\ndrop it"},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "specs/a.yaml"},
                            "region": {"startLine": 3, "startColumn": 5, "endColumn": 9},
                        }
                    }
                ],
                "relatedLocations": [
                    {
                        "id": 1,
                        "message": {"text": "used there before"},
                        "physicalLocation": {"artifactLocation": {"uri": "a%20b.json"}},
                        "logicalLocations": [{"fullyQualifiedName": "/x/0"}],
                    }
                ],
            },
            {
                "ruleId": "SW002",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": "none"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "specs"}}}],
            },
        ],
    }


def test_a_log_of_nothing_is_a_log() -> None:
    assert run()["results"] == []


def test_the_command_line_prints_it(
    broken: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["generate", "--format", "sarif"]) == 1
    (result,) = run_of(capsys.readouterr().out)["results"]
    assert result["ruleId"] == "SW109"
    assert result["message"]["text"].endswith("\ndid you mean 'Day'?")
    (location,) = result["locations"]
    region = {"startLine": 47, "startColumn": 18, "endColumn": 21}
    assert location["physicalLocation"]["region"] == region


def test_columns_count_characters_and_not_units_of_utf_16() -> None:
    (result,) = run(Diagnostic(Code.UNUSED, "m", Place(FILE, 1, 1 + len("🚗: "), 8)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endColumn": 8}


def fingerprint(diagnostic: Diagnostic, *before: Diagnostic) -> str:
    *_, last = run(*before, diagnostic)["results"]
    return str(last["partialFingerprints"]["diagnostic/v1"])


def test_a_fingerprint_stays_when_the_line_moves() -> None:
    fault = Diagnostic(Code.UNUSED, "m", Place(FILE, 1, 1, 2))
    moved = Diagnostic(Code.UNUSED, "m", Place(FILE, 9, 3, 4), "another hint")
    assert fingerprint(fault) == fingerprint(moved)
    assert fingerprint(fault) != fingerprint(moved, fault)
    others = [
        Diagnostic(Code.UNREADABLE, "m", Place(FILE, 1, 1, 2)),
        Diagnostic(Code.UNUSED, "n", Place(FILE, 1, 1, 2)),
        Diagnostic(Code.UNUSED, "m", Place(PurePosixPath("specs/b.yaml"), 1, 1, 2)),
        Diagnostic(Code.UNUSED, "m", Place(FILE, pointer="/a")),
    ]
    assert len({fingerprint(each) for each in (fault, *others)}) == 5


@settings(deadline=None, derandomize=True, max_examples=50)
@given(name=st.text("a:/ é%#?日\udcff", min_size=1), message=st.text(min_size=1))
def test_any_file_is_named_by_a_reference_that_leads_back(name: str, message: str) -> None:
    file = PurePosixPath(name)
    (result,) = run(Diagnostic(Code.UNUSED, message, Place(file)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri.removeprefix("file://"), errors="surrogateescape") == str(file)
    assert result["message"]["text"] == message
