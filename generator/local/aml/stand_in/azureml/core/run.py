"""The run that surrounds a script."""

import os
from typing import ClassVar
from uuid import uuid4

from azureml._local import EXPERIMENT, PARENT, RECORD, RUN, data, record
from azureml.exceptions import RunEnvironmentException


class _OfflineRun:
    """What a script gets that nobody submitted. It has no parent."""

    def __init__(self) -> None:
        self.id = f"OfflineRun_{uuid4()}"

    def tag(self, name: str, value: str | None = None) -> None:
        print(f"Attempted to add tag {name} with value {value}")

    def set_tags(self, tags: dict[str, str]) -> None:
        print(f"Attempted to set tags {tags}")

    def add_properties(self, properties: dict[str, str]) -> None:
        print(f"Attempted to add properties {properties}")

    def log(self, name: str, value: object, description: str = "") -> None:
        print(f"Attempted to log scalar metric {name}:\n{value}")


class Run:
    """A submitted run, with the tags and properties that it was given."""

    _current: ClassVar["Run | None"] = None

    def __init__(
        self, experiment: object, run_id: str, outputs: object = None, **kwargs: object
    ) -> None:
        self.experiment = experiment
        self.id = run_id
        self.parent: Run | None = None
        self.tags: dict[str, str | None] = {}
        self.properties: dict[str, str] = {}
        self.metrics: dict[str, object] = {}

    @classmethod
    def get_context(
        cls, allow_offline: bool = True, used_for_context_manager: bool = False, **kwargs: object
    ) -> "Run | _OfflineRun":
        """The run around this code: `_standin.submitted`, or the local run that has started it."""
        if cls._current is None and RECORD in os.environ:
            cls._current = _of_environment()
        if cls._current is not None:
            return cls._current
        if not allow_offline:
            raise RunEnvironmentException("Could not load a submitted run")
        return _OfflineRun()

    @property
    def input_datasets(self) -> dict[str, str]:
        """The folders or files that a step reads, by their names."""
        return data()

    @property
    def output_datasets(self) -> dict[str, str]:
        """The folders that a step writes, by their names."""
        return data()

    def tag(self, key: str, value: str | None = None) -> None:
        self.tags[key] = value
        record(self.id, "tag", key, value)

    def set_tags(self, tags: dict[str, str]) -> None:
        for key, value in tags.items():
            self.tag(key, value)

    def get_tags(self) -> dict[str, str | None]:
        return dict(self.tags)

    def add_properties(self, properties: dict[str, str]) -> None:
        self.properties.update(properties)
        for key, value in properties.items():
            record(self.id, "property", key, value)

    def log(self, name: str, value: object, description: str = "", step: int | None = None) -> None:
        self.metrics[name] = value
        record(self.id, "metric", name, value)


def _of_environment() -> Run:
    experiment = os.environ.get(EXPERIMENT, "")
    run = Run(experiment, os.environ[RUN])
    run.parent = Run(experiment, os.environ[PARENT])
    return run
