from azureml.core.environment import Environment
from azureml.pipeline.core.graph import PipelineParameter

class ParallelRunConfig:
    environment: Environment
    entry_script: str
    error_threshold: int
    output_action: str
    compute_target: str
    node_count: int | PipelineParameter
    process_count_per_node: int | PipelineParameter | None
    mini_batch_size: int | str | PipelineParameter | None
    source_directory: str | None
    description: str | None
    logging_level: str | PipelineParameter
    run_invocation_timeout: int | PipelineParameter
    run_max_try: int | PipelineParameter
    append_row_file_name: str | None
    allowed_failed_count: int | None
    allowed_failed_percent: float | None
    partition_keys: list[str] | PipelineParameter | None
    environment_variables: dict[str, str] | None
    def __init__(
        self,
        environment: Environment,
        entry_script: str,
        error_threshold: int,
        output_action: str,
        compute_target: str,
        node_count: int | PipelineParameter,
        process_count_per_node: int | PipelineParameter | None = None,
        mini_batch_size: str | int | PipelineParameter | None = None,
        source_directory: str | None = None,
        description: str | None = None,
        logging_level: str | PipelineParameter = "INFO",
        run_invocation_timeout: int | PipelineParameter = 60,
        run_max_try: int | PipelineParameter = 3,
        append_row_file_name: str | None = None,
        allowed_failed_count: int | None = None,
        allowed_failed_percent: float | None = None,
        partition_keys: list[str] | PipelineParameter | None = None,
        environment_variables: dict[str, str] | None = None,
    ) -> None: ...
