from typing import Any

from azure.core.credentials import AccessToken

class DefaultAzureCredential:
    def __init__(self, **kwargs: Any) -> None: ...
    def get_token(
        self,
        *scopes: str,
        claims: str | None = None,
        tenant_id: str | None = None,
        **kwargs: Any,
    ) -> AccessToken: ...
    def close(self) -> None: ...
