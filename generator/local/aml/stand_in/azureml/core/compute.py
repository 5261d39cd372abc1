"""Compute targets, which steps may be given instead of their names."""

from azureml.core.workspace import Workspace


class ComputeTarget:
    """A compute target that exists: here any does."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace = workspace
        self.name = name


class AmlCompute(ComputeTarget):
    """A cluster of Azure ML."""
