from azureml.core.workspace import Workspace
from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.pipeline.core.builder import PipelineStep
from azureml.pipeline.core.graph import PublishedPipeline

class Pipeline:
    def __init__(
        self,
        workspace: Workspace,
        steps: list[PipelineStep],
        description: str | None = None,
        default_datastore: AbstractDatastore | None = None,
        default_source_directory: str | None = None,
        resolve_closure: bool = True,
    ) -> None: ...
    def validate(self) -> list[object]: ...
    def publish(
        self,
        name: str | None = None,
        description: str | None = None,
        version: str | None = None,
        continue_on_step_failure: bool | None = None,
    ) -> PublishedPipeline: ...
