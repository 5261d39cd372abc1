from azureml.data.dataset_consumption_config import DatasetConsumptionConfig

class FileDataset:
    def as_named_input(self, name: str) -> DatasetConsumptionConfig: ...
