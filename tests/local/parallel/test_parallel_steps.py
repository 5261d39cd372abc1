"""The real thing: worker processes that run entry scripts."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.local.parallel import Progress, Scored, StepFailed, worker_process
from tests.support.parallel_steps import Bench, lines
from tests.support.processes import wait_for_end

NAMES = """
    from pathlib import Path

    def run(mini_batch):
        return [Path(file).name for file in mini_batch]
"""


def test_everything_is_scored_and_told(bench: Bench) -> None:
    bench.give_files(5)
    scored = bench.run(bench.step(NAMES, mini_batch_size="2", processes=2))
    assert lines(scored) == [f"{number:04}.txt" for number in range(5)]
    file = bench.folder / "output" / "parallel_run_step.txt"
    assert scored == Scored(5, 0, 3, 0, file, 5)
    assert bench.told[0] == Progress(0, 3, 0, 0, 0)
    assert [told.done for told in bench.told] == [0, 1, 2, 3]
    assert (bench.told[-1].items, bench.told[-1].workers) == (5, 2)
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_functions_are_called_as_often_as_they_should(bench: Bench) -> None:
    """init() once, run() for each mini-batch, shutdown() once; in the code's folder."""
    bench.give_files(3)
    script = """
        import os, sys
        calls = []

        def init():
            calls.append("init")

        def run(mini_batch):
            calls.append("run")
            assert isinstance(mini_batch, list)
            assert all(os.path.isabs(file) for file in mini_batch)
            return mini_batch

        def shutdown():
            import helper
            calls.append("shutdown")
            print(calls, __name__, os.getcwd() == os.path.dirname(__file__), helper.here)
            print(sys.path[0] == os.getcwd(), os.environ["AZUREML_MODEL_DIR"])
    """
    environment = {"AZUREML_MODEL_DIR": "/models/3"}
    step = bench.step(script, mini_batch_size="1", environment=environment)
    (step.source / "helper.py").write_text("here = True\n")
    bench.run(step)
    assert bench.log().splitlines() == [
        "['init', 'run', 'run', 'run', 'shutdown'] score True True",
        "True /models/3",
    ]
    assert not list(step.source.glob("__pycache__"))


def test_init_and_shutdown_may_be_missing(bench: Bench) -> None:
    bench.give_files(1)
    assert bench.run(bench.step(NAMES)).rows == 1


def test_modules_of_the_script_hide_nothing_and_are_hidden_by_nothing(bench: Bench) -> None:
    """Neither ours, nor the standard library's that have been imported already."""
    bench.give_files(1)
    script = """
        import json, generator, worker
        from pathlib import Path

        def run(mini_batch):
            return [generator.mine, worker.mine, json.dumps({})]
    """
    step = bench.step(script)
    for name in ("generator", "worker"):
        (step.source / f"{name}.py").write_text(f"mine = 'my {name}'\n")
    assert lines(bench.run(step)) == ["my generator", "my worker", "{}"]


def test_the_scripts_own_name_may_be_taken(bench: Bench) -> None:
    bench.give_files(1)
    step = bench.step(NAMES)
    (step.source / "score.py").rename(step.source / "json.py")
    assert bench.run(replace(step, entry_script="json.py")).rows == 1


def test_a_script_in_a_folder_of_the_code(bench: Bench) -> None:
    bench.give_files(1)
    script = """
        import os, beside

        def run(mini_batch):
            return [os.path.exists("inner/score.py"), beside.here]
    """
    step = bench.step(script)
    inner = step.source / "inner"
    inner.mkdir()
    (step.source / "score.py").rename(inner / "score.py")
    (inner / "beside.py").write_text("here = True\n")
    assert lines(bench.run(replace(step, entry_script="inner/score.py"))) == ["True", "True"]


def test_parse_args_fails_here_as_there(bench: Bench) -> None:
    bench.give_files(1)
    script = """
        import argparse

        def init():
            parser = argparse.ArgumentParser(allow_abbrev=False)
            parser.add_argument("--threshold", type=float)
            print(parser.{})

        def run(mini_batch):
            return mini_batch
    """
    arguments = ["--threshold", "0.5"]
    with pytest.raises(
        StepFailed, match=r"unrecognized arguments: --.*call parse_known_args"
    ) as failure:
        bench.run(bench.step(script.format("parse_args()"), arguments))
    assert failure.value.log is not None
    assert "unrecognized arguments: --client_sdk_version" in failure.value.log.read_text()
    assert bench.run(bench.step(script.format("parse_known_args()"), arguments)).rows == 1
    assert "Namespace(threshold=0.5)" in bench.log()


