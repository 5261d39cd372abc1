"""Datastores, the workspace's places for data."""

from typing import ClassVar

from azureml.core.workspace import Workspace
from azureml.data.azure_storage_datastore import AbstractDatastore, AzureBlobDatastore


class Datastore:
    """Finds datastores. A name is a blob container, unless `_standin.datastores` says otherwise."""

    _kinds: ClassVar[dict[str, str]] = {}

    @staticmethod
    def get(workspace: Workspace, datastore_name: str) -> AbstractDatastore:
        kind = Datastore._kinds.get(datastore_name, "AzureBlob")
        if kind != "AzureBlob":
            return AbstractDatastore(workspace, datastore_name, kind)
        return AzureBlobDatastore(workspace, datastore_name, datastore_name, "account")

    @staticmethod
    def get_default(workspace: Workspace) -> AbstractDatastore:
        return Datastore.get(workspace, "workspaceblobstore")
