from collections.abc import Mapping
from typing import Any

class LinkedService:
    def __init__(
        self, *, additional_properties: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None: ...

class Dataset:
    # The SDK's own types do not allow None, which it leaves out.
    def __init__(
        self,
        *,
        linked_service_name: object,
        additional_properties: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None: ...

class Trigger:
    def __init__(
        self, *, additional_properties: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None: ...
