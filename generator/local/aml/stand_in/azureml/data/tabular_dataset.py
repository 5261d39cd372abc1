"""Rows as a dataset."""

from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig


class TabularDataset:
    """Rows in files of datastores; `partition_keys` are the columns that its folders name."""

    def __init__(
        self, paths: tuple[tuple[AbstractDatastore, str], ...], partition_keys: list[str]
    ) -> None:
        self.paths = paths
        self.partition_keys = partition_keys

    def as_named_input(self, name: str) -> DatasetConsumptionConfig:
        return DatasetConsumptionConfig(name, self)
