"""Ways to sign in. Nobody is asked for anything here."""


class AbstractAuthentication:
    """The base of all ways to sign in."""

    def __init__(self, cloud: str | None = None) -> None:
        self.cloud = cloud


class AzureCliAuthentication(AbstractAuthentication):
    """As the user of `az login`."""


class MsiAuthentication(AbstractAuthentication):
    """As the managed identity of the machine."""


class InteractiveLoginAuthentication(AbstractAuthentication):
    """As the user who is asked for it."""

    def __init__(
        self, force: bool = False, tenant_id: str | None = None, cloud: str | None = None
    ) -> None:
        super().__init__(cloud)
        self.force = force
        self.tenant_id = tenant_id


class ServicePrincipalAuthentication(AbstractAuthentication):
    """As a service principal."""

    def __init__(
        self,
        tenant_id: str,
        service_principal_id: str,
        service_principal_password: str,
        cloud: str = "AzureCloud",
    ) -> None:
        super().__init__(cloud)
        self.tenant_id = tenant_id
        self.service_principal_id = service_principal_id
        self.service_principal_password = service_principal_password
