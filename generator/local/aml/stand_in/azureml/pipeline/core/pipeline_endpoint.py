"""Endpoints: one id for every version of a published pipeline."""

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from azureml.core.workspace import Workspace
from azureml.pipeline.core.graph import PublishedPipeline
from azureml.pipeline.core.pipeline import Pipeline

if TYPE_CHECKING:
    import builtins


@dataclass(frozen=True, slots=True)
class PipelineVersion:
    """A published pipeline behind an endpoint."""

    version: str
    pipeline: PublishedPipeline


class PipelineEndpoint:
    """An endpoint. Its id stays, whatever is published behind it."""

    def __init__(
        self, workspace: Workspace, name: str, description: str, pipeline: PublishedPipeline
    ) -> None:
        self.id = f"00000000-0000-4000-9000-{next(_NUMBERS):012}"
        self.workspace = workspace
        self.name = name
        self.description = description
        self.status = "Active"
        self.default_version = "0"
        self._versions = [PipelineVersion("0", pipeline)]
        _ENDPOINTS.setdefault(workspace, []).append(self)

    @staticmethod
    def publish(
        workspace: Workspace, name: str, description: str, pipeline: Pipeline | PublishedPipeline
    ) -> "PipelineEndpoint":
        if any(one.name == name for one in _ENDPOINTS.get(workspace, [])):
            raise ValueError("PipelineEndpoint already exists with the given name.")
        if not isinstance(pipeline, Pipeline | PublishedPipeline):
            raise ValueError("pipeline should be either type Pipeline or PublishedPipeline")
        if isinstance(pipeline, Pipeline):
            pipeline = pipeline.publish(name=f"{name}-Pipeline")
        return PipelineEndpoint(workspace, name, description, pipeline)

    @staticmethod
    def list(
        workspace: Workspace, active_only: bool = True, max_results: int = 100
    ) -> "builtins.list[PipelineEndpoint]":
        known = _ENDPOINTS.get(workspace, [])
        return [one for one in known if one.status == "Active" or not active_only][:max_results]

    @staticmethod
    def get(
        workspace: Workspace,
        id: str | None = None,  # noqa: A002 - the SDK's name
        name: str | None = None,
    ) -> "PipelineEndpoint":
        for one in _ENDPOINTS.get(workspace, []):
            if one.id == id or (id is None and one.name == name):
                return one
        raise Exception(f"there is no PipelineEndpoint {id or name}")

    def enable(self) -> None:
        self.status = "Active"

    def disable(self) -> None:
        self.status = "Disabled"

    def add(self, pipeline: PublishedPipeline) -> None:
        if any(one.pipeline.id == pipeline.id for one in self._versions):
            raise ValueError(
                f"Cannot add pipeline , pipeline id {pipeline.id} exists in PipelineEndpoint"
            )
        self._versions.append(PipelineVersion(str(len(self._versions)), pipeline))

    def add_default(self, pipeline: PublishedPipeline) -> None:
        self.add(pipeline)
        self.default_version = self._versions[-1].version

    def set_default_version(self, version: str) -> None:
        self.get_pipeline(version)
        self.default_version = version

    def get_default_version(self) -> str:
        return self.default_version

    def get_pipeline(self, version: str | None = None) -> PublishedPipeline:
        wanted = self.default_version if version is None else version
        for one in self._versions:
            if one.version == wanted:
                return one.pipeline
        raise ValueError(f"Version {wanted}, pipeline not found in pipelineEndpoint {self.id}")

    def list_versions(self) -> "builtins.list[PipelineVersion]":
        return [*self._versions]


_ENDPOINTS: WeakKeyDictionary[Workspace, list[PipelineEndpoint]] = WeakKeyDictionary()
_NUMBERS = count(1)
