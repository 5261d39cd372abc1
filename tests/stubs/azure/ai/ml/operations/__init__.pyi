from collections.abc import Iterable
from typing import TypeVar

from azure.ai.ml import Input
from azure.ai.ml.entities import (
    BatchDeployment,
    BatchEndpoint,
    BatchJob,
    Component,
    Datastore,
    Environment,
    Model,
    PipelineJob,
)
from azure.core.polling import LROPoller

_Deployment = TypeVar("_Deployment", bound=BatchDeployment)

class ComponentOperations:
    def create_or_update(
        self, component: Component, version: str | None = None, *, skip_validation: bool = False
    ) -> Component: ...
    def get(self, name: str, version: str | None = None, label: str | None = None) -> Component: ...
    def list(self, name: str | None = None) -> Iterable[Component]: ...

class DatastoreOperations:
    def get(self, name: str, *, include_secrets: bool = False) -> Datastore: ...
    def get_default(self, *, include_secrets: bool = False) -> Datastore: ...
    def list(self, *, include_secrets: bool = False) -> Iterable[Datastore]: ...

class EnvironmentOperations:
    def create_or_update(self, environment: Environment) -> Environment: ...
    def get(
        self, name: str, version: str | None = None, label: str | None = None
    ) -> Environment: ...

class ModelOperations:
    def get(self, name: str, version: str | None = None, label: str | None = None) -> Model: ...

class JobOperations:
    def create_or_update(
        self,
        job: PipelineJob,
        *,
        description: str | None = None,
        compute: str | None = None,
        tags: dict[str, str] | None = None,
        experiment_name: str | None = None,
        skip_validation: bool = False,
    ) -> PipelineJob: ...
    def stream(self, name: str) -> None: ...

class BatchEndpointOperations:
    def begin_create_or_update(self, endpoint: BatchEndpoint) -> LROPoller[BatchEndpoint]: ...
    def begin_delete(self, name: str) -> LROPoller[None]: ...
    def get(self, name: str) -> BatchEndpoint: ...
    def list(self) -> Iterable[BatchEndpoint]: ...
    def invoke(
        self,
        endpoint_name: str,
        *,
        deployment_name: str | None = None,
        inputs: dict[str, Input] | None = None,
    ) -> BatchJob: ...

class BatchDeploymentOperations:
    def begin_create_or_update(
        self, deployment: _Deployment, *, skip_script_validation: bool = False
    ) -> LROPoller[_Deployment]: ...
    def get(self, name: str, endpoint_name: str) -> BatchDeployment: ...
