from azureml.core.authentication import AbstractAuthentication

class Workspace:
    @property
    def name(self) -> str: ...
    @property
    def subscription_id(self) -> str: ...
    @property
    def resource_group(self) -> str: ...
    @property
    def tags(self) -> dict[str, str]: ...
    def __init__(
        self,
        subscription_id: str,
        resource_group: str,
        workspace_name: str,
        auth: AbstractAuthentication | None = None,
        *,
        sku: str = "basic",
        tags: dict[str, str] | None = None,
    ) -> None: ...
    @staticmethod
    def get(
        name: str,
        auth: AbstractAuthentication | None = None,
        subscription_id: str | None = None,
        resource_group: str | None = None,
        location: str | None = None,
        cloud: str = "AzureCloud",
        id: str | None = None,
    ) -> Workspace: ...
    @staticmethod
    def from_config(
        path: str | None = None, auth: AbstractAuthentication | None = None
    ) -> Workspace: ...
