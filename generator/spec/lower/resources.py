"""What the jobs of a project share: environments, linked services, datasets, credentials."""

from collections.abc import Mapping
from typing import cast

from generator.contract.model import Declared
from generator.contract.pipelines import FactoryData, Reference
from generator.contract.resources import (
    Credential,
    Dataset,
    Deployment,
    Identity,
    KeyVaultSecret,
    LinkedService,
    Principal,
    Target,
)
from generator.contract.values import Json, Literal
from generator.spec.language.aml_link import (
    AmlLinkSpec,
    IdentitySpec,
    ServicePrincipalSpec,
    UserAssignedSpec,
)
from generator.spec.language.project import DeploymentSpec, ProjectSpec, TargetSpec
from generator.spec.language.resources import CredentialSpec, DatasetSpec, ResourceParameterSpec
from generator.spec.lower.activities import decided, values


def target(name: str, spec: TargetSpec) -> Target:
    """One environment."""
    aml, principal = spec.aml, spec.aml.service_principal
    return Target(
        name,
        aml.subscription,
        aml.resource_group,
        aml.workspace,
        aml.region,
        aml.endpoint_suffix or "",
        spec.factory or "",
        spec.synapse or "",
        Principal(principal.id, principal.tenant) if principal else None,
        spec.credentials,
        spec.sources,
        spec.subscription or aml.subscription,
        spec.resource_group or aml.resource_group,
        spec.start_triggers,
    )


def deployment(spec: DeploymentSpec) -> Deployment:
    """How CI deploys."""
    return Deployment(spec.by.value, spec.ci.value if spec.ci else None)


def linked_service(name: str, project: ProjectSpec) -> LinkedService:
    """A linked service with its values in all environments."""
    spec = project.linked_services[name]
    varying: dict[str, dict[str, FactoryData]] = {}
    for environment, each in project.environments.items():
        for item, value in each.linked_services.get(name, {}).items():
            varying.setdefault(item, {})[environment] = decided(cast("Json", value))
    return LinkedService(
        name,
        spec.type,
        spec.description,
        _properties(spec.properties),
        varying,
        _parameters(spec.parameters),
        spec.connect_via,
        spec.annotations,
    )


def dataset(name: str, spec: DatasetSpec) -> Dataset:
    """A dataset."""
    return Dataset(
        name,
        spec.type,
        spec.description,
        Reference(spec.linked_service, values(spec.linked_service_parameters)),
        _properties(spec.properties),
        _parameters(spec.parameters),
        spec.folder,
        spec.annotations,
    )


def credential(name: str, spec: CredentialSpec) -> Credential:
    """A user-assigned managed identity."""
    return Credential(name, spec.description)


def _properties(given: Mapping[str, object]) -> dict[str, FactoryData]:
    return {item: decided(cast("Json", value)) for item, value in given.items()}


def _parameters(given: Mapping[str, ResourceParameterSpec]) -> dict[str, Declared]:
    return {name: Declared(item.type.value, item.default) for name, item in given.items()}


# the way to Azure ML ------------------------------------------------------------------------------

_WORKSPACE = {
    "subscriptionId": "subscription",
    "resourceGroupName": "resource_group",
    "mlWorkspaceName": "workspace",
}


def identity(spec: IdentitySpec | None) -> Identity:
    """What the factory is for Azure ML."""
    if isinstance(spec, UserAssignedSpec):
        return Identity(credential=spec.credential)
    if isinstance(spec, ServicePrincipalSpec):
        return Identity(principal_key=KeyVaultSecret(spec.store, spec.secret))
    return Identity()


def aml_linked_service(spec: AmlLinkSpec, targets: Mapping[str, Target]) -> LinkedService:
    """The linked service of Azure ML, as its identity wants it."""
    varying: dict[str, dict[str, FactoryData]] = {
        item: {name: Literal(getattr(each, field)) for name, each in targets.items()}
        for item, field in _WORKSPACE.items()
    }
    fixed, also = _authentication(identity(spec.identity), targets)
    return LinkedService(
        spec.linked_service,
        "AzureMLService",
        spec.description,
        fixed,
        varying | also,
        connect_via=spec.connect_via,
    )


def _authentication(
    who: Identity, targets: Mapping[str, Target]
) -> tuple[dict[str, FactoryData], dict[str, dict[str, FactoryData]]]:
    """What is the same in every environment, and what differs.

    `authentication` must name the managed identity; a user-assigned one has its credential too.
    Sources: AzureMLServiceLinkedService of azure-mgmt-datafactory, and exports of the Studio.
    """
    if who.credential is not None:
        kind = {"referenceName": Literal(who.credential), "type": Literal("CredentialReference")}
        return {"authentication": Literal("MSI"), "credential": dict(kind)}, {}
    if who.principal_key is not None:
        key = who.principal_key
        store = {"referenceName": Literal(key.store), "type": Literal("LinkedServiceReference")}
        secret: FactoryData = {
            "type": Literal("AzureKeyVaultSecret"),
            "store": dict(store),
            "secretName": Literal(key.name),
        }
        principals = {name: each.principal for name, each in targets.items() if each.principal}
        return {"servicePrincipalKey": secret}, {
            "servicePrincipalId": {name: Literal(each.id) for name, each in principals.items()},
            "tenant": {name: Literal(each.tenant) for name, each in principals.items()},
        }
    return {"authentication": Literal("MSI")}, {}
