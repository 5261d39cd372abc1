"""How the factory reaches Azure ML: by which linked service, and as whom."""

from collections.abc import Mapping
from typing import Annotated, Literal

from generator.contract.values import Value
from generator.spec.forms import Name, Sentence, Text
from generator.spec.language.resources import IntegrationRuntimeName
from generator.spec.record import Record, key

SecretName = Annotated[str, Text("^[A-Za-z0-9-]+$", "a secret's name in a Key Vault", 127)]


class SystemAssignedSpec(Record):
    """The managed identity that the factory itself has."""

    type: Literal["system_assigned"] = key(
        "system_assigned: the factory's own managed identity.", factory="authentication: MSI"
    )


class UserAssignedSpec(Record):
    """A managed identity that stands on its own."""

    type: Literal["user_assigned"] = key(
        "user_assigned: a managed identity that stands on its own.",
        factory="authentication: MSI, and the credential",
    )
    credential: Name = key("A credential of the project file.", factory="credential")


class ServicePrincipalSpec(Record):
    """A service principal, whose key is in a Key Vault."""

    type: Literal["service_principal"] = key(
        "service_principal: its ids stand under each environment's `aml`.",
        factory="servicePrincipalId, tenant, servicePrincipalKey",
    )
    store: Name = key(
        "The linked service of the Key Vault that holds the key.",
        factory="servicePrincipalKey.store",
    )
    secret: SecretName = key("The secret's name.", factory="servicePrincipalKey.secretName")


IdentitySpec = SystemAssignedSpec | UserAssignedSpec | ServicePrincipalSpec


class AmlLinkSpec(Record):
    """How the factory reaches Azure ML."""

    linked_service: Name = key(
        "The name of the AML linked service, which is made of the rest of these keys; or of one "
        "under `linked_services`, of type AzureMLService, which then is taken as it is.",
        factory="the linked service's name",
        default="aml",
    )
    description: Sentence = key(
        "What the linked service is for.", factory="description", default=""
    )
    identity: IdentitySpec | None = key(
        "What the factory is for Azure ML; without it its own managed identity.",
        factory="the linked service's authentication; that of Web activities (v2)",
        default=None,
    )
    connect_via: IntegrationRuntimeName | None = key(
        "The integration runtime that Azure ML is reached through.",
        factory="connectVia",
        default=None,
    )
    parameters: Mapping[Name, Value] = key(
        "Values of the parameters of a linked service under `linked_services`.",
        factory="linkedServiceName.parameters",
        default_factory=dict,
    )
