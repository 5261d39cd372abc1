class AbstractAuthentication:
    def __init__(self, cloud: str | None = None) -> None: ...

class AzureCliAuthentication(AbstractAuthentication): ...
class MsiAuthentication(AbstractAuthentication): ...

class InteractiveLoginAuthentication(AbstractAuthentication):
    def __init__(
        self, force: bool = False, tenant_id: str | None = None, cloud: str | None = None
    ) -> None: ...

class ServicePrincipalAuthentication(AbstractAuthentication):
    def __init__(
        self,
        tenant_id: str,
        service_principal_id: str,
        service_principal_password: str,
        cloud: str = "AzureCloud",
    ) -> None: ...
