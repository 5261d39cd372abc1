"""What counts as failed, when it is too much, and what becomes of what run() returns."""

import os
import sys
from collections import Counter

import pytest
from msgspec.structs import replace

from generator.local.parallel.arguments import argv_of, with_arguments
from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.checks import check
from generator.local.parallel.counting.backlog import Backlog
from generator.local.parallel.counting.thresholds import Tally, exceeded
from generator.local.parallel.step import Settings, StepFailed
from generator.local.parallel.worker.output import Rows, WrongType, rows_of
from tests.support.parallel_steps import Bench

# sdk, items, elements that run() returned, failed items, failed mini-batches
RETURNED = [
    ("v1", 10, 10, 0, 0),
    ("v1", 10, 12, 0, 0),
    ("v1", 10, 7, 3, 0),
    ("v1", 10, 0, 10, 0),
    ("v2", 10, 10, 0, 0),
    ("v2", 10, 12, 0, 0),
    ("v2", 10, 7, 3, 1),
    ("v2", 10, 0, 10, 1),
]


@pytest.mark.parametrize(("sdk", "items", "returned", "failed_items", "failed"), RETURNED)
def test_elements_are_items_that_succeeded(
    sdk: str, items: int, returned: int, failed_items: int, failed: int
) -> None:
    settings = Settings(sdk=sdk)  # type: ignore[arg-type]
    expected = Tally(items, failed_items, 1, failed, returned)
    assert Tally().returned(items, returned, settings) == expected


def test_all_items_of_a_mini_batch_that_failed_did() -> None:
    assert Tally(10, 1, 1, 0, 9).failed(5) == Tally(15, 6, 2, 1, 9)


# settings, failed items, failed mini-batches (of 20), what is said
THRESHOLDS = [
    ({}, 100, 20, None),
    ({"error_threshold": 0}, 0, 0, None),
    ({"error_threshold": 0}, 1, 0, "1 file failed, error_threshold allows 0"),
    ({"error_threshold": 3}, 3, 1, None),
    ({"error_threshold": 3}, 4, 1, "4 files failed, error_threshold allows 3"),
    ({"mini_batch_error_threshold": 2}, 20, 2, None),
    (
        {"mini_batch_error_threshold": 2},
        3,
        3,
        "3 mini-batches failed, mini_batch_error_threshold allows 2",
    ),
    (
        {"mini_batch_error_threshold": 0, "sdk": "v1"},
        1,
        1,
        "1 mini-batch failed, allowed_failed_count allows 0",
    ),
    ({"allowed_failed_percent": 10}, 2, 2, None),
    (
        {"allowed_failed_percent": 10},
        3,
        3,
        "3 of 20 mini-batches failed, allowed_failed_percent allows 10%",
    ),
    (
        {"allowed_failed_percent": 0},
        1,
        1,
        "1 of 20 mini-batches failed, allowed_failed_percent allows 0%",
    ),
]


@pytest.mark.parametrize(("settings", "items", "batches", "expected"), THRESHOLDS)
def test_thresholds(
    settings: dict[str, int], items: int, batches: int, expected: str | None
) -> None:
    tally = Tally(1000, items, 20, batches, 0)
    assert exceeded(tally, Settings(**settings), 20, "file") == expected  # type: ignore[arg-type]


def test_a_mini_batch_is_tried_as_often_as_is_allowed() -> None:
    backlog = Backlog([MiniBatch(0, (), 1), MiniBatch(1, (), 1)], tries=3)
    taken: Counter[int] = Counter()
    while backlog.unfinished:
        batch = backlog.take()
        assert batch is not None
        taken[batch.index] += 1
        if batch.index == 0:
            backlog.fail(batch)
        else:
            backlog.finish()
    assert taken == {0: 3, 1: 1}
    assert backlog.take() is None


class Shown:
    def __str__(self) -> str:
        return "shown"


LISTS = [
    (["a", 1, None, Shown()], Rows(4, "a\n1\nNone\nshown\n")),
    (("a", (1, 2)), Rows(2, "a\n(1, 2)\n")),
    ([], Rows(0, "")),
]


@pytest.mark.parametrize(("returned", "expected"), LISTS)
def test_elements_are_written_as_str_has_them(returned: object, expected: Rows) -> None:
    assert rows_of(returned, append=True) == expected
    assert rows_of(returned, append=False) == Rows(expected.count)


def test_rows_of_a_table_are_separated_by_spaces() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"id": [1, 2], "text of it": ["a b", None], "p": [0.5, 1.25]})
    expected = Rows(2, '1 "a b" 0.5\n2  1.25\n', 'id "text of it" p\n')
    assert rows_of(frame, append=True) == expected
    assert rows_of(frame, append=False) == Rows(2)


