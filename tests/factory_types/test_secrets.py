"""Secrets that are written out are found wherever they stand; a vault's and computed ones pass."""

from typing import Any

import pytest

from generator.diagnostics import Code
from generator.diagnostics.finding import Finding
from generator.factory.types import Kind, check_secrets, secret_properties
from generator.spec.lower.activities import decided
from tests.factory_types.examples import EXAMPLES

AT = ("properties",)
VAULT = {
    "type": "AzureKeyVaultSecret",
    "store": {"referenceName": "vault", "type": "LinkedServiceReference"},
    "secretName": "key",
}


def findings(kind: Kind, type_: str, properties: dict[str, Any]) -> list[Finding]:
    data = {name: decided(value) for name, value in properties.items()}
    return list(check_secrets("data_factory", kind, type_, data, AT))


@pytest.mark.parametrize("type_", EXAMPLES)
def test_no_example_has_a_secret(type_: str) -> None:
    assert findings("activity", type_, dict(EXAMPLES[type_])) == []


WRITTEN_OUT: list[tuple[Kind, str, dict[str, Any], tuple[str | int, ...]]] = [
    ("linkedService", "AzureBatch", {"accessKey": "hunter2"}, ("accessKey",)),
    ("linkedService", "AzureBlobFS", {"accountKey": "hunter2"}, ("accountKey",)),
    ("linkedService", "AzureBlobStorage", {"encryptedCredential": "ab"}, ("encryptedCredential",)),
    ("linkedService", "AzureSqlDatabase", {"password": 12345}, ("password",)),
    ("linkedService", "AzureSqlDatabase", {"password": {"value": "x"}}, ("password",)),
    (
        "linkedService",
        "AzureSqlDatabase",
        {"password": {"type": "SecureString", "value": "x"}},
        ("password", "value"),
    ),
    (
        "linkedService",
        "AzureSqlDatabase",
        {"alwaysEncryptedSettings": {"servicePrincipalKey": "x"}},
        ("alwaysEncryptedSettings", "servicePrincipalKey"),
    ),
    (
        "linkedService",
        "AzureBlobStorage",
        {"connectionString": "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc=="},
        ("connectionString",),
    ),
    (
        "linkedService",
        "AzureSqlDatabase",
        {"connectionString": "Server=a;Database=b;User ID=c;Password=hunter2;"},
        ("connectionString",),
    ),
    (
        "linkedService",
        "SqlServer",
        {"connectionString": "server=@{linkedService().name};pwd = hunter2"},
        ("connectionString",),
    ),
    (
        "linkedService",
        "CosmosDbMongoDbApi",
        {"connectionString": "mongodb://user:hunter2@example.com/db"},
        ("connectionString",),
    ),
    (
        "linkedService",
        "AzureBlobStorage",
        {"sasUri": "https://a.blob.core.windows.net/c?sv=2022&sig=abc%3D"},
        ("sasUri",),
    ),
    (
        "activity",
        "WebActivity",
        {"url": "https://a.blob.core.windows.net/c/x.json?sv=2022&sig=abc%3D"},
        ("url",),
    ),
    (
        "activity",
        "WebActivity",
        {"url": "https://jobs.azurewebsites.net/api/notify?code=abc"},
        ("url",),
    ),
    (
        "activity",
        "WebActivity",
        {"headers": {"authorization": "Basic aHVudGVyMg=="}},
        ("headers", "authorization"),
    ),
    (
        "activity",
        "WebHook",
        {"headers": {"Authorization": "Bearer ey.abc"}},
        ("headers", "Authorization"),
    ),
    (
        "activity",
        "AzureFunctionActivity",
        {"headers": {"x-functions-key": "abc"}},
        ("headers", "x-functions-key"),
    ),
    (
        "activity",
        "WebActivity",
        {"authentication": {"type": "Basic", "username": "a", "password": "b"}},
        ("authentication", "password"),
    ),
    (
        "activity",
        "Custom",
        {"extendedProperties": {"all": [{"type": "SecureString", "value": "b"}]}},
        ("extendedProperties", "all", 0, "value"),
    ),
    (
        "activity",
        "DatabricksNotebook",
        {"baseParameters": {"bus": "Endpoint=sb://a/;SharedAccessKey=abc="}},
        ("baseParameters", "bus"),
    ),
    ("activity", "NoSuchType", {"x": ["AccountKey=abc"]}, ("x", 0)),
]


@pytest.mark.parametrize(("kind", "type_", "properties", "way"), WRITTEN_OUT)
def test_a_secret_is_found(
    kind: Kind, type_: str, properties: dict[str, Any], way: tuple[str | int, ...]
) -> None:
    (found,) = findings(kind, type_, properties)
    assert (found.code, found.path) == (Code.SECRET, (*AT, *way))
    assert found.message.endswith(" is a secret, and a spec is no place for one")
    assert "hunter2" not in found.message


FINE: list[tuple[Kind, str, dict[str, Any]]] = [
    ("linkedService", "AzureBatch", {"accessKey": VAULT}),
    ("linkedService", "AzureBlobStorage", {"accountKey": VAULT, "sasToken": VAULT}),
    ("linkedService", "AzureBlobStorage", {"connectionString": VAULT}),
    ("linkedService", "AzureBlobStorage", {"connectionString": "AccountName=a;AccountKey=;"}),
    ("linkedService", "AzureSqlDatabase", {"connectionString": "Server=a;Initial Catalog=b"}),
    ("linkedService", "AzureSqlDatabase", {"connectionString": "Server=a;Password=@{x()};"}),
    (
        "activity",
        "Lookup",
        {"source": {"type": "AzureSqlSource", "sqlReaderQuery": "where password = 'x'"}},
    ),
    (
        "activity",
        "WebActivity",
        {"headers": {"Authorization": "@concat('Bearer ', activity('Token').output.value)"}},
    ),
    ("activity", "WebActivity", {"headers": {"Authorization": "Bearer @{variables('t')}"}}),
    ("activity", "WebActivity", {"authentication": {"type": "Basic", "password": VAULT}}),
    (
        "activity",
        "SqlServerStoredProcedure",
        {
            "storedProcedureName": "dbo.load",
            "storedProcedureParameters": {"password": {"value": "@x()", "type": "String"}},
        },
    ),
]


@pytest.mark.parametrize(("kind", "type_", "properties"), FINE)
def test_what_writes_out_nothing_is_fine(
    kind: Kind, type_: str, properties: dict[str, Any]
) -> None:
    assert findings(kind, type_, properties) == []


def test_the_names_of_secrets_come_from_the_types() -> None:
    found = secret_properties("data_factory", "linkedService", "AzureSqlDatabase")
    assert found == {
        "encryptedCredential",
        "password",
        "servicePrincipalCredential",
        "servicePrincipalKey",
    }
    assert secret_properties("synapse", "activity", "WebActivity") == {"password", "pfx"}
    assert secret_properties("synapse", "activity", "Wait") == frozenset()
    assert secret_properties("synapse", "activity", "NoSuchType") == frozenset()
