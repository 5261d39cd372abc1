"""How datasets are made."""

from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.file_dataset import FileDataset


class FileDatasetFactory:
    """Makes datasets of files."""

    @staticmethod
    def from_files(
        path: tuple[AbstractDatastore, str] | list[tuple[AbstractDatastore, str]],
        validate: bool = True,
        partition_format: str | None = None,
        is_file: bool = False,
    ) -> FileDataset:
        return FileDataset(tuple(path) if isinstance(path, list) else (path,))
