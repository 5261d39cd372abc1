from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.file_dataset import FileDataset
from azureml.data.tabular_dataset import TabularDataset

class FileDatasetFactory:
    @staticmethod
    def from_files(
        path: tuple[AbstractDatastore, str] | list[tuple[AbstractDatastore, str]],
        validate: bool = True,
        partition_format: str | None = None,
        is_file: bool = False,
    ) -> FileDataset: ...

class TabularDatasetFactory:
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
    ) -> TabularDataset: ...
