from azureml.data.dataset_factory import FileDatasetFactory, TabularDatasetFactory

class Dataset:
    File: type[FileDatasetFactory]
    Tabular: type[TabularDatasetFactory]
