"""How a script is run."""

from azureml.core.environment import Environment

DEFAULT_CPU_IMAGE = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"
"""The image of nodes without a GPU."""


class RunConfiguration:
    """The settings of a run."""

    def __init__(
        self,
        script: str | None = None,
        arguments: list[str] | None = None,
        framework: str | None = None,
        communicator: str | None = None,
        conda_dependencies: object = None,
        *,
        command: str | list[str] | None = None,
    ) -> None:
        self.script = script
        self.arguments = arguments or []
        self.framework = framework or "Python"
        self.communicator = communicator
        self.command = command
        self.target = "local"
        self.node_count = 1
        self.environment = Environment("default")
        self.environment_variables: dict[str, str] = {}
