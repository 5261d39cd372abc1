from azureml.core.workspace import Workspace

class Model:
    name: str
    version: int
    id: str
    def __init__(
        self,
        workspace: Workspace,
        name: str | None = None,
        id: str | None = None,
        tags: list[str] | None = None,
        properties: list[str] | None = None,
        version: int | None = None,
        run_id: str | None = None,
        model_framework: str | None = None,
        expand: bool = True,
    ) -> None: ...
    @staticmethod
    def get_model_path(model_name: str, version: int | None = None) -> str: ...
