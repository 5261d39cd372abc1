"""Workspaces, and what runs are made of."""

from azureml.core.dataset import Dataset
from azureml.core.datastore import Datastore
from azureml.core.environment import Environment
from azureml.core.model import Model
from azureml.core.run import Run
from azureml.core.runconfig import RunConfiguration
from azureml.core.workspace import Workspace

__all__ = [
    "Dataset",
    "Datastore",
    "Environment",
    "Model",
    "Run",
    "RunConfiguration",
    "Workspace",
]