def test_azureml_user_can_be_imported(bench: Bench) -> None:
    bench.give_files(1)
    script = """
        import logging
        from azureml_user.parallel_run import EntryScript

        def run(mini_batch):
            script = EntryScript()
            assert script is EntryScript()
            script.logger.info("told")
            script.logger.debug("not told")
            logging.getLogger("other").warning("told, too")
            return [script.agent_name, script.log_dir, script.output_dir, script.working_dir]
    """
    names = ("code", "logs", "output")
    folders = [str(bench.folder / name) for name in names]
    assert lines(bench.run(bench.step(script))) == sorted([*folders, "process000"])
    told = [line.split(" ", 2)[2] for line in bench.log().splitlines()]
    assert told == ["INFO EntryScript: told", "WARNING other: told, too"]


def test_what_a_script_prints_and_reads_is_its_own(bench: Bench) -> None:
    """The pipes to the worker are neither its standard streams nor inherited by its children."""
    bench.give_files(1)
    script = """
        import os, subprocess, sys

        def run(mini_batch):
            print("printed")
            os.write(1, b"written\\n")
            subprocess.run([sys.executable, "child.py"], check=True)
            return [repr(sys.stdin.read())]
    """
    step = bench.step(script)
    (step.source / "child.py").write_text(
        "import os, sys\nprint(sys.stdin.read() == '')\n"
        "print(os.listdir('/proc/self/fd') if os.path.exists('/proc') else '')\n"
    )
    assert lines(bench.run(step)) == ["''"]
    printed, written, nothing, descriptors = bench.log().splitlines()
    assert (printed, written, nothing) == ("printed", "written", "True")
    if Path("/proc").exists():
        # The fourth is that of listing them.
        assert descriptors == "['0', '1', '2', '3']"


PARTITIONED = """
    def run(mini_batch, mini_batch_context):
        values = mini_batch_context.partition_key_value
        return [f"{sorted(values.items())} {type(mini_batch).__name__}"] * len(mini_batch)
"""


def test_run_gets_the_partition_if_it_takes_it(bench: Bench) -> None:
    bench.give({"shop=7/a.txt": "", "shop=7/b.txt": "", "shop=8/c.txt": ""})
    scored = bench.run(bench.step(PARTITIONED, partition_keys=("shop",)))
    assert lines(scored) == ["[('shop', '7')] list"] * 2 + ["[('shop', '8')] list"]


