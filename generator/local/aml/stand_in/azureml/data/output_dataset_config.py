"""How a step writes data."""

from collections.abc import Sequence
from copy import copy
from uuid import uuid4

from azureml.data._config_helper import valid_name
from azureml.data.azure_storage_datastore import AbstractDatastore
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig


class OutputFileDatasetConfig:
    """A folder that a step fills. `producer` is the step, once there is one."""

    def __init__(
        self,
        name: str | None = None,
        destination: tuple[AbstractDatastore, str] | None = None,
        source: str | None = None,
        partition_format: str | None = None,
    ) -> None:
        self.name = valid_name(name, "output") if name else f"output_{uuid4().hex[:8]}"
        self.destination = _fixed(destination)
        self.source = source
        self.mode = "mount"
        self.overwrite = False
        self.producer: object = None

    def as_mount(self, disable_metadata_cache: bool = False) -> "OutputFileDatasetConfig":
        other = copy(self)
        other.mode, other.overwrite = "mount", False
        return other

    def as_upload(
        self, overwrite: bool = False, source_globs: str | list[str] | None = None
    ) -> "OutputFileDatasetConfig":
        other = copy(self)
        other.mode, other.overwrite = "upload", overwrite
        return other

    def as_input(self, name: str | None = None) -> DatasetConsumptionConfig:
        return DatasetConsumptionConfig(name or f"input_{uuid4().hex[:8]}", self, "mount")


def _fixed(destination: object) -> tuple[AbstractDatastore, str] | None:
    """A destination that the SDK writes to as it is meant."""
    match destination:
        case None:
            return None
        case (AbstractDatastore() as datastore, str(path)):
            return datastore, path
        case Sequence():
            raise ValueError(f"a destination is a datastore and a fixed path, not {destination!r}")
    raise TypeError(f"{type(destination).__name__!r} object is not subscriptable")
