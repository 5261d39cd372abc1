from azureml.data.dataset_factory import FileDatasetFactory

class Dataset:
    File: type[FileDatasetFactory]
