from collections.abc import Mapping
from os import PathLike
from typing import Any, Literal, TypeAlias, overload

from azure.ai.ml.entities import (
    Command,
    CommandComponent,
    Environment,
    ParallelComponent,
    PipelineComponent,
)
from azure.ai.ml.operations import (
    BatchDeploymentOperations,
    BatchEndpointOperations,
    ComponentOperations,
    DatastoreOperations,
    EnvironmentOperations,
    JobOperations,
    ModelOperations,
)
from azure.core.credentials import TokenCredential

_File: TypeAlias = str | PathLike[str]
_Primitive: TypeAlias = str | int | float | bool
_Data: TypeAlias = Literal[
    "uri_folder", "uri_file", "mltable", "mlflow_model", "custom_model", "triton_model"
]

class Input:
    type: str
    path: str | None
    mode: str | None
    default: _Primitive | None
    min: float | None
    max: float | None
    optional: bool | None
    description: str | None
    @overload
    def __init__(
        self,
        *,
        type: _Data = "uri_folder",
        path: str | None = None,
        mode: str | None = None,
        path_on_compute: str | None = None,
        optional: bool | None = None,
        description: str | None = None,
        datastore: str | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        *,
        type: Literal["number"],
        default: float | None = None,
        min: float | None = None,
        max: float | None = None,
        optional: bool | None = None,
        description: str | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        *,
        type: Literal["integer"],
        default: int | None = None,
        min: int | None = None,
        max: int | None = None,
        optional: bool | None = None,
        description: str | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        *,
        type: Literal["string"],
        default: str | None = None,
        enum: list[str] | None = None,
        optional: bool | None = None,
        description: str | None = None,
    ) -> None: ...
    @overload
    def __init__(
        self,
        *,
        type: Literal["boolean"],
        default: bool | None = None,
        optional: bool | None = None,
        description: str | None = None,
    ) -> None: ...

class Output:
    type: str
    path: str | None
    mode: str | None
    description: str | None
    def __init__(
        self,
        *,
        type: _Data = "uri_folder",
        path: str | None = None,
        mode: str | None = None,
        description: str | None = None,
    ) -> None: ...

def command(
    *,
    name: str | None = None,
    description: str | None = None,
    tags: dict[str, str] | None = None,
    properties: dict[str, str] | None = None,
    display_name: str | None = None,
    command: str | None = None,
    experiment_name: str | None = None,
    environment: str | Environment | None = None,
    environment_variables: dict[str, str] | None = None,
    compute: str | None = None,
    inputs: Mapping[str, Input | _Primitive] | None = None,
    outputs: Mapping[str, Output | str] | None = None,
    instance_count: int | None = None,
    instance_type: str | None = None,
    docker_args: str | list[str] | None = None,
    shm_size: str | None = None,
    timeout: int | None = None,
    code: _File | None = None,
    is_deterministic: bool = True,
) -> Command: ...
def load_component(
    source: _File | None = None,
    *,
    relative_origin: str | None = None,
    params_override: list[dict[str, Any]] | None = None,
) -> CommandComponent | ParallelComponent | PipelineComponent: ...
def load_environment(
    source: _File,
    *,
    relative_origin: str | None = None,
    params_override: list[dict[str, Any]] | None = None,
) -> Environment: ...

class MLClient:
    def __init__(
        self,
        credential: TokenCredential,
        subscription_id: str | None = None,
        resource_group_name: str | None = None,
        workspace_name: str | None = None,
        registry_name: str | None = None,
    ) -> None: ...
    @property
    def components(self) -> ComponentOperations: ...
    @property
    def datastores(self) -> DatastoreOperations: ...
    @property
    def environments(self) -> EnvironmentOperations: ...
    @property
    def models(self) -> ModelOperations: ...
    @property
    def jobs(self) -> JobOperations: ...
    @property
    def batch_endpoints(self) -> BatchEndpointOperations: ...
    @property
    def batch_deployments(self) -> BatchDeploymentOperations: ...
    @property
    def subscription_id(self) -> str: ...
    @property
    def resource_group_name(self) -> str: ...
    @property
    def workspace_name(self) -> str | None: ...
