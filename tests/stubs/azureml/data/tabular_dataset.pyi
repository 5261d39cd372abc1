from azureml.data.dataset_consumption_config import DatasetConsumptionConfig

class TabularDataset:
    def as_named_input(self, name: str) -> DatasetConsumptionConfig: ...
