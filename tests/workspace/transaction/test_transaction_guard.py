"""One run at a time in one output folder, by processes of their own."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Code
from generator.workspace.transaction import guard, guarding
from tests.support.transactions import fail, outcome

ROOT = Path(__file__).parents[3]
LONG = 600.0
HOLD = """
import sys
from pathlib import Path
from generator.workspace.transaction import guard
with guard(Path(sys.argv[1]), lambda: None):
    print("in", flush=True)
    sys.stdin.read()
"""
COUNT = """
import sys
from hashlib import sha256
from pathlib import Path, PurePosixPath
from generator.workspace.transaction import Write, commit, guard
output = Path(sys.argv[1])
for _ in range(20):
    with guard(output, lambda: None, 600):
        old = (output / "count").read_bytes()
        new = str(int(old) + 1).encode()
        commit(output, [Write(PurePosixPath("count"), lambda: [new], sha256(old).hexdigest())])
"""


def start(script: str, output: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(output)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is at work in the folder until its input ends."""
    with start(HOLD, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def never() -> None:
    raise AssertionError("nobody else is here")


def is_busy(output: Path) -> bool:
    def try_it() -> None:
        with guard(output, lambda: None, 0):
            pass

    told = outcome(try_it)
    assert told is None or (told.code, told.place.file) == (Code.BUSY, output)
    return told is not None


def test_alone_nobody_waits(tmp_path: Path) -> None:
    for _ in range(2):
        with guard(tmp_path, never, 0):
            assert is_busy(tmp_path)
    assert not is_busy(tmp_path)


def test_a_second_run_is_refused(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    assert is_busy(tmp_path)


def test_a_second_run_says_once_that_it_waits(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    told = []

    def waiting() -> None:
        told.append("waiting")
        assert holder.stdin is not None
        holder.stdin.close()  # and so it ends

    with guard(tmp_path, waiting, LONG):
        assert told == ["waiting"]


def test_who_waits_says_so_once_and_remembers_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run was quicker to lock the folder that we made, and wrote nothing."""
    told, answers, real = [], [False] * 3, guarding._lock
    monkeypatch.setattr(guarding, "_lock", lambda file: answers.pop() if answers else real(file))
    with guard(tmp_path / "output", lambda: told.append("waiting"), LONG):
        assert (told, answers) == (["waiting"], [])
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_lets_go(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with guard(tmp_path, holder.kill, LONG):
        assert holder.wait() < 0


def test_a_run_that_fails_lets_go(tmp_path: Path) -> None:
    with pytest.raises(KeyError), guard(tmp_path, never):
        raise KeyError
    assert not is_busy(tmp_path)


def test_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "count").write_bytes(b"0")
    processes = [start(COUNT, tmp_path) for _ in range(3)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert (tmp_path / "count").read_bytes() == b"60"


def test_a_folder_that_stays_empty_is_removed_again(tmp_path: Path) -> None:
    with guard(tmp_path / "far/output", never):
        assert is_busy(tmp_path / "far/output")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_used_stays(tmp_path: Path) -> None:
    with guard(tmp_path / "output", never):
        (tmp_path / "output/file").touch()
    assert (tmp_path / "output/file").exists()


def test_an_empty_folder_that_was_there_stays(tmp_path: Path) -> None:
    with guard(tmp_path, never):
        pass
    assert tmp_path.is_dir()


def test_a_folder_that_is_removed_while_we_wait(tmp_path: Path) -> None:
    output = tmp_path / "output"
    first = guard(output, never)
    first.__enter__()
    with guard(output, lambda: first.__exit__(None, None, None), LONG):
        assert is_busy(output)
    assert not output.exists()


def test_a_lock_of_a_folder_that_is_gone_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was removed after it was opened: such a lock keeps nobody out of the next one."""
    output, real = tmp_path / "output", guarding._lock

    def late(file: int) -> bool:
        monkeypatch.setattr(guarding, "_lock", real)
        output.rmdir()
        return real(file)

    monkeypatch.setattr(guarding, "_lock", late)
    with guard(output, lambda: None, LONG):
        assert output.is_dir()
        assert is_busy(output)


def test_a_folder_that_cannot_be_made_is_no_fault_of_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "mkdir", errno.EROFS, 0, 1)
    with guard(tmp_path / "output", never):
        assert not (tmp_path / "output").exists()


def test_a_file_in_place_of_the_folder_is_no_fault_of_the_guard(tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    with guard(tmp_path / "output", never):
        pass
    with guard(tmp_path / "output/deep", never):
        pass


def test_where_there_are_no_locks_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(file: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(guarding.fcntl, "flock", flock)
    with guard(tmp_path, never), guard(tmp_path, never):
        pass
    monkeypatch.setattr(guarding, "fcntl", None)
    with guard(tmp_path, never), guard(tmp_path, never):
        pass
