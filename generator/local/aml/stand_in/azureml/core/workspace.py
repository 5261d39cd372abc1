"""The Azure ML workspace."""

import json
import os
from pathlib import Path
from typing import ClassVar

from azureml._local import WORKSPACE
from azureml.core.authentication import AbstractAuthentication
from azureml.exceptions import UserErrorException


class Workspace:
    """A workspace; the same one for the same three names."""

    _known: ClassVar[dict[tuple[str | None, str | None, str], "Workspace"]] = {}

    def __init__(
        self,
        subscription_id: str | None,
        resource_group: str | None,
        workspace_name: str,
        auth: AbstractAuthentication | None = None,
        *,
        sku: str = "basic",
        tags: dict[str, str] | None = None,
    ) -> None:
        self.subscription_id = subscription_id
        self.resource_group = resource_group
        self.name = workspace_name
        self.sku = sku
        self.tags = tags or {}

    @staticmethod
    def get(
        name: str,
        auth: AbstractAuthentication | None = None,
        subscription_id: str | None = None,
        resource_group: str | None = None,
        location: str | None = None,
        cloud: str = "AzureCloud",
        id: str | None = None,  # noqa: A002 - the SDK's name
    ) -> "Workspace":
        key = (subscription_id, resource_group, name)
        return Workspace._known.setdefault(key, Workspace(subscription_id, resource_group, name))

    @staticmethod
    def from_config(
        path: str | None = None, auth: AbstractAuthentication | None = None
    ) -> "Workspace":
        """The workspace of a `config.json`, of the one in a folder, or of the local run."""
        file = Path(path or ".")
        file = file if file.is_file() else file / "config.json"
        if not file.is_file() and WORKSPACE in os.environ:
            return Workspace.get(os.environ[WORKSPACE])
        if not file.is_file():
            raise UserErrorException(f"The workspace configuration file {file} could not be found")
        names = json.loads(file.read_text("utf-8"))
        return Workspace.get(
            names["workspace_name"],
            subscription_id=names["subscription_id"],
            resource_group=names["resource_group"],
        )
