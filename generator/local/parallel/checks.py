"""What must hold before a step is started; everything that does not is told at once."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import PurePath

from generator.local.parallel.batches.sizes import size_of
from generator.local.parallel.step import ParallelStep, Settings, StepFailed

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def check(step: ParallelStep) -> None:
    """Raise StepFailed if the step cannot be run as it is given.

    Source of the bounds: ParallelRunConfig of azureml-pipeline-core 1.62 and page
    how-to-use-parallel-job-in-pipeline.
    """
    problems = [*_system(step.tabular), *_script(step), *_size(step), *_settings(step.settings)]
    if problems:
        raise StepFailed("\n".join(problems))


def _system(tabular: bool) -> Iterator[str]:
    if not hasattr(os, "killpg"):
        yield "parallel steps can be run on Linux and macOS, where a process ends with its children"
    if tabular and find_spec("pandas") is None:
        yield "run() is given tables by pandas: python -m pip install pandas"


def _script(step: ParallelStep) -> Iterator[str]:
    if not step.source.is_dir():
        yield f"no such folder of code: {step.source}"
    elif not (step.source / step.entry_script).is_file():
        yield f"no such entry script: {step.source / step.entry_script}"


def _size(step: ParallelStep) -> Iterator[str]:
    if step.settings.partition_keys:
        return
    try:
        size_of(step.settings.mini_batch_size, step.tabular)
    except ValueError as fault:
        yield str(fault)


def _settings(settings: Settings) -> Iterator[str]:
    for name in ("error_threshold", "mini_batch_error_threshold"):
        value = getattr(settings, name)
        if value < -1:
            yield f"{name}: expected -1 (any number may fail) or more, got {value}"
    if not 0 <= settings.allowed_failed_percent <= 100:
        yield f"allowed_failed_percent: expected 0 to 100, got {settings.allowed_failed_percent}"
    for name, value in (("tries", settings.tries), ("processes", settings.processes)):
        if value is not None and value < 1:
            yield f"{name}: expected 1 or more, got {value}"
    for name in ("timeout", "task_overhead_timeout"):
        seconds = getattr(settings, name)
        if not 0 < seconds <= 259_200:
            yield f"{name}: expected more than 0 and up to 259200 seconds, got {seconds:g}"
    if settings.logging_level not in _LEVELS:
        yield f"logging_level: expected one of {', '.join(_LEVELS)}, got {settings.logging_level}"
    file = PurePath(settings.append_row_file_name)
    if file.is_absolute() or ".." in file.parts or not file.name:
        yield f"append_row_file_name: expected a file in the output, got '{file}'"
