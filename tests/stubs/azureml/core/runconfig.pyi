from azureml.core.environment import Environment

class RunConfiguration:
    script: str | None
    arguments: list[str]
    target: str
    node_count: int
    environment: Environment
    environment_variables: dict[str, str]
    def __init__(
        self,
        script: str | None = None,
        arguments: list[str] | None = None,
        framework: str | None = None,
        communicator: str | None = None,
        conda_dependencies: object = None,
        *,
        command: str | list[str] | None = None,
    ) -> None: ...