def test_tables_arrive_as_data_frames(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give({"a.csv": "id,x\n1,a b\n2,c\n3,d\n"})
    script = """
        def run(mini_batch):
            return mini_batch[["id", "x"]].assign(size=len(mini_batch))
    """
    arguments = ["--append_row_dataframe_header", "True"]
    step = bench.step(script, arguments, tabular=True, mini_batch_size="8")
    scored = bench.run(step)
    assert scored.file is not None
    assert scored.file.read_text() == 'id x size\n1 "a b" 1\n2 c 2\n3 d 2\n'
    assert (scored.items, scored.rows) == (3, 3)


def test_partitions_of_tables_have_values_of_their_types(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give({"a.csv": "shop,x\n7,1\n8,2\n7,3\n"})
    scored = bench.run(bench.step(PARTITIONED, tabular=True, partition_keys=("shop",)))
    assert lines(scored) == ["[('shop', 7)] DataFrame"] * 2 + ["[('shop', 8)] DataFrame"]


def test_summary_only_writes_nothing(bench: Bench) -> None:
    bench.give_files(3)
    scored = bench.run(bench.step(NAMES, output_action="summary_only"))
    assert scored == Scored(3, 0, 1, 0, None, None)
    assert not list((bench.folder / "output").iterdir())


FAILS_ON = """
    from pathlib import Path

    def run(mini_batch):
        names = [Path(file).stem for file in mini_batch]
        if {number} in map(int, names):
            {consequence}
        return names
"""


def script_that(consequence: str, number: int = 1) -> str:
    return FAILS_ON.format(consequence=consequence, number=number)


# What run() does for one mini-batch of three; what is said of it.
FAILURES = [
    ("raise ValueError('no such\\ncolumn')", "ValueError: no such column"),
    ("raise KeyError('x')", "KeyError: 'x'"),
    ("return None", "should return a list.*actual type of output is NoneType"),
    ("return {1: 2}", "actual type of output is dict"),
    ("import sys; sys.exit(3)", "SystemExit: 3"),
    ("import os; os._exit(4)", "its process ended with exit code 4"),
    ("import os; os.kill(os.getpid(), 9)", "its process was ended by SIGKILL, maybe for want of"),
    ("import os; os.closerange(3, 256)", "its process "),
]


@pytest.mark.parametrize(("consequence", "message"), FAILURES, ids=[row[0] for row in FAILURES])
def test_a_mini_batch_fails_alone(bench: Bench, consequence: str, message: str) -> None:
    bench.give_files(3)
    scored = bench.run(bench.step(script_that(consequence), mini_batch_size="1", tries=1))
    assert (scored.items, scored.failed_items, scored.failed_mini_batches) == (3, 1, 1)
    assert lines(scored) == ["0000", "0002"]
    (told,) = bench.failures.splitlines()
    place = bench.folder / "input" / "0001.txt"
    assert told.startswith(f"mini-batch 1 ({place}): ")
    assert told.endswith(" (process000.log)")
    assert re.search(message, told)


def test_a_worker_that_hangs_is_replaced(bench: Bench) -> None:
    bench.give_files(3)
    script = script_that("import time; time.sleep(600)")
    scored = bench.run(bench.step(script, mini_batch_size="1", tries=2, timeout=1))
    assert lines(scored) == ["0000", "0002"]
    first, last = bench.failures.splitlines()
    assert first.endswith("run() was not done within 1 s; tried again (process000.log)")
    assert last.endswith("not done within 1 s, at each of 2 tries (process001.log)")


def test_a_failure_that_goes_away_is_none(bench: Bench) -> None:
    bench.give_files(2)
    script = script_that(
        "seen = Path('seen'); n = len(seen.read_text()) if seen.exists() else 0;"
        "seen.write_text('x' * (n + 1)); assert n == 2, n"
    )
    scored = bench.run(bench.step(script, mini_batch_size="1", tries=3, error_threshold=0))
    assert (scored.failed_items, scored.rows) == (0, 2)
    assert [line.split(": ", 1)[1] for line in bench.failures.splitlines()] == [
        "AssertionError: 0; tried again (process000.log)",
        "AssertionError: 1; tried again (process000.log)",
    ]


def test_the_threshold_is_of_all_items_together(bench: Bench) -> None:
    """v1 counts items, and a short return fails no mini-batch."""
    bench.give_files(12)
    script = """
        def run(mini_batch):
            return mini_batch[1:]
    """
    step = bench.step(script, sdk="v1", mini_batch_size="4", error_threshold=3)
    scored = bench.run(step)
    assert (scored.failed_items, scored.failed_mini_batches, scored.rows) == (3, 0, 9)
    with pytest.raises(StepFailed) as failure:
        bench.run(bench.step(script, sdk="v1", mini_batch_size="4", error_threshold=2))
    files = [str(bench.folder / "input" / f"{number:04}.txt") for number in range(2)]
    assert failure.value.message == (
        "3 files failed, error_threshold allows 2; the first: "
        f"mini-batch 0 ({', '.join(files)} and 2 more): run() returned 3 elements for 4 files"
    )


def test_a_step_that_fails_leaves_no_output(bench: Bench) -> None:
    bench.give_files(4)
    step = bench.step(
        script_that("raise ValueError('x')", 3),
        mini_batch_size="1",
        mini_batch_error_threshold=0,
    )
    with pytest.raises(StepFailed, match="1 mini-batch failed, mini_batch_error_threshold") as f:
        bench.run(step)
    assert f.value.log == bench.folder / "logs" / "process000.log"
    assert not list((bench.folder / "output").iterdir())
    assert {path.suffix for path in (bench.folder / "logs").iterdir()} == {".log", ".txt"}


def test_no_element_at_all_is_a_failure(bench: Bench) -> None:
    """As Azure ML has it, whatever may fail; but not if the elements are only counted."""
    bench.give_files(2)
    script = """
        def run(mini_batch):
            return []
    """
    with pytest.raises(StepFailed, match="returned no element for any mini-batch; the first: mini"):
        bench.run(bench.step(script))
    assert bench.run(bench.step(script, output_action="summary_only")).failed_items == 2


RAISES = "def run(mini_batch): ...\ndef init():\n    raise OSError('no model')\n"
BAD_INITS = [
    (RAISES, "init() failed 3 times in a row: OSError: no"),
    ("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'"),
    ("def init(:\n", "SyntaxError: invalid syntax (score.py, line 1)"),
    ("def init(): pass\n", "score.py has no function run(mini_batch)"),
    ("import os; os._exit(1)\n", "its process ended with exit code 1"),
]


@pytest.mark.parametrize(("script", "message"), BAD_INITS, ids=[row[1] for row in BAD_INITS])
def test_an_init_that_keeps_failing_fails_the_step(bench: Bench, script: str, message: str) -> None:
    bench.give_files(3)
    with pytest.raises(StepFailed) as failure:
        bench.run(bench.step(script, mini_batch_size="1"))
    assert message in failure.value.message
    assert failure.value.log == bench.folder / "logs" / "process002.log"
    assert failure.value.log.exists()


def test_a_traceback_is_the_scripts_alone(bench: Bench) -> None:
    bench.give_files(1)
    with pytest.raises(StepFailed):
        bench.run(bench.step(RAISES))
    assert bench.log() == (
        "init() failed:\n"
        "Traceback (most recent call last):\n"
        f'  File "{bench.folder}/code/score.py", line 3, in init\n'
        "    raise OSError('no model')\n"
        "OSError: no model\n"
    )


def test_an_init_that_fails_at_first_is_tried_again(bench: Bench) -> None:
    bench.give_files(2)
    script = """
        from pathlib import Path

        def init():
            seen = Path("seen")
            count = len(seen.read_text()) if seen.exists() else 0
            seen.write_text("x" * (count + 1))
            assert count == 2

        def run(mini_batch):
            return mini_batch
    """
    assert bench.run(bench.step(script)).rows == 2


def test_an_init_that_hangs_fails_the_step(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one would only hang as well, so there is none."""
    monkeypatch.setattr(worker_process, "_INIT_ALLOWANCE", 0)
    bench.give_files(1)
    script = NAMES + "\n    def init():\n        import time; time.sleep(600)\n"
    with pytest.raises(StepFailed, match=r"init\(\) was not done within 0.3 s"):
        bench.run(bench.step(script, timeout=0.1))
    assert sorted(path.name for path in (bench.folder / "logs").iterdir()) == ["process000.log"]


def test_reading_a_table_has_its_own_time(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give({"a.csv": "x\n1\n"})
    step = bench.step(NAMES, tabular=True, task_overhead_timeout=0.001, tries=1)
    with pytest.raises(StepFailed, match=r"reading it was not done within 0.001 s"):
        bench.run(step)


def test_a_shutdown_that_fails_fails_the_step(bench: Bench) -> None:
    """What it was to write may be missing."""
    bench.give_files(1)
    script = NAMES + "\n    def shutdown():\n        raise OSError('disk full')\n"
    with pytest.raises(StepFailed, match=r"shutdown\(\) failed: OSError: disk full"):
        bench.run(bench.step(script))


def test_what_a_script_leaves_running_is_ended(bench: Bench) -> None:
    bench.give_files(1)
    script = """
        import subprocess, sys

        def run(mini_batch):
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            return [child.pid]
    """
    (pid,) = lines(bench.run(bench.step(script)))
    wait_for_end([int(pid)])


def test_a_worker_starts_light(bench: Bench) -> None:
    bench.give_files(1)
    script = """
        import json, sys

        def run(mini_batch):
            return [json.dumps(sorted(sys.modules))]
    """
    (loaded,) = lines(bench.run(bench.step(script)))
    heavy = {"pandas", "numpy", "yaml", "jinja2", "distributed", "selectors", "subprocess"}
    assert not heavy & set(json.loads(loaded))


def test_asking_for_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, generator.local.parallel.run;"
        "print({'pandas', 'distributed', 'yaml'} & set(sys.modules))"
    )
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "set()"
