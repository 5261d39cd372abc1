"""Registered models, played by files or folders here."""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.local.aml.datastores import Unreachable

GIVE_IT_ONE = "give it one under local.models of the project file"


class Models(Struct, frozen=True):
    """The files or folders of models, by "name:version"."""

    paths: Mapping[str, Path] = field(default_factory=dict)

    def find(self, name: str, version: str) -> Path:
        """Where a model lies; of no version, the newest.

        Raises:
            Unreachable: It is not known here, or not there.
        """
        versions = {key.rpartition(":")[2] for key in self.paths if key.rpartition(":")[0] == name}
        newest = max(versions, key=lambda one: (one.isdecimal(), one.zfill(20)), default="")
        key = f"{name}:{version or newest}"
        if key not in self.paths:
            asked = f"{name}:{version or 1}"
            known = ", ".join(sorted(self.paths)) or "none"
            why = f"the model {asked!r} has no file here: {GIVE_IT_ONE} (there: {known})"
            raise Unreachable(why)
        path = self.paths[key].absolute()
        if not path.exists():
            raise Unreachable(f"the model {key!r} should be {path}, which is not there")
        return path

    def text(self) -> str:
        """All of them as JSON, for the scripts of SDK v1 that ask for a model by its name."""
        return json.dumps({name: str(path.absolute()) for name, path in self.paths.items()})
