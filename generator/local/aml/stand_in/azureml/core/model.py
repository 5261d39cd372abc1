"""Registered models."""

from pathlib import Path

from azureml._local import models
from azureml.core.workspace import Workspace
from azureml.exceptions import ModelNotFoundException, WebserviceException

MODELS = "azureml-models"
"""The folder of the working directory where the SDK looks first, as `<name>/<version>/<file>`."""


class Model:
    """A registered model."""

    def __init__(
        self,
        workspace: Workspace,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - the SDK's name
        tags: list[object] | None = None,
        properties: list[object] | None = None,
        version: int | None = None,
        run_id: str | None = None,
        model_framework: str | None = None,
        expand: bool = True,
        **kwargs: object,
    ) -> None:
        self.name = name
        self.version = 1 if version is None else version
        self.id = id or f"{name}:{self.version}"

    @staticmethod
    def get_model_path(
        model_name: str, version: int | None = None, _workspace: Workspace | None = None
    ) -> str:
        """Where a model lies: as the local run says, or its only file below the working directory.

        Without a version it is the newest.
        """
        if version is not None and not isinstance(version, int):
            raise WebserviceException("version should be an int")
        known = models()
        return (
            _cached(model_name, version) if known is None else _mapped(known, model_name, version)
        )


def _mapped(known: dict[str, str], name: str, version: int | None) -> str:
    found = {}
    for key, path in known.items():
        model, _, number = key.rpartition(":")
        if model == name and number.isdecimal():
            found[int(number)] = path
    wanted = max(found, default=None) if version is None else version
    if wanted in found:
        return found[wanted]
    asked = name if version is None else f"{name}:{version}"
    raise ModelNotFoundException(
        f'the model {asked} has no file here: give "{name}:{version or 1}" one under local.models'
        f" of the project file (there: {', '.join(sorted(known)) or 'none'})"
    )


def _cached(name: str, version: int | None) -> str:
    folder = Path(MODELS, name)
    versions = [int(one.name) for one in folder.iterdir()] if folder.is_dir() else []
    wanted = max(versions, default=None) if version is None else version
    if wanted not in versions:
        refusal = ModelNotFoundException if version is None else WebserviceException
        raise refusal(f"Model {name} not found in cache at {MODELS}")
    files = list((folder / str(wanted)).iterdir())
    if len(files) != 1:
        raise WebserviceException(f"Dir {folder / str(wanted)} can contain only 1 file")
    return str(files[0])
