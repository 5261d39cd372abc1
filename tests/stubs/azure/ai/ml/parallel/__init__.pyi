from collections.abc import Mapping

from azure.ai.ml import Input, Output
from azure.ai.ml.entities import Environment, Parallel, RetrySettings

class RunFunction:
    def __init__(
        self,
        *,
        code: str | None = None,
        entry_script: str | None = None,
        program_arguments: str | None = None,
        model: str | None = None,
        append_row_to: str | None = None,
        environment: Environment | str | None = None,
    ) -> None: ...

# The SDK annotates retry_settings as a BatchRetrySettings, and refuses one.
def parallel_run_function(
    *,
    name: str | None = None,
    description: str | None = None,
    tags: dict[str, str] | None = None,
    properties: dict[str, str] | None = None,
    display_name: str | None = None,
    experiment_name: str | None = None,
    compute: str | None = None,
    retry_settings: RetrySettings | dict[str, int] | None = None,
    environment_variables: dict[str, str] | None = None,
    logging_level: str | None = None,
    max_concurrency_per_instance: int | None = None,
    error_threshold: int | None = None,
    mini_batch_error_threshold: int | None = None,
    task: RunFunction | None = None,
    mini_batch_size: str | None = None,
    partition_keys: list[str] | None = None,
    input_data: str | None = None,
    inputs: Mapping[str, Input | str | int | float | bool] | None = None,
    outputs: Mapping[str, Output | str] | None = None,
    instance_count: int | None = None,
    instance_type: str | None = None,
    docker_args: str | None = None,
    shm_size: str | None = None,
    is_deterministic: bool = True,
) -> Parallel: ...
