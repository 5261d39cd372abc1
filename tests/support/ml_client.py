"""A stand-in for azure-ai-ml's MLClient: it keeps what the SDK's own entities would send."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from azure.ai.ml.entities import (
    AzureBlobDatastore,
    AzureDataLakeGen2Datastore,
    BatchEndpoint,
    Component,
    Datastore,
    PipelineComponent,
    PipelineComponentBatchDeployment,
)

Rest = Any
"""A body of the REST interface, which the SDK has a class of its own for."""


class Client:
    """A workspace with some datastores.

    Attributes:
        versions: the components, by name and version.
        endpoints: the endpoints, by name.
        deployments: the deployments, by endpoint and name.
    """

    def __init__(self, region: str, datastores: Mapping[str, str]) -> None:
        self.region = region
        self.versions: dict[tuple[str, str], str] = {}
        self.endpoints: dict[str, Rest] = {}
        self.deployments: dict[tuple[str, str], Rest] = {}
        self._datastores = datastores
        self.components = SimpleNamespace(create_or_update=self._component)
        self.datastores = SimpleNamespace(get=self._datastore)
        self.batch_deployments = SimpleNamespace(begin_create_or_update=self._deployment)
        self.batch_endpoints = SimpleNamespace(
            begin_create_or_update=self._endpoint, get=self._found, list=self._listed
        )

    def default_component(self, endpoint: str) -> str:
        """The id of the component that an endpoint runs."""
        default = self.endpoints[endpoint].properties.defaults.deployment_name
        deployment = self.deployments[endpoint, default]
        return str(deployment.properties.deployment_configuration.component_id.asset_id)

    def _component(self, component: PipelineComponent) -> Component:
        """The service refuses other content under a version that it has."""
        assert component._validate().error_messages == {}
        content = json.dumps(component._to_dict(), sort_keys=True)
        key = str(component.name), str(component.version)
        assert self.versions.setdefault(key, content) == content
        rest = component._to_rest_object()
        rest.name, rest.id = key[1], f"/workspaces/w/components/{key[0]}/versions/{key[1]}"
        return PipelineComponent._from_rest_object(rest)

    def _datastore(self, name: str) -> Datastore:
        if self._datastores[name] == "blob":
            return AzureBlobDatastore(name=name, account_name="a", container_name=name)
        return AzureDataLakeGen2Datastore(name=name, account_name="a", filesystem=name)

    def _endpoint(self, endpoint: BatchEndpoint) -> SimpleNamespace:
        rest = endpoint._to_rest_batch_endpoint(self.region)
        name = str(endpoint.name)
        rest.name, rest.id = name, f"/workspaces/w/batchEndpoints/{name}"
        address = f"https://{name}.{self.region}.inference.ml.azure.com/jobs"
        rest.properties["scoringUri"] = address
        if rest.properties.defaults:
            assert (name, rest.properties.defaults.deployment_name) in self.deployments
        self.endpoints[name] = rest
        return SimpleNamespace(result=lambda: self._found(name))

    def _deployment(self, deployment: PipelineComponentBatchDeployment) -> SimpleNamespace:
        assert deployment.endpoint_name in self.endpoints
        rest: Rest = deployment._to_rest_object(self.region)
        settings = rest.properties.deployment_configuration.settings
        assert all(isinstance(value, str) for value in settings.values())
        self.deployments[str(deployment.endpoint_name), str(deployment.name)] = rest
        return SimpleNamespace(result=lambda: deployment)

    def _found(self, name: str) -> BatchEndpoint:
        return BatchEndpoint._from_rest_object(self.endpoints[name])

    def _listed(self) -> list[BatchEndpoint]:
        return [self._found(name) for name in self.endpoints]
