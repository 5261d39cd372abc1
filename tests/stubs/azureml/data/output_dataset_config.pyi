from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig

class OutputFileDatasetConfig:
    name: str
    destination: tuple[AbstractDatastore, str] | None
    source: str | None
    mode: str
    def __init__(
        self,
        name: str | None = None,
        destination: tuple[AbstractDatastore, str] | None = None,
        source: str | None = None,
        partition_format: str | None = None,
    ) -> None: ...
    def as_mount(self, disable_metadata_cache: bool = False) -> OutputFileDatasetConfig: ...
    def as_upload(
        self, overwrite: bool = False, source_globs: str | list[str] | None = None
    ) -> OutputFileDatasetConfig: ...
    def as_input(self, name: str | None = None) -> DatasetConsumptionConfig: ...
