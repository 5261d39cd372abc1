"""`scorewright watch` generates at each change, survives every fault, and ends with Ctrl-C."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main
from tests.support import cases

ROOT = Path(__file__).parents[2]
COMMAND = (
    sys.executable,
    "-c",
    # where the tests run in the background, Ctrl-C is ignored by all that they start
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "import sys; from generator.cli import main; sys.exit(main())",
    "watch",
)
CASE = cases.FOLDER / "minimal"


class Watching:
    """A process that watches; its lines are awaited, for ever if they do not come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [*COMMAND, "--specs", folder / "specs", "--output", folder / "output"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )

    def until(self, words: str) -> str:
        """All that it says up to a line with these words."""
        assert self.process.stdout
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(f"it ended without {words!r}: {said}")

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    shutil.copytree(CASE / "specs", tmp_path / "specs")
    one = Watching(tmp_path)
    yield one
    one.process.kill()
    one.process.communicate()


def test_it_generates_at_each_change_whatever_happens(watching: Watching) -> None:
    spec = watching.folder / "specs" / "minimal_v2.yaml"
    pipeline = watching.folder / "output" / "aml" / "minimal_v2" / "pipeline.py"
    first = watching.until("Ctrl-C ends it")
    assert "in step, " in first
    good, before = spec.read_text(), pipeline.read_bytes()

    spec.write_text(good.replace("version: 1\n", "version: 1\ndescription: Another text.\n"))
    told = watching.until("in step, ")
    assert "minimal_v2.yaml changed\n" in told
    assert "updated" in told
    assert b"Another text." in pipeline.read_bytes()

    spec.write_text(good + "nonsense: 1\n")
    told = watching.until("Nothing was written.")
    assert "unknown key 'nonsense'" in told
    assert b"Another text." in pipeline.read_bytes()

    spec.write_text(good)
    assert "minimal_v2.yaml changed\n" in watching.until("in step, ")
    assert pipeline.read_bytes() == before
    assert watching.end() == 0


def test_without_specs_there_is_nothing_to_watch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ["--specs", str(tmp_path / "specs"), "--output", str(tmp_path / "output")]
    assert main(["watch", *folders]) == 2
    told = capsys.readouterr()
    assert main(["generate", *folders]) == 2
    assert capsys.readouterr() == told
    assert "there is no spec in" in told.err
