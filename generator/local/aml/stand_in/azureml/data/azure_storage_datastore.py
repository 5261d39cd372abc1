"""Datastores by their kind of storage."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from azureml.core.workspace import Workspace


class AbstractDatastore:
    """A named place for data."""

    def __init__(self, workspace: "Workspace", name: str, datastore_type: str) -> None:
        self.workspace = workspace
        self.name = name
        self.datastore_type = datastore_type


class AzureBlobDatastore(AbstractDatastore):
    """A blob container."""

    def __init__(
        self, workspace: "Workspace", name: str, container_name: str, account_name: str
    ) -> None:
        super().__init__(workspace, name, "AzureBlob")
        self.container_name = container_name
        self.account_name = account_name
