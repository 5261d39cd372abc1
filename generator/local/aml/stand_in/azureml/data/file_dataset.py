"""Files as a dataset."""

from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig


class FileDataset:
    """Files of datastores."""

    def __init__(self, paths: tuple[tuple[AbstractDatastore, str], ...]) -> None:
        self.paths = paths

    def as_named_input(self, name: str) -> DatasetConsumptionConfig:
        return DatasetConsumptionConfig(name, self)
