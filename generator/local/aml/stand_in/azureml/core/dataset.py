"""Datasets over files of a datastore."""

from azureml.data.dataset_factory import FileDatasetFactory, TabularDatasetFactory


class Dataset:
    """The entry to the factories."""

    File = FileDatasetFactory
    Tabular = TabularDatasetFactory