@pytest.mark.parametrize("returned", [None, "text", 3, {"a": 1}, iter([1])])
def test_anything_else_is_a_failure(returned: object) -> None:
    with pytest.raises(WrongType, match=f"actual type of output is {type(returned).__name__}"):
        rows_of(returned, append=True)


def test_counting_lists_imports_no_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    assert rows_of(["a"], append=True).count == 1
    assert "pandas" not in sys.modules


GIVEN = [
    ((), Settings()),
    (("--error_threshold", "5"), Settings(error_threshold=5)),
    (("--x", "1", "--allowed_failed_percent", "20"), Settings(allowed_failed_percent=20)),
    (("--task_overhead_timeout", "7"), Settings(task_overhead_timeout=7)),
    (("--append_row_dataframe_header", "True"), Settings(append_row_dataframe_header=True)),
    (("--append_row_dataframe_header", "False"), Settings()),
]


@pytest.mark.parametrize(("arguments", "expected"), GIVEN)
def test_the_driver_reads_its_own_of_the_arguments(
    arguments: tuple[str, ...], expected: Settings
) -> None:
    assert with_arguments(Settings(), arguments) == expected


def test_a_threshold_that_is_no_number_is_refused() -> None:
    with pytest.raises(StepFailed, match="--error_threshold: expected a number, got 'few'"):
        with_arguments(Settings(), ("--error_threshold", "few"))


def test_the_arguments_are_those_of_the_driver_around_the_users(bench: Bench) -> None:
    """As a ParallelRunStep of azureml-pipeline-core 1.62 writes them, in its order."""
    step = bench.step(
        "",
        ["--model", "m:3"],
        sdk="v1",
        mini_batch_size="5",
        error_threshold=2,
        mini_batch_error_threshold=1,
        tries=4,
        append_row_file_name="scores.csv",
        partition_keys=("store",),
    )
    output = str(bench.folder / "output")
    assert argv_of(step) == (
        *("score.py", "--client_sdk_version", "local", "--scoring_module_name", "score.py"),
        *("--mini_batch_size", "5", "--error_threshold", "2", "--output_action", "append_row"),
        *("--logging_level", "INFO", "--run_invocation_timeout", "60", "--run_max_try", "4"),
        *("--create_snapshot_at_runtime", "True", "--allowed_failed_count", "1"),
        *("--append_row_file_name", "scores.csv", "--output", output),
        *("--process_count_per_node", "1", "--partition_keys", '["store"]'),
        *("--model", "m:3", "--input_fds_0", "input"),
    )


WRONG = [
    ({"error_threshold": -2}, "error_threshold: expected -1"),
    ({"mini_batch_error_threshold": -2}, "mini_batch_error_threshold: expected -1"),
    ({"allowed_failed_percent": 101}, "allowed_failed_percent: expected 0 to 100"),
    ({"tries": 0}, "tries: expected 1 or more"),
    ({"processes": 0}, "processes: expected 1 or more"),
    ({"timeout": 0}, "timeout: expected more than 0"),
    ({"task_overhead_timeout": 259_201}, "task_overhead_timeout: expected more than 0"),
    ({"logging_level": "LOUD"}, "logging_level: expected one of DEBUG"),
    ({"append_row_file_name": "../x"}, "append_row_file_name: expected a file in the output"),
    ({"append_row_file_name": "/x"}, "append_row_file_name: expected a file in the output"),
    ({"mini_batch_size": "1MB"}, "mini_batch_size: "),
]


@pytest.mark.parametrize(("settings", "message"), WRONG)
def test_settings_that_cannot_be(bench: Bench, settings: dict[str, object], message: str) -> None:
    with pytest.raises(StepFailed) as failure:
        check(bench.step("", **settings))
    assert str(failure.value).startswith(message)


def test_tables_need_pandas(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    check(bench.step(""))
    with pytest.raises(StepFailed, match="pip install pandas"):
        check(bench.step("", tabular=True))


def test_there_is_a_reason_where_processes_have_no_groups(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "killpg")
    with pytest.raises(StepFailed, match="can be run on Linux and macOS"):
        check(bench.step(""))


def test_all_that_is_wrong_is_told_at_once(bench: Bench) -> None:
    step = replace(bench.step("", tries=0, timeout=-1), entry_script="scoer.py")
    with pytest.raises(StepFailed) as failure:
        check(step)
    assert [line.split(":")[0] for line in str(failure.value).splitlines()] == [
        "no such entry script",
        "tries",
        "timeout",
    ]
