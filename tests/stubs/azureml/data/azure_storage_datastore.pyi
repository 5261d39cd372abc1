from azureml.core.workspace import Workspace

class AbstractDatastore:
    workspace: Workspace
    name: str
    datastore_type: str
    def __init__(self, workspace: Workspace, name: str, datastore_type: str) -> None: ...

class AzureBlobDatastore(AbstractDatastore):
    container_name: str
    account_name: str
    def __init__(
        self, workspace: Workspace, name: str, container_name: str, account_name: str
    ) -> None: ...
