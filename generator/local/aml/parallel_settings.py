"""The settings of parallel steps: from the words of each SDK to those of the local run."""

import json
import os
from collections.abc import Mapping
from typing import Literal

from generator.contract.model import Sdk
from generator.contract.values import Scalar
from generator.local.aml.graph import OfParameter, ParallelStep, Setting
from generator.local.parallel import Settings


def settings_of(
    step: ParallelStep, sdk: Sdk, given: Mapping[str, str], processes: int | None
) -> Settings:
    """How a parallel step works here.

    Args:
        step: the step.
        sdk: the SDK in whose words its settings are.
        given: the text of each parameter; under v1 a setting may be one.
        processes: how many workers there shall be, if not as the step says.

    Raises:
        ValueError: a parameter's text is no value of the setting that it is used for.
    """
    known = {name: _value(one, given) for name, one in step.settings.items()}
    return (_v1 if sdk == "v1" else _v2)(step, Known(known), processes)


class Known:
    """Settings by name; None or absent is the default."""

    def __init__(self, values: Mapping[str, Scalar | tuple[str, ...] | None]) -> None:
        self._values = values

    def number(self, name: str, default: int) -> int:
        value = self._values.get(name)
        if value is None:
            return default
        try:
            return int(str(value))
        except ValueError:
            raise ValueError(f"{name}: {value!r} is not a whole number") from None

    def text(self, name: str) -> str | None:
        value = self._values.get(name)
        return None if value is None else str(value)

    def names(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name)
        if isinstance(value, str):
            return tuple(map(str, json.loads(value)))
        return value if isinstance(value, tuple) else ()


def _v1(step: ParallelStep, known: Known, processes: int | None) -> Settings:
    """Source: `ParallelRunConfig` of azureml-pipeline-steps, with its defaults."""
    workers = known.number("node_count", 1) * known.number("process_count_per_node", 1)
    return Settings(
        sdk="v1",
        mini_batch_size=known.text("mini_batch_size"),
        partition_keys=known.names("partition_keys"),
        error_threshold=known.number("error_threshold", -1),
        mini_batch_error_threshold=known.number("allowed_failed_count", -1),
        allowed_failed_percent=known.number("allowed_failed_percent", 100),
        tries=known.number("run_max_try", 3),
        timeout=known.number("run_invocation_timeout", 60),
        processes=processes or _at_most_cores(workers),
        output_action=_action(step),
        append_row_file_name=_file(step),
        logging_level=known.text("logging_level") or "INFO",
    )


def _v2(step: ParallelStep, known: Known, processes: int | None) -> Settings:
    """Source: the schema of parallel steps, reference-yaml-job-parallel, with its defaults."""
    workers = known.number("instance_count", 1) * known.number("max_concurrency_per_instance", 1)
    return Settings(
        sdk="v2",
        mini_batch_size=known.text("mini_batch_size"),
        partition_keys=known.names("partition_keys"),
        error_threshold=known.number("error_threshold", -1),
        mini_batch_error_threshold=known.number("mini_batch_error_threshold", -1),
        tries=known.number("max_retries", 2) + 1,
        timeout=known.number("timeout", 60),
        processes=processes or _at_most_cores(workers),
        output_action=_action(step),
        append_row_file_name=_file(step),
        logging_level=known.text("logging_level") or "INFO",
    )


def _value(setting: Setting, given: Mapping[str, str]) -> Scalar | tuple[str, ...] | None:
    return given.get(setting.name) if isinstance(setting, OfParameter) else setting


def _at_most_cores(workers: int) -> int:
    return max(1, min(workers, os.cpu_count() or 1))


def _action(step: ParallelStep) -> Literal["append_row", "summary_only"]:
    return "append_row" if step.rows else "summary_only"


def _file(step: ParallelStep) -> str:
    """Only the name: the folder is the step's output."""
    name = step.rows.file.rpartition("/")[2] if step.rows else ""
    return name or "parallel_run_step.txt"
