"""Workers are killed, and whoever started them; nothing is lost, doubled or left behind."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from generator.local.parallel import Progress, run_step
from tests.support.parallel_steps import Bench, lines
from tests.support.processes import wait_for_end

ROOT = Path(__file__).parents[3]
NAMES = """
    from pathlib import Path

    def run(mini_batch):
        return [Path(file).name for file in mini_batch]
"""


class Killer:
    """Kills one of this process's children whenever fifty more mini-batches are done."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.killed = 0

    def __call__(self, progress: Progress) -> None:
        if progress.done and progress.done % 50 == 0 and progress.done < progress.total:
            workers = sorted(psutil.Process().children(), key=lambda child: child.pid)
            self._random.choice(workers).kill()
            self.killed += 1


@pytest.mark.parametrize(("count", "tries"), [(1_000, 1), (200, 3)])
def test_every_item_is_scored_once_or_counted_as_failed(
    bench: Bench, count: int, tries: int
) -> None:
    """What a worker had sent before it was killed counts, as it is written once; else nothing."""
    bench.give_files(count)
    step = bench.step(NAMES, mini_batch_size="1", processes=2, tries=tries)
    killer = Killer(seed=tries)
    scored = run_step(step, killer)
    rows = lines(scored)
    assert killer.killed == count // 50 - 1
    assert len(set(rows)) == len(rows) == scored.rows
    assert set(rows) <= {f"{number:04}.txt" for number in range(count)}
    assert (scored.items, scored.mini_batches) == (count, count)
    assert len(rows) + scored.failed_items == count
    assert scored.failed_items <= (killer.killed if tries == 1 else 0)
    lost = bench.failures.splitlines() if (step.logs / "failures.txt").exists() else []
    assert len(lost) <= killer.killed
    assert all("its process was ended by SIGKILL" in line for line in lost)


ENDLESS = """
    import os, subprocess, sys, time
    from pathlib import Path

    def run(mini_batch):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
        name = Path(mini_batch[0]).stem
        Path(f"{name}.tmp").write_text(f"{os.getpid()} {child.pid}")
        os.rename(f"{name}.tmp", f"{name}.pids")
        time.sleep(3600)
"""
RUNNER = """\
import signal
import sys
from pathlib import Path
from generator.local.parallel import ParallelStep, Settings, run_step

# It is ignored by what is started in the background, and so by all that this starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
here = Path(sys.argv[1])
settings = Settings(processes=2, mini_batch_size="1", timeout=3600)
run_step(
    ParallelStep("score", here / "code", "score.py", (), (here / "input",), False,
                 here / "output", settings, {}, here / "logs"),
    lambda progress: None,
)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nobody_outlives_who_started_them(bench: Bench, number: signal.Signals) -> None:
    """However that one ends: neither a worker in the middle of run() nor what it has started."""
    bench.give_files(2)
    code = bench.step(ENDLESS).source
    runner = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(bench.folder)], cwd=ROOT, stderr=subprocess.PIPE
    )
    notes = [code / "0000.pids", code / "0001.pids"]
    while not all(note.exists() for note in notes):
        assert runner.poll() is None
    pids = [int(pid) for note in notes for pid in note.read_text().split()]
    runner.send_signal(number)
    _, told = runner.communicate()
    wait_for_end(pids)
    assert runner.returncode == -number
    assert (b"KeyboardInterrupt" in told) == (number is signal.SIGINT)
    assert not (bench.folder / "output" / "parallel_run_step.txt").exists()


def test_a_child_that_holds_the_pipe_keeps_nobody_waiting(bench: Bench) -> None:
    """It was forked, so it has all that the worker had; that one's end is noticed all the same."""
    bench.give_files(2)
    script = """
        import os, time
        from pathlib import Path

        def run(mini_batch):
            if mini_batch[0].endswith("0000.txt"):
                if os.fork() == 0:
                    time.sleep(3600)
                os._exit(1)
            return mini_batch
    """
    scored = bench.run(bench.step(script, mini_batch_size="1", tries=1, timeout=3600))
    assert (scored.rows, scored.failed_items) == (1, 1)
    assert "its process ended with exit code 1" in bench.failures
