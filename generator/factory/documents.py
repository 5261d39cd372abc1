"""The factory's documents, as its Git repository holds them."""

import json
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal, cast

from msgspec import Struct

from generator.contract.values import Json
from generator.expression import Service
from generator.render import print_json

Kind = Literal["pipeline", "dataset", "linkedService", "trigger", "credential"]
KINDS: tuple[Kind, ...] = ("pipeline", "dataset", "linkedService", "trigger", "credential")
"""The kinds of documents, named as their folders and in the order of Data Factory's own export."""

FOLDERS: Mapping[Service, str] = {"data_factory": "factory", "synapse": "synapse"}
"""The folder of each service's documents, which is laid out as its Git integration reads it."""


class Varying(Struct, frozen=True):
    """A value in a document that each environment has its own of.

    `path` leads to it, `parameter` is the name of its ARM parameter by Studio's convention.
    `values` are by environment; where they are None, only publishing knows them.
    """

    path: tuple[str, ...]
    parameter: str
    values: Mapping[str, Json] | None


_LEVEL = 1
"""How much time is taken to hold a text in little room: the least."""


class Document(Struct, frozen=True):
    """One resource of a factory or a Synapse workspace. `job` is "" for what the jobs share.

    `size` is that of its text in bytes. The text is held in little room, as all documents of a
    project are there at once.
    """

    service: Service
    kind: Kind
    name: str
    packed: bytes
    size: int
    job: str
    varying: tuple[Varying, ...]

    @classmethod
    def of(
        cls,
        service: Service,
        kind: Kind,
        name: str,
        content: Json,
        job: str = "",
        varying: tuple[Varying, ...] = (),
    ) -> "Document":
        """The document that says something."""
        data = print_json(content).encode()
        return cls(service, kind, name, zlib.compress(data, _LEVEL), len(data), job, varying)

    @property
    def text(self) -> str:
        """What stands in its file."""
        return zlib.decompress(self.packed).decode()

    @property
    def content(self) -> Json:
        """What it says."""
        return cast("Json", json.loads(self.text))

    @property
    def path(self) -> PurePosixPath:
        """Its place below the output folder."""
        return PurePosixPath(FOLDERS[self.service], self.kind, f"{self.name}.json")
