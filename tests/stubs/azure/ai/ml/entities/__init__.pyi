from collections.abc import Mapping
from os import PathLike
from typing import Any, TypeAlias

from azure.ai.ml import Input, Output

_File: TypeAlias = str | PathLike[str]
_Bound: TypeAlias = Input | Output | str | int | float | bool

# What a node writes. The SDK keeps its class to itself, and it is no Output at run time; pipeline
# functions are annotated as if it were, since there is no other public name.
class _NodeOutput(Output): ...

# The SDK says `dict`; the outputs are attributes, too.
class _Outputs(dict[str, _NodeOutput]):
    def __getattr__(self, name: str) -> _NodeOutput: ...

class BuildContext:
    def __init__(
        self, *, dockerfile_path: str | None = None, path: _File | None = None
    ) -> None: ...

class Environment:
    name: str | None
    version: str | None
    def __init__(
        self,
        *,
        name: str | None = None,
        version: str | None = None,
        description: str | None = None,
        image: str | None = None,
        build: BuildContext | None = None,
        conda_file: _File | dict[str, Any] | None = None,
        tags: dict[str, str] | None = None,
        properties: dict[str, str] | None = None,
        datastore: str | None = None,
    ) -> None: ...

class Model:
    name: str | None
    version: str | None
    path: str | None
    id: str | None

# Its type is a StrEnum of the SDK's own, such as "AzureBlob".
class Datastore:
    name: str | None
    description: str | None
    @property
    def type(self) -> str: ...

class Component:
    name: str | None
    version: str | None
    description: str | None
    id: str | None
    @property
    def inputs(self) -> dict[str, Input]: ...
    @property
    def outputs(self) -> dict[str, Output]: ...

class CommandComponent(Component):
    def __call__(self, **kwargs: _Bound) -> Command: ...

class ParallelComponent(Component):
    def __call__(self, **kwargs: _Bound) -> Parallel: ...

class PipelineComponent(Component):
    def __init__(
        self,
        *,
        name: str | None = None,
        version: str | None = None,
        description: str | None = None,
        tags: dict[str, str] | None = None,
        display_name: str | None = None,
        inputs: Mapping[str, Input] | None = None,
        outputs: Mapping[str, Output] | None = None,
        jobs: Mapping[str, Command | Parallel] | None = None,
        is_deterministic: bool | None = None,
    ) -> None: ...
    @property
    def jobs(self) -> dict[str, Command | Parallel]: ...

class RetrySettings:
    timeout: int | str | None
    max_retries: int | str | None
    def __init__(
        self, *, timeout: int | str | None = None, max_retries: int | str | None = None
    ) -> None: ...

class _Node:
    name: str | None
    compute: str | None
    @property
    def inputs(self) -> dict[str, Any]: ...
    @property
    def outputs(self) -> _Outputs: ...

class Command(_Node):
    def __call__(self, **kwargs: _Bound) -> Command: ...

class Parallel(_Node):
    retry_settings: RetrySettings
    def __call__(self, **kwargs: _Bound) -> Parallel: ...

class PipelineJobSettings:
    default_datastore: str | None
    default_compute: str | None
    continue_on_step_failure: bool | None
    force_rerun: bool | None
    def __init__(
        self,
        default_datastore: str | None = None,
        default_compute: str | None = None,
        continue_on_step_failure: bool | None = None,
        force_rerun: bool | None = None,
    ) -> None: ...

class PipelineJob:
    name: str | None
    display_name: str | None
    experiment_name: str | None
    component: str | PipelineComponent | Component | None
    tags: dict[str, str]
    @property
    def inputs(self) -> dict[str, Any]: ...
    @property
    def outputs(self) -> _Outputs: ...
    @property
    def jobs(self) -> dict[str, Any]: ...
    @property
    def settings(self) -> PipelineJobSettings: ...
    @settings.setter
    def settings(self, value: PipelineJobSettings) -> None: ...

class BatchEndpoint:
    name: str | None
    description: str | None
    tags: dict[str, str] | None
    defaults: dict[str, str] | None
    @property
    def scoring_uri(self) -> str | None: ...
    def __init__(
        self,
        *,
        name: str | None = None,
        tags: dict[str, str] | None = None,
        properties: dict[str, str] | None = None,
        auth_mode: str = "aad_token",
        description: str | None = None,
        location: str | None = None,
        defaults: dict[str, str] | None = None,
        default_deployment_name: str | None = None,
        scoring_uri: str | None = None,
        openapi_uri: str | None = None,
    ) -> None: ...

class BatchDeployment:
    name: str | None
    endpoint_name: str | None
    description: str | None
    tags: dict[str, str] | None

class PipelineComponentBatchDeployment(BatchDeployment):
    component: Component | str | None
    settings: dict[str, str] | None
    def __init__(
        self,
        *,
        name: str,
        endpoint_name: str | None = None,
        component: Component | str | None = None,
        settings: dict[str, str] | None = None,
        job_definition: dict[str, Command | Parallel] | None = None,
        tags: dict[str, str] | None = None,
        description: str | None = None,
    ) -> None: ...

class BatchJob:
    id: str | None
    name: str | None
    type: str | None
    status: str | None
