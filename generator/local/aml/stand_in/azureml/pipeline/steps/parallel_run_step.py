"""Steps that run a script on many mini-batches at once."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.pipeline.core._data import output_of
from azureml.pipeline.core.builder import PipelineStep
from azureml.pipeline.steps.parallel_run_config import ParallelRunConfig

RESERVED = frozenset(
    {
        "mini_batch_size",
        "error_threshold",
        "allowed_failed_count",
        "allowed_failed_percent",
        "output",
        "output_action",
        "logging_level",
        "process_count_per_node",
        "run_invocation_timeout",
        "run_max_try",
        "append_row_file_name",
        "partition_keys",
    }
)
"""Arguments that the driver of parallel steps gives itself."""


class ParallelRunStep(PipelineStep):
    """A step that hands mini-batches of its inputs to an entry script.

    Attributes:
        batched: how many of the inputs, from the first on, mini-batches are made of.
        rows: the output that the driver itself writes, if there is one.
    """

    def __init__(
        self,
        name: str,
        parallel_run_config: ParallelRunConfig,
        inputs: Sequence[object],
        output: object = None,
        side_inputs: Sequence[object] | None = None,
        arguments: Sequence[object] | None = None,
        allow_reuse: bool = True,
    ) -> None:
        config = parallel_run_config
        _check_arguments(arguments or ())
        if not isinstance(inputs, list) or not inputs:
            raise AssertionError("The parameter 'inputs' must be a list with at least one element")
        for one in (*inputs, *(side_inputs or ())):
            _check_input(one)
        if output is None and config.output_action.lower() != "summary_only":
            raise Exception("Please specify output parameter.")
        _check_script(config)
        given = {one.name: getattr(config, one.name) for one in fields(config)}
        super().__init__(
            name=name,
            script=config.entry_script,
            source_directory=config.source_directory,
            data=(
                (*inputs, *(side_inputs or ())),
                () if output is None else (output,),
                arguments or (),
            ),
            compute=config.compute_target,
            environment=config.environment,
            settings=given | {"allow_reuse": allow_reuse},
        )
        self.batched = len(inputs)
        self.rows = None if output is None else output_of(output)


def _check_arguments(arguments: Sequence[object]) -> None:
    if not arguments:
        return
    if not isinstance(arguments[0], str):
        raise AttributeError(f"{type(arguments[0]).__name__!r} object has no 'startswith'")
    if not arguments[0].startswith("-"):
        raise ValueError(f"Found invalid argument '{arguments[0]}'. Use keyword arguments only.")
    for item in arguments:
        if isinstance(item, str) and item.startswith("--"):
            name = item[2:].split("=")[0]
            if name in RESERVED:
                raise ValueError(f"'{name}' is a reserved argument in ParallelRunStep")


def _check_input(item: object) -> None:
    if not isinstance(item, DatasetConsumptionConfig | OutputFileDatasetConfig):
        raise Exception(f"Step input must be of any dataset type, found {type(item)}")


def _check_script(config: ParallelRunConfig) -> None:
    if not config.entry_script:
        raise ValueError("script_name is required")
    if config.source_directory is None:
        return
    folder = Path(config.source_directory)
    if not folder.is_dir():
        raise ValueError(f"The value '{folder}' specified in source_directory doesn't exist.")
    if not (folder / config.entry_script).is_file():
        raise ValueError(f"The value '{config.entry_script}' in entry_script doesn't exist.")
