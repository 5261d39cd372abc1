"""Python environments."""

from dataclasses import dataclass
from pathlib import Path

from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.workspace import Workspace


@dataclass(slots=True)
class DockerSection:
    """The image of an environment."""

    base_image: str | None = None
    base_dockerfile: str | None = None


@dataclass(slots=True)
class PythonSection:
    """The Python of an environment. Source: `azureml.core.environment` of azureml-core 1.61."""

    user_managed_dependencies: bool = False
    interpreter_path: str = "python"
    conda_dependencies: CondaDependencies | None = None


class Environment:
    """An environment; `conda_specification` is the file it was made from, if any."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.version: str | None = None
        self.docker = DockerSection()
        self.python = PythonSection()
        self.environment_variables: dict[str, str] = {}
        self.conda_specification: Path | None = None

    def register(self, workspace: Workspace) -> "Environment":
        self.version = self.version or "1"
        return self

    @staticmethod
    def get(
        workspace: Workspace, name: str, version: str | None = None, label: str | None = None
    ) -> "Environment":
        environment = Environment(name)
        environment.version = version or "1"
        return environment

    @staticmethod
    def from_conda_specification(name: str, file_path: str) -> "Environment":
        Path(file_path).read_bytes()  # the SDK parses it, and fails if it is not there
        environment = Environment(name)
        environment.conda_specification = Path(file_path)
        return environment

    @staticmethod
    def from_docker_image(
        name: str,
        image: str,
        container_registry: object = None,
        conda_specification: str | None = None,
        pip_requirements: str | None = None,
    ) -> "Environment":
        if conda_specification is None:
            environment = Environment(name)
        else:
            environment = Environment.from_conda_specification(name, conda_specification)
        environment.docker.base_image = image
        return environment
