"""Parameters, and pipelines once they are published."""

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from azureml.core.workspace import Workspace
from azureml.data.datapath import DataPath
from azureml.data.file_dataset import FileDataset

if TYPE_CHECKING:
    import builtins

DEFAULTS: Final = (int, str, bool, float, DataPath, FileDataset)
"""What a parameter's default can be."""


class PipelineParameter:
    """A value that may vary from run to run."""

    def __init__(
        self, name: str, default_value: int | str | bool | float | DataPath | FileDataset
    ) -> None:
        if not isinstance(default_value, DEFAULTS):
            kind = type(default_value).__name__
            raise ValueError(f"Default value is of unsupported type: {kind}")
        self.name = name
        self.default_value = default_value

    def __str__(self) -> str:
        return f"PipelineParameter_Name:{self.name}_Default:{self.default_value}"


class PublishedPipeline:
    """A pipeline that can be run by its id.

    `graph_parameters` gives what the service knows of each parameter: the number of its type (0
    Int, 1 Double, 3 String) and its default as text. `graph_data_paths` gives the default of each
    DataPath parameter as the service writes it. Both hold only what steps use.
    """

    def __init__(
        self,
        workspace: Workspace,
        name: str | None,
        description: str | None,
        version: str | None,
        continue_on_step_failure: bool | None,
        parameters: Mapping[str, PipelineParameter],
    ) -> None:
        self.id = f"00000000-0000-4000-8000-{next(_NUMBERS):012}"
        self.workspace = workspace
        self.name = name
        self.description = description
        self.version = version
        self.status = "Active"
        self.continue_on_step_failure = continue_on_step_failure
        self.graph_parameters = {
            key: (_type_number(one.default_value), str(one.default_value))
            for key, one in parameters.items()
            if not isinstance(one.default_value, DataPath | FileDataset)
        }
        self.graph_data_paths = {
            key: _written(one.default_value)
            for key, one in parameters.items()
            if isinstance(one.default_value, DataPath)
        }
        _PUBLISHED.setdefault(workspace, []).append(self)

    def enable(self) -> None:
        self.status = "Active"

    def disable(self) -> None:
        self.status = "Disabled"

    @staticmethod
    def get(workspace: Workspace, id: str) -> "PublishedPipeline":  # noqa: A002 - the SDK's name
        return next(one for one in _PUBLISHED.get(workspace, []) if one.id == id)

    @staticmethod
    def list(workspace: Workspace, active_only: bool = True) -> "builtins.list[PublishedPipeline]":
        known = _PUBLISHED.get(workspace, [])
        return [one for one in known if one.status == "Active" or not active_only]


_PUBLISHED: WeakKeyDictionary[Workspace, list[PublishedPipeline]] = WeakKeyDictionary()
_NUMBERS = count(1)


def _type_number(default: object) -> int:
    """The SDK asks whether a default is an int first, and in Python a bool is one."""
    return next(
        number for kind, number in ((int, 0), (float, 1), (str, 3)) if isinstance(default, kind)
    )


def _written(path: DataPath) -> dict[str, str | None]:
    return {"DataStoreName": path.datastore_name, "RelativePath": path.path_on_datastore}
