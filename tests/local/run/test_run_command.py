"""`scorewright run`, as people and machines use it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.cli import main
from tests.local.run.small import DAY, JOB, PROJECT, SCRIPT, Small

LOCAL = """\
local:
  datastores: {lake: lake}
"""
ROOT = Path(__file__).parents[3]
TOLD = Path(__file__).parent / "told" / "command"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small job, compiled for SDK v1; the current folder."""
    small = Small("v1", tmp_path)
    specs = small.home / "specs"
    specs.mkdir()
    (specs / "project.yaml").write_text(PROJECT + LOCAL)
    (specs / "small.yaml").write_text(JOB.replace("SDK", "v1"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["run", *arguments])
    caught = capsys.readouterr()
    return code, caught.out + caught.err


def lasting(text: str) -> str:
    """What a command prints, without what no two runs share."""
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "A-GUID", text)
    return re.sub(r"[0-9.]+ s\b", "N s", text)


DAILY = ("small", "--trigger", "daily", "--at", f"{DAY}T06:00Z", "--workers", "1")


def test_a_run_says_what_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    code, text = ran(capsys, *DAILY)
    assert code == 0
    snapshot.snapshot_dir = TOLD
    snapshot.assert_match(lasting(text), "daily.txt")
    kept = home / "runs" / "small" / "2026-01-05T06-00-00Z"
    report = json.loads((kept / "run.json").read_text())
    assert report["status"] == "Succeeded"
    events = [json.loads(line) for line in (kept / "events.jsonl").read_text().splitlines()]
    assert [each["event"] for each in events][:2] == ["ActivityStarted", "AmlStarted"]
    log = kept / "small-1" / "2_score" / "logs" / "process000.log"
    assert log.is_file()


def test_a_second_run_has_a_folder_of_its_own(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "runs" / "small" / "2026-01-05T06-00-00Z").mkdir(parents=True)
    code, text = ran(capsys, *DAILY)
    assert code == 0
    assert "runs/small/2026-01-05T06-00-00Z-2 " in text


def test_machines_get_json_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--param", f"run_date={DAY}", "--param", "top=7", "--keep", "kept", "--json")
    assert main(["run", "small", *given]) == 0
    caught = capsys.readouterr()
    report = json.loads(caught.out)
    assert caught.err == ""
    assert report == json.loads((home / "kept" / "run.json").read_text())
    assert report["hops"]["top"] == {"pipeline": "7", "activity": "7", "aml": "7", "script": "7"}
    assert report["hops"]["run_date"]["script"] == DAY
    assert report["aml"][0]["tags"]["factory_run_id"] == report["runId"]


def test_an_input_can_be_another_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(home / "lake" / "words" / DAY, home / "elsewhere")
    code, text = ran(capsys, *DAILY, "--input", "elsewhere")
    assert code == 0, text
    assert f"3 lines -> lake/scores/{DAY}/scores.csv" in text


def test_what_nobody_maps_is_written_into_the_run(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "specs" / "project.yaml").write_text(PROJECT)
    code, text = ran(capsys, *DAILY, "--input", f"words=lake/words/{DAY}", "--keep", "kept")
    assert code == 0, text
    assert f"3 lines -> kept/datastores/lake/scores/{DAY}/scores.csv" in text


WRONG: Sequence[tuple[tuple[str, ...], str]] = (
    (("smal",), "there is no job 'smal'\n  did you mean 'small'?"),
    (("small", "--trigger", "dayly"), "small has no trigger 'dayly'\n  did you mean 'daily'?"),
    (("small", "--at", "tomorrow"), "--at: no time: 'tomorrow'"),
    (("small", "--param", "top"), "--param: no name and value: 'top'"),
    (("small", "--event", "x.json"), "--event needs --trigger"),
    (("small", "--input", "nowhere"), "--input: there is nothing at nowhere"),
    (("small", "--fixtures", "nowhere"), "there is no folder nowhere"),
    (("small", "--keep", "specs"), "specs is not empty"),
    (("small", "--scheduler", "tcp://x:1"), "--scheduler is Dask's"),
)
REFUSED: Sequence[tuple[tuple[str, ...], str]] = (
    (("small",), "parameter 'run_date' has no default, and no value is given"),
    (("small", "--param", "tops=3"), "pipeline small has no parameter 'tops'"),
    (("small", "--param", "top=three"), "expected int, got 'three'"),
    (("small", "--trigger", "daily", "--at", f"{DAY}T06:30Z"), "it does not fire at"),
    (
        ("small", "--trigger", "daily", "--at", f"{DAY}T06:00Z", "--event", "specs/x.json"),
        "started at times",
    ),
)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("arguments", "told"), [*WRONG, *REFUSED])
def test_what_cannot_be_run_is_said(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = ran(capsys, *arguments)
    assert (code, told in text) == (2 if (arguments, told) in WRONG else 1, True), text
    assert not Path("runs").exists()


INTERRUPTIBLE = """\
import signal
import sys
from generator.cli import main

# It is ignored by what is started in the background, and so by all that this starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""


def test_control_c_ends_all_processes(home: Path) -> None:
    script = home / "output" / SCRIPT
    text = script.read_text().replace(
        "    return [", "    import os, time\n    here()\n    return ["
    )
    marker = home / "marker"
    here = f"""
def here() -> None:
    import os, time
    Path({str(marker)!r}).write_text(str(os.getpid()))
    time.sleep(600)
"""
    script.write_text(text + here)
    command = [sys.executable, "-c", INTERRUPTIBLE, "run", *DAILY]
    process = subprocess.Popen(
        command,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        worker = _number(marker, process)
        process.send_signal(signal.SIGINT)
        process.communicate()
        assert process.returncode == 130
        assert _ends(worker)
    finally:
        process.kill()
        process.wait()


def _number(marker: Path, process: "subprocess.Popen[bytes]") -> int:
    """The process that is scoring, once it is."""
    while process.poll() is None:
        if marker.exists() and marker.read_text():
            return int(marker.read_text())
        time.sleep(0.05)
    raise AssertionError(process.communicate())


def _ends(process: int) -> bool:
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
