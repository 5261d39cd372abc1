"""The contract of Azure ML's parallel run step, executed here.

A worker starts by importing this package, so nothing is imported until it is asked for.
"""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.local.parallel.dask_engine import DaskCluster
    from generator.local.parallel.engine import Engine
    from generator.local.parallel.processes import LocalProcesses
    from generator.local.parallel.run import run_step
    from generator.local.parallel.step import ParallelStep, Progress, Scored, Settings, StepFailed

__all__ = [
    "DaskCluster",
    "Engine",
    "LocalProcesses",
    "ParallelStep",
    "Progress",
    "Scored",
    "Settings",
    "StepFailed",
    "run_step",
]
_HOMES = MappingProxyType(
    {
        "DaskCluster": "dask_engine",
        "Engine": "engine",
        "LocalProcesses": "processes",
        "ParallelStep": "step",
        "Progress": "step",
        "Scored": "step",
        "Settings": "step",
        "StepFailed": "step",
        "run_step": "run",
    }
)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
