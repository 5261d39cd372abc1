from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar, overload

from azure.ai.ml import Output
from azure.ai.ml.entities import PipelineJob

_P = ParamSpec("_P")
_Outputs = TypeVar("_Outputs", bound=Mapping[str, Output] | None)

# The SDK forgot the default of `func`, so a checker refuses `@pipeline(...)`, which runs.
@overload
def pipeline(
    func: None = None,
    *,
    name: str | None = None,
    version: str | None = None,
    display_name: str | None = None,
    description: str | None = None,
    experiment_name: str | None = None,
    tags: dict[str, str] | None = None,
    compute: str | None = None,
    default_compute: str | None = None,
    default_datastore: str | None = None,
    continue_on_step_failure: bool | None = None,
    force_rerun: bool | None = None,
    non_pipeline_inputs: list[str] | None = None,
) -> Callable[[Callable[_P, _Outputs]], Callable[_P, PipelineJob]]: ...
@overload
def pipeline(
    func: Callable[_P, _Outputs],
    *,
    name: str | None = None,
    version: str | None = None,
    display_name: str | None = None,
    description: str | None = None,
    experiment_name: str | None = None,
    tags: dict[str, str] | None = None,
    compute: str | None = None,
    default_compute: str | None = None,
    default_datastore: str | None = None,
    continue_on_step_failure: bool | None = None,
    force_rerun: bool | None = None,
    non_pipeline_inputs: list[str] | None = None,
) -> Callable[_P, PipelineJob]: ...
