from azureml.data.file_dataset import FileDataset as FileDataset
from azureml.data.output_dataset_config import OutputFileDatasetConfig as OutputFileDatasetConfig
from azureml.data.tabular_dataset import TabularDataset as TabularDataset
