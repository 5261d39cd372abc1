"""What conda installs in an environment. Source: `azureml.core.conda_dependencies` of 1.61."""


class CondaDependencies:
    """Packages. Nothing is installed here: scripts run in the Python that the user names."""

    def __init__(
        self, conda_dependencies_file_path: str | None = None, _underlying_structure: object = None
    ) -> None:
        self.file = conda_dependencies_file_path
        self.conda_packages: list[str] = []
        self.pip_packages: list[str] = []

    @staticmethod
    def create(
        pip_indexurl: str | None = None,
        pip_packages: list[str] | None = None,
        conda_packages: list[str] | None = None,
        python_version: str | None = None,
        pin_sdk_version: bool = True,
    ) -> "CondaDependencies":
        made = CondaDependencies()
        made.pip_packages += pip_packages or []
        made.conda_packages += conda_packages or []
        return made

    def add_pip_package(self, pip_package: str) -> None:
        self.pip_packages.append(pip_package)

    def add_conda_package(self, conda_package: str) -> None:
        self.conda_packages.append(conda_package)
