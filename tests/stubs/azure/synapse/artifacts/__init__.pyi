from typing import Any

from azure.core.credentials import TokenCredential
from azure.synapse.artifacts.operations import (
    DatasetOperations,
    LinkedServiceOperations,
    PipelineOperations,
    TriggerOperations,
)

class ArtifactsClient:
    linked_service: LinkedServiceOperations
    dataset: DatasetOperations
    pipeline: PipelineOperations
    trigger: TriggerOperations
    def __init__(self, credential: TokenCredential, endpoint: str, **kwargs: Any) -> None: ...
