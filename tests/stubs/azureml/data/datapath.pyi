from azureml.data.azure_storage_datastore import AbstractDatastore

class DataPath:
    @property
    def datastore_name(self) -> str: ...
    @property
    def path_on_datastore(self) -> str | None: ...
    def __init__(
        self,
        datastore: AbstractDatastore,
        path_on_datastore: str | None = None,
        name: str | None = None,
    ) -> None: ...

class DataPathComputeBinding:
    def __init__(
        self,
        mode: str = "mount",
        path_on_compute: str | None = None,
        overwrite: bool = False,
    ) -> None: ...
