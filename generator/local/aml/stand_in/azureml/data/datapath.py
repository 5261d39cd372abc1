"""Paths that may vary from run to run."""

from uuid import uuid4

from azureml.data.azure_storage_datastore import AbstractDatastore


class DataPath:
    """A folder or a file of a datastore."""

    def __init__(
        self,
        datastore: AbstractDatastore | None,
        path_on_datastore: str | None = None,
        name: str | None = None,
    ) -> None:
        if datastore is None:
            raise ValueError("datastore parameter is required.")
        self.datastore_name = datastore.name
        self.path_on_datastore = path_on_datastore
        self.name = name or f"{datastore.name}_{uuid4().hex[:8]}"


class DataPathComputeBinding:
    """How a path reaches the compute. A wrong mode is noticed when the pipeline is built."""

    def __init__(
        self,
        mode: str = "mount",
        path_on_compute: str | None = None,
        overwrite: bool = False,
    ) -> None:
        self.mode = mode
        self.path_on_compute = path_on_compute
        self.overwrite = overwrite
