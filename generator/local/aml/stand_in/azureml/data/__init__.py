"""Data that go into steps and come out of them."""

from azureml.data.file_dataset import FileDataset
from azureml.data.output_dataset_config import OutputFileDatasetConfig
from azureml.data.tabular_dataset import TabularDataset

__all__ = ["FileDataset", "OutputFileDatasetConfig", "TabularDataset"]
