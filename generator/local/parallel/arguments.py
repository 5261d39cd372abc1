"""What an entry script finds in sys.argv: the driver's arguments around its own."""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from generator.local.parallel.step import ParallelStep, Settings, StepFailed

Number = TypeVar("Number", int, float)
_HEADER = "--append_row_dataframe_header"


def with_arguments(settings: Settings, arguments: Sequence[str]) -> Settings:
    """Return the settings, with those that the driver finds among the script's arguments.

    Source: page how-to-use-parallel-job-in-pipeline; the header's is used by Microsoft's many
    models solution.

    Raises:
        StepFailed: one of them is not a number.
    """
    given = dict(pairwise(arguments))
    header = str(settings.append_row_dataframe_header)
    return replace(
        settings,
        error_threshold=_number("--error_threshold", given, settings.error_threshold),
        allowed_failed_percent=_number(
            "--allowed_failed_percent", given, settings.allowed_failed_percent
        ),
        task_overhead_timeout=_number(
            "--task_overhead_timeout", given, settings.task_overhead_timeout
        ),
        append_row_dataframe_header=given.get(_HEADER, header).lower() == "true",
    )


def _number(name: str, given: Mapping[str, str], otherwise: Number) -> Number | int:
    if name not in given:
        return otherwise
    try:
        return int(given[name])
    except ValueError:
        raise StepFailed(f"{name}: expected a number, got {given[name]!r}") from None


def argv_of(step: ParallelStep) -> tuple[str, ...]:
    """Return sys.argv of a worker, as Azure ML has it: parse_args() fails on what it adds.

    Source: ParallelRunStep of azureml-pipeline-core 1.62, whose names and order these are.
    """
    settings = step.settings
    driver = {
        "--client_sdk_version": "local",
        "--scoring_module_name": step.entry_script,
        "--mini_batch_size": settings.mini_batch_size or ("1MB" if step.tabular else "10"),
        "--error_threshold": settings.error_threshold,
        "--output_action": settings.output_action,
        "--logging_level": settings.logging_level,
        "--run_invocation_timeout": f"{settings.timeout:g}",
        "--run_max_try": settings.tries,
        "--create_snapshot_at_runtime": True,
        **_optional(settings, str(step.output.absolute())),
    }
    before = [str(item) for pair in driver.items() for item in pair]
    return (step.entry_script, *before, *step.arguments, *_inputs(step))


def _optional(settings: Settings, output: str) -> Mapping[str, object]:
    given: dict[str, object] = {}
    if settings.mini_batch_error_threshold >= 0:
        given["--allowed_failed_count"] = settings.mini_batch_error_threshold
    if settings.output_action == "append_row":
        given["--append_row_file_name"] = settings.append_row_file_name
    given["--output"] = output
    if settings.processes is not None:
        given["--process_count_per_node"] = settings.processes
    if settings.partition_keys:
        given["--partition_keys"] = json.dumps(settings.partition_keys)
    return given


def _inputs(step: ParallelStep) -> Sequence[str]:
    name = "input_ds" if step.tabular else "input_fds"
    return [
        text
        for number, path in enumerate(step.inputs)
        for text in (f"--{name}_{number}", path.name or f"input_{number}")
    ]
