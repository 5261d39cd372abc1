"""Experiments, which runs are gathered in."""

from azureml.core.workspace import Workspace


class Experiment:
    """An experiment. Nothing is submitted from here."""

    def __init__(self, workspace: Workspace, name: str, **kwargs: object) -> None:
        self.workspace = workspace
        self.name = name
