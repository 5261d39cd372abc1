"""Warnings: when they are given, what silences them, and what they leave to be made."""

import json
from datetime import date
from pathlib import Path

import pytest

from generator.cli import main
from generator.compiler.compile import Compiled, compile
from generator.diagnostics import Code
from tests.rows.base import specs
from tests.support.projects import SPECS, Texts

WINDOW = "type: tumbling_window, start: 2026-01-01T00:00:00Z"
IN_PROJECT = "SW401: The project of all rows has a retired linked service."
ENDS = 'parameters: {region: "@{trigger().outputs.windowEndTime}"}'


def compiled(trigger: str, today: date | None = None, silence: str = "") -> Compiled:
    return compile(SPECS, texts(trigger, silence), today=today)


def texts(trigger: str, silence: str = "") -> Texts:
    given = dict(specs(more=f"  triggers:\n    w: {{{WINDOW}, {trigger}}}\n"))
    given[SPECS / "row.yaml"] += f"silence: {silence}\n" if silence else ""
    given[SPECS / "project.yaml"] += f"silence: {{{IN_PROJECT}}}\n"
    return given


def codes(found: Compiled) -> list[str]:
    return [each.code.value for each in found.diagnostics]


@pytest.mark.parametrize(
    ("trigger", "today", "windows"),
    [
        ("frequency: Day", date(2026, 1, 1), None),
        ("frequency: Day", date(2025, 1, 1), None),
        ("frequency: Day", date(2026, 1, 2), "1 window"),
        ("frequency: Day", date(2026, 1, 11), "10 windows"),
        ("frequency: Day, interval: 7", date(2026, 1, 7), None),
        ("frequency: Day, interval: 7", date(2026, 1, 15), "2 windows"),
        ("frequency: Hour, interval: 6", date(2026, 1, 2), "4 windows"),
        ("frequency: Minute, interval: 15", date(2026, 1, 2), "96 windows"),
        ("frequency: Month", date(2026, 12, 31), "11 windows"),
        ("frequency: Day, end: 2026-01-04T00:00:00Z", date(2026, 12, 31), "3 windows"),
        ("frequency: Day, end: 2036-01-04T00:00:00Z", date(2026, 1, 11), "10 windows"),
        ("frequency: Hour", date(2026, 12, 31), "8,736 windows"),
    ],
)
def test_windows_of_the_past_are_counted(trigger: str, today: date, windows: str | None) -> None:
    found = compiled(f"{trigger}, {ENDS}", today)
    assert codes(found) == (["SW402"] if windows else [])
    assert windows is None or f"about {windows} will be run" in found.diagnostics[0].message


def test_without_a_day_nothing_is_past() -> None:
    assert codes(compiled(f"frequency: Day, {ENDS}")) == []


@pytest.mark.parametrize(
    ("value", "warned"),
    [
        ("@{trigger().outputs.windowEndTime}", False),
        ("@{trigger().outputs.windowStartTime}", False),
        ("@TRIGGER()['outputs']?.windowStartTime", False),
        ("@string(trigger().outputs)", False),
        ("@string(trigger())", False),
        ("@{trigger().scheduledTime}", True),
        ("@{trigger().startTime}", True),
        ("window", True),
        ("@concat('trigger().outputs.windowEndTime')", True),
    ],
)
def test_a_job_is_told_its_window(value: str, warned: bool) -> None:
    found = compiled(f"frequency: Day, parameters: {{region: {json.dumps(value)}}}")
    assert codes(found) == (["SW403"] if warned else [])


def test_warnings_leave_everything_to_be_made() -> None:
    warned = compiled("frequency: Day", date(2026, 6, 1))
    assert codes(warned) == ["SW403", "SW402"]
    assert {each.severity for each in warned.diagnostics} == {"warning"}
    assert warned.errors == ()
    assert warned.artifacts == compiled("frequency: Day").artifacts


@pytest.mark.parametrize("today", [date(2026, 6, 1), None])
def test_what_a_day_decides_may_be_silenced_on_every_day(today: date | None) -> None:
    found = compiled(f"frequency: Day, {ENDS}", today, "{SW402: The past is wanted.}")
    assert codes(found) == []
    assert found.artifacts


def test_a_silence_is_of_its_own_file_only() -> None:
    given = dict(texts("frequency: Day"))
    project = SPECS / "project.yaml"
    given[project] = given[project].replace(IN_PROJECT, f"{IN_PROJECT}, SW403: It is fine.")
    found = compile(SPECS, given)
    assert sorted(codes(found)) == ["SW321", "SW403"]
    assert found.artifacts == {}


@pytest.mark.parametrize("code", sorted(Code))
def test_only_warnings_can_be_silenced(code: str) -> None:
    found = compiled("frequency: Day", date(2026, 6, 1), f"{{{code}: Because.}}")
    given = {"SW402", "SW403"} - {code}
    assert set(codes(found)) == given | (set() if code in ("SW402", "SW403") else {"SW321"})


# on the command line ------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for module in ("generating", "compiling"):
        monkeypatch.setattr(f"generator.cli.{module}.today", lambda: date(2026, 6, 1))
    (tmp_path / "specs").mkdir()
    for path, text in texts("frequency: Day").items():
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_files_are_written_and_warnings_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate"]) == 0
    told = capsys.readouterr()
    assert told.err.count("warning[SW40") == 2
    assert told.out.splitlines()[-1].endswith(" files written. 2 warnings.")
    assert (folder / "output/factory/trigger/row_w.json").is_file()
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert told.err.count("warning[SW40") == 2
    assert told.out == "1 job in step. 2 warnings.\n"


@pytest.mark.parametrize("command", ["generate", "check"])
def test_machines_are_told_the_severity(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate"]) == 0
    capsys.readouterr()
    assert main([command, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(each["code"], each["severity"]) for each in data] == [
        ("SW403", "warning"),
        ("SW402", "warning"),
    ]
    assert main([command, "--format", "github"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::warning"]


def test_errors_and_warnings_are_tallied_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "specs" / "row.yaml"
    file.write_text(file.read_text("utf-8") + "silence: {SW999: No.}\n", "utf-8")
    assert main(["generate"]) == 1
    told = capsys.readouterr()
    assert told.out == "1 error, 2 warnings in 1 of 2 files. Nothing was written.\n"
    assert not (folder / "output").exists()
