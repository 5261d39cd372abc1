"""Datastores, the workspace's places for data."""

from azureml.core.workspace import Workspace
from azureml.data.azure_storage_datastore import AbstractDatastore, AzureBlobDatastore


class Datastore:
    """Finds datastores. Every name is a blob container here."""

    @staticmethod
    def get(workspace: Workspace, datastore_name: str) -> AbstractDatastore:
        return AzureBlobDatastore(workspace, datastore_name, datastore_name, "account")

    @staticmethod
    def get_default(workspace: Workspace) -> AbstractDatastore:
        return Datastore.get(workspace, "workspaceblobstore")
