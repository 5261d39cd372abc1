"""How datasets are made. Source: `azureml.data.dataset_factory` of azureml-core 1.61."""

import re

from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.file_dataset import FileDataset
from azureml.data.tabular_dataset import TabularDataset


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


class TabularDatasetFactory:
    """Makes datasets of rows."""

    @staticmethod
    def from_delimited_files(
        path: tuple[AbstractDatastore, str] | list[tuple[AbstractDatastore, str]],
        validate: bool = True,
        include_path: bool = False,
        infer_column_types: bool = True,
        set_column_types: dict[str, object] | None = None,
        separator: str = ",",
        header: bool = True,
        partition_format: str | None = None,
        support_multi_line: bool = False,
        empty_as_string: bool = False,
        encoding: str = "utf8",
    ) -> TabularDataset:
        paths = tuple(path) if isinstance(path, list) else (path,)
        return TabularDataset(paths, partition_keys(partition_format))


def partition_keys(partition_format: str | None) -> list[str]:
    """The columns that a format names.

    Source: `validate_partition_format` of `azureml.data._partition_format`.

    Raises:
        ValueError: It names none.
    """
    if partition_format is None:
        return []
    names = re.findall(r"{([^{|}]*)}", partition_format)
    if not names or "" in names:
        raise ValueError(f'Invalid partition_format "{partition_format}".')
    return names
