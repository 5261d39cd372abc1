from azureml.data.file_dataset import FileDataset
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.data.tabular_dataset import TabularDataset
from azureml.pipeline.core.graph import PipelineParameter

class DatasetConsumptionConfig:
    name: str
    dataset: FileDataset | TabularDataset | OutputFileDatasetConfig | PipelineParameter
    mode: str
    path_on_compute: str | None
    def __init__(
        self,
        name: str,
        dataset: FileDataset | TabularDataset | OutputFileDatasetConfig | PipelineParameter,
        mode: str = "direct",
        path_on_compute: str | None = None,
    ) -> None: ...
    def as_mount(self, path_on_compute: str | None = None) -> DatasetConsumptionConfig: ...
    def as_download(self, path_on_compute: str | None = None) -> DatasetConsumptionConfig: ...
