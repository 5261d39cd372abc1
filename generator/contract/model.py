"""The two halves of a contract. Each can be made from a spec and be read back from its side.

Things that have a name are kept in mappings from name to thing, so that a half has one canonical
form and a difference is found by its path.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar
from typing import Literal as OneOf

from msgspec import Struct, field

from generator.contract.values import Value
from generator.diagnostics import Path, Place

Sdk = OneOf["v1", "v2"]


class Type(StrEnum):
    """The types of a job's parameters, in the words of JSON Schema and of Azure ML v2."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


class DataPath(Struct, frozen=True):
    """A place in a datastore of the AML workspace.

    `kind` is "folder" or "file" where a batch endpoint is told so, or the word that stands there;
    "" where nothing is said, as under SDK v1.
    """

    datastore: Value
    path: Value
    kind: str = ""


class Offered(Struct, frozen=True):
    """A parameter as an AML pipeline declares it. `type` is None where the code gives no type."""

    type: Type | None
    default: Value | None = None
    minimum: float | None = None
    maximum: float | None = None
    description: str = ""


class Slot(Struct, frozen=True):
    """Data that an AML pipeline takes in or puts out.

    In v1 an input's default is its published DataPath, and an output's destination is fixed.
    """

    role: OneOf["input", "output"]
    kind: OneOf["folder", "file"] = "folder"
    default: DataPath | None = None


class Offer(Struct, frozen=True):
    """What one AML pipeline accepts. `pipeline` is "" where the code does not name it (v1)."""

    sdk: Sdk
    pipeline: str
    parameters: Mapping[str, Offered] = field(default_factory=dict)
    data: Mapping[str, Slot] = field(default_factory=dict)


class Declared(Struct, frozen=True):
    """A parameter of the factory pipeline.

    `type` is the factory's own word in lower case ("float", "int"); `default` is None if there is
    none.
    """

    type: str
    default: Value | None = None


class Target(StrEnum):
    """What a call is addressed to: Azure ML, or another pipeline of the factory."""

    PIPELINE = "pipeline"
    PIPELINE_ENDPOINT = "pipeline_endpoint"
    BATCH_ENDPOINT = "batch_endpoint"
    FACTORY_PIPELINE = "factory_pipeline"


class Call(Struct, frozen=True):
    """What one activity sends.

    `id` is a published pipeline's or an endpoint's id, a batch endpoint's address, or the name of a
    factory pipeline, whose parameters `parameters` are then. A batch endpoint is sent inputs and
    outputs (`data`) by URI; `azureml://datastores/<d>/paths/<p>` is read as the DataPath it names.
    `version` is a v1 endpoint's version or a v2 deployment's name.
    """

    target: Target
    id: Value | None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    data: Mapping[str, DataPath] = field(default_factory=dict)
    experiment: Value | None = None
    version: Value | None = None
    parent_run: Value | None = None
    continue_on_step_failure: Value | None = None


class Firing(Struct, frozen=True):
    """What one trigger hands to the pipeline. `kind` is its type, as "ScheduleTrigger"."""

    kind: str
    sets: Mapping[str, Value] = field(default_factory=dict)


class Calls(Struct, frozen=True):
    """What one factory pipeline does with Azure ML: its calls by activity, its triggers by name."""

    pipeline: str
    parameters: Mapping[str, Declared] = field(default_factory=dict)
    variables: Mapping[str, Declared] = field(default_factory=dict)
    calls: Mapping[str, Call] = field(default_factory=dict)
    firings: Mapping[str, Firing] = field(default_factory=dict)


Half = TypeVar("Half", Offer, Calls)


class Read(Struct, Generic[Half], frozen=True):
    """A half of a contract with the place of everything in it.

    `places` maps a way through the half, by field names and keys as ("parameters", "threshold",
    "default") or ("calls", "Score", "data", "scores", "path"), to where it stands. A name's own
    place, as ("parameters", "threshold"), is where the name itself stands.
    """

    half: Half
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Where something stands; of what is missing, where its nearest parent stands."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]
