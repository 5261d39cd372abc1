"""What the jobs of a project share in the factory, and the environments it all is for."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.contract.model import Declared
from generator.contract.pipelines import FactoryData, Reference

ENDPOINTS = ".inference.ml.azure.com"
"""How the hosts of batch endpoints end."""


class Principal(Struct, frozen=True):
    """A service principal's application id and tenant."""

    id: str
    tenant: str


class Target(Struct, frozen=True):
    """One environment: a factory or a Synapse workspace or both, and an AML workspace.

    `subscription` and `resource_group` are the AML workspace's, `home_subscription` and
    `home_group` the factory's. `credentials` and `sources` are ids of resources, by the names that
    the project uses.
    """

    name: str
    subscription: str
    resource_group: str
    workspace: str
    region: str
    endpoint_suffix: str
    factory: str = ""
    synapse: str = ""
    principal: Principal | None = None
    credentials: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    home_subscription: str = ""
    home_group: str = ""
    start_triggers: bool = True

    @property
    def workspace_uri(self) -> str:
        """The workspace's address in Azure Resource Manager."""
        return (
            f"https://management.azure.com/subscriptions/{self.subscription}"
            f"/resourceGroups/{self.resource_group}"
            f"/providers/Microsoft.MachineLearningServices/workspaces/{self.workspace}"
        )

    def endpoint_uri(self, endpoint: str) -> str:
        """The address that jobs of a batch endpoint are posted to."""
        return f"https://{endpoint}{self.endpoint_suffix}.{self.region}{ENDPOINTS}/jobs"


class LinkedService(Struct, frozen=True):
    """A linked service. `varying` are the properties that have a value of each environment."""

    name: str
    type: str
    description: str
    properties: Mapping[str, FactoryData]
    varying: Mapping[str, Mapping[str, FactoryData]] = field(default_factory=dict)
    parameters: Mapping[str, Declared] = field(default_factory=dict)
    connect_via: str | None = None
    annotations: tuple[str, ...] = ()


class Dataset(Struct, frozen=True):
    """A dataset of the factory."""

    name: str
    type: str
    description: str
    linked_service: Reference
    properties: Mapping[str, FactoryData]
    parameters: Mapping[str, Declared] = field(default_factory=dict)
    folder: str | None = None
    annotations: tuple[str, ...] = ()


class Credential(Struct, frozen=True):
    """A user-assigned managed identity; the environments have its resource id."""

    name: str
    description: str


DeployBy = Literal["arm", "sdk"]
Ci = Literal["github", "azure_devops"]


class Deployment(Struct, frozen=True):
    """How CI brings to Azure what was generated; `ci` is None where nothing of CI is generated."""

    by: DeployBy
    ci: Ci | None


class KeyVaultSecret(Struct, frozen=True):
    """A secret in a Key Vault, which a linked service leads to."""

    store: str
    name: str


class Identity(Struct, frozen=True):
    """What the factory is for Azure ML: a credential, a principal with its key, or itself."""

    credential: str | None = None
    principal_key: KeyVaultSecret | None = None
