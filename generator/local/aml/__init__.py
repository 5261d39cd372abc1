"""Runs the AML side of a job here: its pipeline's code, whatever SDK it is for, on local files."""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.local.aml.data_ref import DataRef
    from generator.local.aml.datastores import Datastores
    from generator.local.aml.endpoint import BatchEndpoint
    from generator.local.aml.literals import spelled
    from generator.local.aml.load import Unloadable
    from generator.local.aml.models import Models
    from generator.local.aml.outcome import Outcome, StepRecord
    from generator.local.aml.pipeline import AmlPipeline, LocalPipeline, load_v1, load_v2
    from generator.local.aml.submission import Refusal, Submission
    from generator.local.aml.workspace import LocalWorkspace

__all__ = [
    "AmlPipeline",
    "BatchEndpoint",
    "DataRef",
    "Datastores",
    "LocalPipeline",
    "LocalWorkspace",
    "Models",
    "Outcome",
    "Refusal",
    "StepRecord",
    "Submission",
    "Unloadable",
    "load_v1",
    "load_v2",
    "spelled",
]
# The loader's process starts with this package, and needs none of it.
_HOMES = MappingProxyType(
    {
        "AmlPipeline": "pipeline",
        "BatchEndpoint": "endpoint",
        "DataRef": "data_ref",
        "Datastores": "datastores",
        "LocalPipeline": "pipeline",
        "LocalWorkspace": "workspace",
        "Models": "models",
        "Outcome": "outcome",
        "Refusal": "submission",
        "StepRecord": "outcome",
        "Submission": "submission",
        "Unloadable": "load",
        "load_v1": "pipeline",
        "load_v2": "pipeline",
        "spelled": "literals",
    }
)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
