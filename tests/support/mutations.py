"""One change of exactly one leaf of a contract, in the file that says it, where it stands."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from generator.contract.model import Calls, Offer, Read, Type
from generator.diagnostics import Path as Way
from generator.diagnostics import Place
from tests.support import edits
from tests.support.edits import joined, steps

ReadHalf = Read[Calls] | Read[Offer]


@dataclass(frozen=True)
class Edit:
    """A file's new text, and where the changed thing stands in it; `text` None removes the file."""

    file: Path
    text: str | None
    place: Place


def change(read: ReadHalf, way: Way) -> Edit:
    """Another value of the same type for a leaf."""
    place = read.places[way]
    file = Path(place.file)
    text = file.read_text("utf-8")
    if way[-1] == "target":
        return _other_target(file, text, place)
    if place.pointer:
        new = _other_value(edits.at(text, place), way)
        return Edit(file, edits.with_value(text, place.pointer, new), place)
    if (old := edits.at(text, place)) in _CONSTRUCTORS:
        return _other_role(file, text, old, place)
    if way[-1] == "role":  # in v2 an argument is an input, what is returned an output
        return rename(read, way[:2], "other")
    return _rewritten(file, text, place, repr(_other_constant(ast.literal_eval(old), way)))


def rename(read: ReadHalf, way: Way, name: str) -> Edit:
    """Another name for the thing that stands under the last name of a way."""
    place = read.places[way]
    file = Path(place.file)
    text = file.read_text("utf-8")
    if not place.pointer:
        quoted = not edits.at(text, place).isidentifier()
        return _rewritten(file, text, place, repr(name) if quoted else name)
    pointer = steps(place.pointer)
    if way[-1] not in pointer:
        return Edit(file, edits.with_value(text, place.pointer, name), place)
    at = len(pointer) - pointer[::-1].index(str(way[-1]))
    there = replace(place, pointer=joined([*pointer[: at - 1], name, *pointer[at:]]))
    return Edit(file, edits.renamed(text, joined(pointer[:at]), name), there)


def removal(read: ReadHalf, way: Way) -> Edit:
    """A leaf taken out of its file, with what it is the name of."""
    place = read.places[way]
    file = Path(place.file)
    text = file.read_text("utf-8")
    if not place.pointer:
        return Edit(file, edits.without_node(text, place), place)
    if way[:1] == ("firings",) and len(way) == 2:
        return Edit(file, None, place)
    pointer = steps(place.pointer)
    if way[:1] == ("calls",) and len(way) == 2:
        pointer = pointer[:-1]  # the activity around its name
    elif pointer[-1] == "value":
        pointer = pointer[:-1]  # the Expression object around its text
    return Edit(file, edits.without(text, joined(pointer)), place)


# JSON ---------------------------------------------------------------------------------------------

_OTHER_WORDS: Mapping[str, str] = {
    "string": "int",
    "int": "string",
    "float": "string",
    "bool": "int",
    "String": "Boolean",
    "ScheduleTrigger": "TumblingWindowTrigger",
}


def _other_value(old: object, way: Way) -> object:
    if isinstance(old, bool):
        return not old
    if isinstance(old, int | float):
        return old + 1
    assert isinstance(old, str)
    if old in _OTHER_WORDS:
        return _OTHER_WORDS[old]
    if "azureml://" in old:  # the datastore and the path stand in one text
        part = "datastores/" if way[-1] == "datastore" else "/paths/"
        return old.replace(part, f"{part}other")
    if old.startswith("@") and not old.startswith("@{"):
        return f"@concat('x',{old[1:]})"
    return f"other{old}"


def _other_target(file: Path, text: str, place: Place) -> Edit:
    """What a call of v1 is addressed to tells the name of the id; all others, the type."""
    if edits.at(text, place) != "AzureMLExecutePipeline":
        return Edit(file, edits.with_value(text, place.pointer, "AzureMLExecutePipeline"), place)
    properties = [*steps(place.pointer)[:-1], "typeProperties"]
    ids = ["mlPipelineEndpointId", "mlPipelineId"]
    given = edits.at(text, replace(place, pointer=joined(properties)))
    old, new = ids if ids[0] in given else reversed(ids)
    return Edit(file, edits.renamed(text, joined([*properties, old]), new), place)


# Python -------------------------------------------------------------------------------------------

_CONSTRUCTORS = {
    "PipelineParameter": ("OutputFileDatasetConfig", "default_value=DataPath(", "destination=("),
    "OutputFileDatasetConfig": ("PipelineParameter", "destination=(", "default_value=DataPath("),
}
"""SDK v1's way to take data and its way to put them out."""


def _rewritten(file: Path, text: str, place: Place, new: str) -> Edit:
    there = replace(place, end_column=place.column + len(new))
    return Edit(file, edits.replaced(text, place, new), there)


def _other_constant(old: object, way: Way) -> object:
    if isinstance(old, bool):
        return not old
    if way[-1] == "type":
        types = list(Type)
        if old in types:  # a word of v2
            return str(types[types.index(Type(str(old))) - 1])
        return 7 if isinstance(old, str) else str(old)  # a default of v1, which tells the type
    if isinstance(old, int | float):
        return old + 1
    return {"uri_folder": "uri_file"}.get(str(old), f"other{old}")


def _other_role(file: Path, text: str, old: str, place: Place) -> Edit:
    new, argument, other = _CONSTRUCTORS[old]
    if "DataPath" not in text:
        text = text.replace("\n\n", "\n\nfrom azureml.data.datapath import DataPath\n", 1)
        place = replace(place, line=place.line + 1)
    lines = edits.replaced(text, place, new).split("\n")
    before = "\n".join(lines[: place.line - 1])
    after = "\n".join(lines[place.line - 1 :]).replace(argument, other, 1)
    there = replace(place, end_column=place.column + len(new))
    return Edit(file, f"{before}\n{after}", there)
