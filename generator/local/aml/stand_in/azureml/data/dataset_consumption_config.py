"""How a step reads data."""

from typing import TYPE_CHECKING, Protocol

from azureml.data._config_helper import valid_name
from azureml.exceptions import UserErrorException

if TYPE_CHECKING:
    from azureml.data.file_dataset import FileDataset
    from azureml.data.output_dataset_config import OutputFileDatasetConfig
    from azureml.data.tabular_dataset import TabularDataset

_MODES = {"direct", "download", "mount", "hdfs"}


class Parameter(Protocol):
    """A PipelineParameter, whose module imports this one."""

    @property
    def name(self) -> str: ...

    @property
    def default_value(self) -> object: ...


class DatasetConsumptionConfig:
    """A dataset, a parameter that is one, or the output of another step, under a name."""

    def __init__(
        self,
        name: str,
        dataset: "FileDataset | TabularDataset | OutputFileDatasetConfig | Parameter",
        mode: str = "direct",
        path_on_compute: str | None = None,
    ) -> None:
        if mode.lower() not in _MODES:
            raise UserErrorException(f"Invalid mode '{mode}'.")
        self.name = valid_name(name, "input")
        self.dataset = dataset
        self.mode = mode.lower()
        self.path_on_compute = path_on_compute

    def as_mount(self, path_on_compute: str | None = None) -> "DatasetConsumptionConfig":
        return DatasetConsumptionConfig(self.name, self.dataset, "mount", path_on_compute)

    def as_download(self, path_on_compute: str | None = None) -> "DatasetConsumptionConfig":
        return DatasetConsumptionConfig(self.name, self.dataset, "download", path_on_compute)
