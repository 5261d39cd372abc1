"""The lock is small beside what it is of."""

from pathlib import Path

from benchmarks import workload
from generator.compiler.compile import Compiled
from generator.workspace.lock import read_lock
from tests.support.fast import fast
from tests.support.projects import LOAN, compiled, texts, write

SHARE = 0.30


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def ratio(result: Compiled, output: Path) -> float:
    write(result, output)
    lock = size(output / ".scorewright")
    assert lock > 0
    assert read_lock(output).faults == ()
    return lock / (size(output) - lock)


def test_of_the_three_real_jobs(tmp_path: Path) -> None:
    assert ratio(compiled(texts(LOAN)), tmp_path) < SHARE


def test_of_sixty_jobs(tmp_path: Path) -> None:
    workload.write(tmp_path / "specs", 60)
    with fast():  # laid out, the files would be longer, and the lock the smaller part of them
        assert ratio(compiled(texts(tmp_path / "specs")), tmp_path / "output") < SHARE
