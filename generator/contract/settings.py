"""The one table of a parallel step's settings: what each is called in either SDK.

Sources: ParallelRunConfig of azureml-pipeline-steps 1.62; parallel_run_function of azure-ai-ml
1.35; page reference-yaml-job-parallel, whose "predefined arguments" stand on the command line.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from msgspec import Struct

from generator.contract.model import Sdk
from generator.contract.steps import Setting


class Place(StrEnum):
    """Where a setting is given."""

    ARGUMENT = "argument"
    """Of ParallelRunConfig (v1) or parallel_run_function (v2)."""
    RETRY = "retry"
    """A key of retry_settings (v2)."""
    PROGRAM = "program"
    """An argument of the command line, which Azure ML reads itself (v2)."""
    FILE = "file"
    """The end of append_row_to (v2)."""
    ABSENCE = "absence"
    """It is not given by itself: it decides whether another one is (v2)."""


Convert = Callable[[Setting], object]


def _same(value: Setting) -> object:
    return value


def _listed(value: Setting) -> object:
    """Both SDKs refuse a tuple."""
    return list(cast("tuple[str, ...]", value))


def _retries(value: Setting) -> object:
    return cast("int", value) - 1


class Spelled(Struct, frozen=True):
    """A setting in one SDK; `otherwise` is the one whose value it has where it is not given."""

    name: str
    place: Place = Place.ARGUMENT
    convert: Convert = _same
    otherwise: str = ""


class Row(Struct, frozen=True):
    """A setting in both SDKs; None where an SDK does not have it.

    `rows_only` settings belong to steps whose run() gives rows.
    """

    v1: Spelled | None
    v2: Spelled | None
    rows_only: bool = False


def _program(name: str) -> Spelled:
    return Spelled(name, Place.PROGRAM)


def _alike(name: str, convert: Convert = _same) -> Row:
    return Row(Spelled(name, convert=convert), Spelled(name, convert=convert))


PARALLEL_SETTINGS: Mapping[str, Row] = MappingProxyType(
    {
        "nodes": Row(Spelled("node_count"), Spelled("instance_count")),
        "processes_per_node": Row(
            Spelled("process_count_per_node"), Spelled("max_concurrency_per_instance")
        ),
        "mini_batch_size": _alike("mini_batch_size"),
        "partition_keys": _alike("partition_keys", _listed),
        "error_threshold": _alike("error_threshold"),
        "mini_batch_error_threshold": Row(
            Spelled("allowed_failed_count"),
            Spelled("mini_batch_error_threshold", otherwise="error_threshold"),
        ),
        "allowed_failed_percent": Row(
            Spelled("allowed_failed_percent"), _program("allowed_failed_percent")
        ),
        "timeout": Row(Spelled("run_invocation_timeout"), Spelled("timeout", Place.RETRY)),
        "tries": Row(Spelled("run_max_try"), Spelled("max_retries", Place.RETRY, _retries)),
        "logging_level": _alike("logging_level"),
        "output_action": Row(Spelled("output_action"), Spelled("append_row_to", Place.ABSENCE)),
        "output_file": Row(
            Spelled("append_row_file_name"), Spelled("append_row_to", Place.FILE), rows_only=True
        ),
        "environment_variables": _alike("environment_variables"),
        "task_overhead_timeout": Row(None, _program("task_overhead_timeout")),
        "progress_update_timeout": Row(None, _program("progress_update_timeout")),
        "first_task_creation_timeout": Row(None, _program("first_task_creation_timeout")),
        "resource_monitor_interval": Row(None, _program("resource_monitor_interval")),
        "copy_logs_to_parent": Row(None, _program("copy_logs_to_parent")),
    }
)


def gives_rows(settings: Mapping[str, Setting]) -> bool:
    """Whether the values of run() become lines of a file."""
    return settings["output_action"] == "append_row"


def spelled(settings: Mapping[str, Setting], sdk: Sdk, place: Place) -> dict[str, object]:
    """The settings that are given at one place, in the words of an SDK."""
    return dict(_spelled(settings, sdk, place))


def _spelled(
    settings: Mapping[str, Setting], sdk: Sdk, place: Place
) -> Iterator[tuple[str, object]]:
    rows = gives_rows(settings)
    for key, row in PARALLEL_SETTINGS.items():
        word: Spelled | None = getattr(row, sdk)
        if word is None or word.place is not place or (row.rows_only and not rows):
            continue
        value = settings.get(key, settings.get(word.otherwise))
        if value is not None and value is not False:
            yield word.name, word.convert(value)
