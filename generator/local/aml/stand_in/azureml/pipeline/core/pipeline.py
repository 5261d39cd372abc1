"""Pipelines that are not published yet."""

from collections.abc import Iterable
from typing import ClassVar

from azureml.core.workspace import Workspace
from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.pipeline.core.builder import PipelineStep, merge
from azureml.pipeline.core.graph import PipelineParameter, PublishedPipeline


class Pipeline:
    """Steps that belong together.

    Attributes:
        steps: the given steps, and before each one the steps that it needs, each once.
        parameters: the parameters that steps use, by name.
    """

    _built: ClassVar[list["Pipeline"]] = []
    """Every pipeline of this process, in the order in which they were made."""

    def __init__(
        self,
        workspace: Workspace,
        steps: "list[PipelineStep] | PipelineStep",
        description: str | None = None,
        default_datastore: AbstractDatastore | None = None,
        default_source_directory: str | None = None,
        resolve_closure: bool = True,
    ) -> None:
        self.workspace = workspace
        self.description = description
        self.steps: list[PipelineStep] = []
        self.parameters: dict[str, PipelineParameter] = {}
        self._add(steps if isinstance(steps, list) else [steps])
        for step in self.steps:
            step.check(default_source_directory)
            merge(self.parameters, step.parameters.values())
        Pipeline._built.append(self)

    def validate(self) -> list[object]:
        """The faults of the pipeline; what can be wrong here was refused when it was made."""
        return []

    def publish(
        self,
        name: str | None = None,
        description: str | None = None,
        version: str | None = None,
        continue_on_step_failure: bool | None = None,
    ) -> PublishedPipeline:
        return PublishedPipeline(
            self.workspace, name, description, version, continue_on_step_failure, self.parameters
        )

    def _add(self, steps: Iterable[PipelineStep]) -> None:
        for step in steps:
            if not isinstance(step, PipelineStep):
                raise NotImplementedError(f"Can not add object of type {type(step)} to Pipeline.")
            if step not in self.steps:
                self._add(step.predecessors())
                self.steps.append(step)
