"""A Dask cluster does the same as processes of this machine."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.local.parallel import DaskCluster, Scored, StepFailed
from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.dask_engine import DaskTeam, kill_here, score_here
from generator.local.parallel.engine import Failed
from generator.local.parallel.messages import Program
from tests.support.parallel_steps import Bench, lines

pytest.importorskip("distributed", reason="the engine Dask is not installed")

# One mini-batch kills the Dask worker that has it, once; one always raises; one returns too little.
SCRIPT = """
    import os, signal
    from pathlib import Path

    def run(mini_batch):
        numbers = [int(Path(file).stem) for file in mini_batch]
        if 4 in numbers and not Path("killed").exists():
            Path("killed").touch()
            os.kill(os.getppid(), signal.SIGKILL)
        if 8 in numbers:
            raise ValueError("no such column")
        return numbers[1:] if 12 in numbers else numbers

    def shutdown():
        Path(f"shutdown-{os.getpid()}").touch()
"""


PROGRAM = Program("", "score.py", (), "", "", "INFO", True, False, {}, 60, 600)
BATCH = MiniBatch(0, (), 1)


@pytest.fixture
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        memory_limit=0,
        dashboard_address=None,
        silence_logs="CRITICAL",
    ) as cluster:
        yield cluster.scheduler_address


def test_it_counts_as_processes_do_and_survives_a_lost_worker(bench: Bench, address: str) -> None:
    bench.give_files(20)
    step = bench.step(SCRIPT, mini_batch_size="2", processes=2)
    on_dask = bench.run(step, DaskCluster(address))
    rows = lines(on_dask)
    assert (step.source / "killed").exists()
    assert on_dask == Scored(20, 3, 10, 2, bench.folder / "output" / "parallel_run_step.txt", 17)
    assert rows == sorted(str(number) for number in range(20) if number not in (8, 9, 12))
    assert list(step.source.glob("shutdown-*"))
    assert bench.run(step) == on_dask
    assert lines(on_dask) == rows


def test_without_an_address_there_is_a_cluster_for_the_step(bench: Bench) -> None:
    """An init() that keeps failing fails the step there, too."""
    bench.give_files(1)
    script = "def run(mini_batch): ...\ndef init():\n    raise OSError('no model')\n"
    with pytest.raises(StepFailed, match="failed 3 times in a row: OSError: no") as failure:
        bench.run(bench.step(script), DaskCluster())
    assert failure.value.log is not None
    assert "OSError: no model" in failure.value.log.read_text()


def test_a_mini_batch_that_nobody_survives_has_failed(tmp_path: Path) -> None:
    from distributed import KilledWorker

    class Lost:
        def result(self) -> None:
            raise KilledWorker("task", "worker", 3)

    team = DaskTeam(None, replace(PROGRAM, logs=str(tmp_path)))  # type: ignore[arg-type]
    answer = team._answer(Lost(), BATCH)  # type: ignore[arg-type]
    assert answer == Failed(BATCH, "each Dask worker that had it was lost", tmp_path)


def test_a_step_that_is_over_starts_no_more_workers(tmp_path: Path) -> None:
    """What Dask had queued when a threshold was passed comes too late."""
    kill_here("over")
    with pytest.raises(StepFailed, match="the step is over"):
        score_here("over", replace(PROGRAM, logs=str(tmp_path)), BATCH)
    assert not list(tmp_path.iterdir())


def test_a_cluster_that_is_not_there_is_told() -> None:
    engine = DaskCluster("no-such-scheme://127.0.0.1:1")
    with (
        pytest.raises(StepFailed, match="no Dask cluster at no-such-scheme"),
        engine.start(PROGRAM, 1),
    ):
        pass


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(StepFailed, match=r"not installed: .* install 'scorewright\[dask\]'"),
        DaskCluster().start(PROGRAM, 1),
    ):
        pass
