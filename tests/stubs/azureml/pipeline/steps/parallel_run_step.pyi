from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.pipeline.core.builder import PipelineStep
from azureml.pipeline.core.graph import PipelineParameter
from azureml.pipeline.steps.parallel_run_config import ParallelRunConfig

class ParallelRunStep(PipelineStep):
    def __init__(
        self,
        name: str,
        parallel_run_config: ParallelRunConfig,
        inputs: list[DatasetConsumptionConfig | OutputFileDatasetConfig],
        output: OutputFileDatasetConfig | None = None,
        side_inputs: list[DatasetConsumptionConfig | OutputFileDatasetConfig] | None = None,
        arguments: (
            list[str | int | float | PipelineParameter | DatasetConsumptionConfig] | None
        ) = None,
        allow_reuse: bool = True,
    ) -> None: ...
