from azureml.core.workspace import Workspace
from azureml.data.azure_storage_datastore import AbstractDatastore

class Datastore:
    @staticmethod
    def get(workspace: Workspace, datastore_name: str) -> AbstractDatastore: ...
    @staticmethod
    def get_default(workspace: Workspace) -> AbstractDatastore: ...
