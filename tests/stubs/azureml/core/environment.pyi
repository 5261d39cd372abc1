from azureml.core.workspace import Workspace

class DockerSection:
    base_image: str | None
    base_dockerfile: str | None

class PythonSection:
    user_managed_dependencies: bool
    interpreter_path: str

class Environment:
    name: str
    version: str | None
    docker: DockerSection
    python: PythonSection
    environment_variables: dict[str, str]
    def __init__(self, name: str) -> None: ...
    def register(self, workspace: Workspace) -> Environment: ...
    @staticmethod
    def get(
        workspace: Workspace, name: str, version: str | None = None, label: str | None = None
    ) -> Environment: ...
    @staticmethod
    def from_conda_specification(name: str, file_path: str) -> Environment: ...
    @staticmethod
    def from_docker_image(
        name: str,
        image: str,
        container_registry: object = None,
        conda_specification: str | None = None,
        pip_requirements: str | None = None,
    ) -> Environment: ...
