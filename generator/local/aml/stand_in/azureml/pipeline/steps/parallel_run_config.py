"""The settings of a parallel step."""

import json
import re
from dataclasses import dataclass

from azureml.core.compute import ComputeTarget
from azureml.core.environment import Environment
from azureml.pipeline.core.graph import PipelineParameter

_UNITS = {"": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


@dataclass
class ParallelRunConfig:
    """What a parallel step runs, where, and how."""

    environment: Environment
    entry_script: str
    error_threshold: int
    output_action: str
    compute_target: str | ComputeTarget
    node_count: int | PipelineParameter
    process_count_per_node: int | PipelineParameter | None = None
    mini_batch_size: str | int | PipelineParameter | None = None
    source_directory: str | None = None
    description: str | None = None
    logging_level: str | PipelineParameter = "INFO"
    run_invocation_timeout: int | PipelineParameter = 60
    run_max_try: int | PipelineParameter = 3
    append_row_file_name: str | None = None
    allowed_failed_count: int | None = None
    allowed_failed_percent: float | None = None
    partition_keys: list[str] | PipelineParameter | None = None
    environment_variables: dict[str, str] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.environment, Environment):
            raise ValueError("Parameter environment must be an instance of Environment.")
        if self.output_action.lower() not in ("summary_only", "append_row"):
            raise ValueError("Parameter output_action must be summary_only or append_row.")
        self._check_thresholds()
        self._check_counts()
        self._check_batches()
        self._check_file_name()

    def _check_thresholds(self) -> None:
        _at_least("error_threshold", self.error_threshold, -1)
        if self.allowed_failed_count is not None:
            _at_least("allowed_failed_count", self.allowed_failed_count, -1)
        percent = self.allowed_failed_percent
        if percent is not None and (
            not isinstance(percent, int | float) or not 0 <= percent <= 100
        ):
            raise ValueError(f"allowed_failed_percent '{percent}' is not between 0 and 100.")

    def _check_counts(self) -> None:
        """Of a parameter, the default is not looked at."""
        for name in ("process_count_per_node", "run_invocation_timeout", "run_max_try"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, PipelineParameter) and value < 1:
                raise ValueError(f"Parameter {name} must be an integer greater than 0.")

    def _check_batches(self) -> None:
        if self.mini_batch_size is not None and self.partition_keys is not None:
            raise ValueError("Parameters mini_batch_size and partition_keys are mutually exclusive")
        if isinstance(self.mini_batch_size, str):
            self.mini_batch_size = _size(self.mini_batch_size)
        if not isinstance(self.mini_batch_size, int | PipelineParameter | None):
            raise ValueError("Parameter mini_batch_size must be of type int or str.")
        if self.partition_keys is not None:
            _check_keys(self.partition_keys)

    def _check_file_name(self) -> None:
        name = self.append_row_file_name
        if name is not None and re.search(r'[~"#%&*:<>?\/\\{|}]+', name):
            raise ValueError("Parameter append_row_file_name must be a valid UNIX file name.")


def _at_least(name: str, value: object, least: int) -> None:
    if not isinstance(value, int) or value < least:
        raise ValueError(f"{name} '{value}' is not an int value greater than or equal to {least}.")


def _size(text: str) -> int:
    match = re.match(r"^(\d+)([kKmMgG][bB])*$", text)
    if match is None:
        raise ValueError(r"Parameter mini_batch_size must follow regex rule ^\d+([kKmMgG][bB])*$.")
    return int(match[1]) * _UNITS[(match[2] or "").lower()]


def _check_keys(keys: list[str] | PipelineParameter) -> None:
    names = json.loads(str(keys.default_value)) if isinstance(keys, PipelineParameter) else keys
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("Parameter partition_keys must be of type list, of str.")
