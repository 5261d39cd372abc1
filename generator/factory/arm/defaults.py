"""The definitions of parameters that Studio works by where a repository has none of its own.

Source: "Default parameterization template" of the page
continuous-integration-delivery-resource-manager-custom-parameters. Synapse's page shows a sample
only; its default is taken to be Data Factory's, as far as a workspace has the same kinds.
"""

from collections.abc import Mapping

from generator.contract.values import Json

_KEPT: tuple[str, ...] = (
    "accountName",
    "username",
    "userName",
    "accessKeyId",
    "servicePrincipalId",
    "userId",
    "host",
    "clientId",
    "clusterUserName",
    "clusterSshUserName",
    "hostSubscriptionId",
    "clusterResourceGroup",
    "subscriptionId",
    "resourceGroupName",
    "tenant",
    "dataLakeStoreUri",
    "baseUrl",
    "database",
    "serviceEndpoint",
    "batchUri",
    "poolName",
    "databaseName",
    "systemNumber",
    "server",
    "url",
    "functionAppUrl",
    "environmentUrl",
    "aadResourceId",
)
"""The properties of linked services that become parameters with the value as default."""


def _type_properties(inner: dict[str, Json]) -> Json:
    return {"properties": {"typeProperties": inner}}


def _linked_services() -> dict[str, Json]:
    secrets: dict[str, Json] = {
        "sasUri": "|:-sasUri:secureString",
        "sasToken": "|",
        "connectionString": "|:-connectionString:secureString",
        "hostKeyFingerprint": "=",
    }
    return {
        "*": _type_properties({**dict.fromkeys(_KEPT, "="), **secrets}),
        "Odbc": _type_properties({"userName": "=", "connectionString": {"secretName": "="}}),
    }


def _triggers() -> Json:
    handed: Json = {"parameters": {"*": "="}}
    return {
        "properties": {
            "pipelines": [handed],
            "pipeline": handed,
            "typeProperties": {"scope": "="},
        }
    }


def _runtimes() -> Json:
    secret: Json = {"value": "-::secureString"}
    return _type_properties(
        {
            "ssisProperties": {
                "catalogInfo": {
                    "catalogServerEndpoint": "=",
                    "catalogAdminUserName": "=",
                    "catalogAdminPassword": secret,
                },
                "customSetupScriptProperties": {"sasToken": secret},
            },
            "linkedInfo": {"key": secret, "resourceId": "="},
            "computeProperties": {
                "dataFlowProperties": {"externalComputeInfo": [{"accessToken": "-::secureString"}]}
            },
        }
    )


def _common(home: str) -> dict[str, Json]:
    datasets: dict[str, Json] = {"*": _type_properties({"folderPath": "=", "fileName": "="})}
    return {
        f"{home}/pipelines": {},
        f"{home}/dataflows": {},
        f"{home}/integrationRuntimes": _runtimes(),
        f"{home}/triggers": _triggers(),
        f"{home}/linkedServices": _linked_services(),
        f"{home}/datasets": datasets,
    }


_FACTORY = "Microsoft.DataFactory/factories"
_WORKSPACE = "Microsoft.Synapse/workspaces"
_GLOBAL: dict[str, Json] = {"*": {"value": "="}}

DEFAULTS: Mapping[str, dict[str, Json]] = {
    _FACTORY: {
        _FACTORY: {"properties": {"globalParameters": _GLOBAL}, "location": "="},
        f"{_FACTORY}/globalparameters": {"properties": _GLOBAL},
        **_common(_FACTORY),
        f"{_FACTORY}/managedVirtualNetworks/managedPrivateEndpoints": {"properties": {"*": "="}},
    },
    _WORKSPACE: _common(_WORKSPACE),
}
