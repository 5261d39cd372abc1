"""The factory's documents, as its Git repository holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal

from generator.contract.values import Json
from generator.expression import Service
from generator.render import print_json

Kind = Literal["pipeline", "dataset", "linkedService", "trigger", "credential"]
KINDS: tuple[Kind, ...] = ("pipeline", "dataset", "linkedService", "trigger", "credential")
"""The kinds of documents, named as their folders and in the order of Data Factory's own export."""

FOLDERS: Mapping[Service, str] = {"data_factory": "factory", "synapse": "synapse"}
"""The folder of each service's documents, which is laid out as its Git integration reads it."""


@dataclass(frozen=True, slots=True)
class Varying:
    """A value in a document that each environment has its own of.

    `path` leads to it, `parameter` is the name of its ARM parameter by Studio's convention.
    `values` are by environment; where they are None, only publishing knows them.
    """

    path: tuple[str, ...]
    parameter: str
    values: Mapping[str, Json] | None


@dataclass(frozen=True)
class Document:
    """One resource of a factory or a Synapse workspace. `job` is "" for what the jobs share.

    Nothing changes the content.
    """

    service: Service
    kind: Kind
    name: str
    content: Json
    job: str = ""
    varying: tuple[Varying, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """What stands in its file."""
        return print_json(self.content)

    @property
    def path(self) -> PurePosixPath:
        """Its place below the output folder."""
        return PurePosixPath(FOLDERS[self.service], self.kind, f"{self.name}.json")
