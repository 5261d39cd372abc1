from typing import TypeAlias

from azureml.core.runconfig import RunConfiguration
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.pipeline.core.builder import PipelineStep
from azureml.pipeline.core.graph import PipelineParameter

_Path: TypeAlias = tuple[PipelineParameter | DataPath, DataPathComputeBinding]
_Input: TypeAlias = DatasetConsumptionConfig | OutputFileDatasetConfig | _Path

class PythonScriptStep(PipelineStep):
    def __init__(
        self,
        script_name: str,
        name: str | None = None,
        arguments: list[str | int | float | PipelineParameter | _Input] | None = None,
        compute_target: str | None = None,
        runconfig: RunConfiguration | None = None,
        runconfig_pipeline_params: dict[str, PipelineParameter] | None = None,
        inputs: list[_Input] | None = None,
        outputs: list[OutputFileDatasetConfig] | None = None,
        params: dict[str, str | int | float | PipelineParameter] | None = None,
        source_directory: str | None = None,
        allow_reuse: bool = True,
        version: str | None = None,
        hash_paths: list[str] | None = None,
    ) -> None: ...
