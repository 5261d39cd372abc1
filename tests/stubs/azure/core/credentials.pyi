from typing import Any, NamedTuple, Protocol

class AccessToken(NamedTuple):
    token: str
    expires_on: int

class TokenCredential(Protocol):
    def get_token(
        self,
        *scopes: str,
        claims: str | None = None,
        tenant_id: str | None = None,
        enable_cae: bool = False,
        **kwargs: Any,
    ) -> AccessToken: ...
