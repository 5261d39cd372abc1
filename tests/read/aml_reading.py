"""What the tests of reading Python back share."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import asdict

from generator.aml.read import read_offers
from generator.contract.model import DataPath, Offer, Offered, Read, Slot
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics import Path, Place

FILE = PurePosixPath("aml/pipeline.py")
V1 = """
from azureml.core import Dataset, Datastore
from azureml.data import OutputFileDatasetConfig
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.pipeline.core import Pipeline, PipelineParameter
"""
V2 = """
from azure.ai.ml import Input, Output, command
from azure.ai.ml.constants import AssetTypes, InputOutputModes, InputTypes
from azure.ai.ml.dsl import pipeline
"""


def read(source: str) -> tuple[Read[Offer], ...]:
    return read_offers(FILE, source)


def offer(source: str) -> Offer:
    (found,) = read(source)
    return found.half


def shown(thing: object) -> object:
    """A half as the expected files write it: without what it leaves open."""
    if isinstance(thing, Literal):
        return thing.value
    if isinstance(thing, Undecided):
        return {"undecided": thing.why}
    if isinstance(thing, Mapping):
        return {name: shown(value) for name, value in thing.items()}
    if not isinstance(thing, Struct):
        return thing
    items = asdict(thing)
    left_open = (None, "") if isinstance(thing, Offered | Slot | DataPath) else ()
    return {name: shown(value) for name, value in items.items() if value not in left_open}


def text(thing: object) -> str:
    """Something in JSON, as text, since Python holds 1, 1.0 and True equal."""
    return json.dumps(thing, indent=1, sort_keys=True)


def leaves(thing: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Everything that a half says, by the way to it; of a name, the name itself."""
    if isinstance(thing, Mapping):
        for name, value in thing.items():
            yield (*path, name), name
            yield from leaves(value, (*path, name))
    elif isinstance(thing, Struct) and not isinstance(thing, Literal | Expression | Undecided):
        for name, inner in asdict(thing).items():
            yield from leaves(inner, (*path, name))
    elif thing is not None and thing != "":
        yield path, thing


def at(source: str, place: Place) -> str:
    """The text at a place."""
    return source.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1]
