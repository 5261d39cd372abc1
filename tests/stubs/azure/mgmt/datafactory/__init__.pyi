from typing import Any

from azure.core.credentials import TokenCredential
from azure.mgmt.datafactory.operations import (
    CredentialOperationsOperations,
    DatasetsOperations,
    LinkedServicesOperations,
    PipelinesOperations,
    TriggersOperations,
)

class DataFactoryManagementClient:
    credential_operations: CredentialOperationsOperations
    linked_services: LinkedServicesOperations
    datasets: DatasetsOperations
    pipelines: PipelinesOperations
    triggers: TriggersOperations
    def __init__(
        self,
        credential: TokenCredential,
        subscription_id: str,
        base_url: str | None = None,
        **kwargs: Any,
    ) -> None: ...
