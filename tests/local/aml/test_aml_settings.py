"""The settings of parallel steps, in the words of either SDK; and what is missing is named."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.local.aml.graph import OfParameter, ParallelStep, Rows, Setting
from generator.local.aml.loader.user_code import NEEDS_SDK, told
from generator.local.aml.parallel_settings import settings_of
from generator.local.parallel import Settings

GIVEN = {"size": "5", "keys": '["region"]', "wrong": "many"}


def step(rows: Rows | None, settings: Mapping[str, Setting]) -> ParallelStep:
    return ParallelStep("s", "", "score.py", (), (), rows, settings, {}, {}, (), "", "", {})


CASES: list[tuple[str, Rows | None, dict[str, Setting], Settings]] = [
    (
        "v1",
        Rows("rows", "scores.csv"),
        {
            "mini_batch_size": OfParameter("size"),
            "error_threshold": 3,
            "allowed_failed_count": 2,
            "allowed_failed_percent": 10,
            "run_max_try": 1,
            "run_invocation_timeout": 30,
            "logging_level": "DEBUG",
            "partition_keys": None,
        },
        Settings(
            sdk="v1",
            mini_batch_size="5",
            error_threshold=3,
            mini_batch_error_threshold=2,
            allowed_failed_percent=10,
            tries=1,
            timeout=30,
            processes=1,
            append_row_file_name="scores.csv",
            logging_level="DEBUG",
        ),
    ),
    (
        "v1",
        None,
        {"partition_keys": OfParameter("keys")},
        Settings(sdk="v1", partition_keys=("region",), processes=1, output_action="summary_only"),
    ),
    (
        "v2",
        Rows("rows", "deep/rows.txt"),
        {
            "mini_batch_size": "10240",
            "mini_batch_error_threshold": 1,
            "error_threshold": 4,
            "max_retries": 0,
            "timeout": 9,
            "instance_count": 1,
            "max_concurrency_per_instance": 1,
            "partition_keys": ("a", "b"),
        },
        Settings(
            sdk="v2",
            mini_batch_size="10240",
            partition_keys=("a", "b"),
            error_threshold=4,
            mini_batch_error_threshold=1,
            tries=1,
            timeout=9,
            processes=1,
            append_row_file_name="rows.txt",
        ),
    ),
    ("v2", None, {}, Settings(sdk="v2", processes=1, output_action="summary_only")),
]


@pytest.mark.parametrize(("sdk", "rows", "settings", "expected"), CASES)
def test_settings_of_each_sdk(
    sdk: str, rows: Rows | None, settings: dict[str, Setting], expected: Settings
) -> None:
    assert settings_of(step(rows, settings), sdk, GIVEN, None) == expected


def test_a_parameter_that_is_no_number_is_named() -> None:
    with pytest.raises(ValueError, match="error_threshold: 'many' is not a whole number"):
        settings_of(step(None, {"error_threshold": OfParameter("wrong")}), "v1", GIVEN, None)


def test_workers_are_at_most_one_a_core_unless_told() -> None:
    many: dict[str, Setting] = {"instance_count": 99, "max_concurrency_per_instance": 99}
    assert (settings_of(step(None, many), "v2", {}, None).processes or 0) < 9801
    assert settings_of(step(None, many), "v2", {}, 3).processes == 3


def test_the_sdk_that_is_not_installed_is_named(tmp_path: Path) -> None:
    def load() -> None:
        raise ModuleNotFoundError("No module named 'azure.ai'", name="azure.ai")

    assert told(tmp_path / "pipeline.py", load).faults[0].message == NEEDS_SDK
    assert "pip install 'scorewright[aml]'" in NEEDS_SDK
