"""Reads factory documents back for the tests, and changes them place by place."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.contract.model import Call, Calls, Read
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics import Place
from generator.diagnostics.place import pointer
from generator.factory.read import Document, read_calls

PIPELINE = PurePosixPath("pipeline.json")

Documents = dict[PurePosixPath, Any]


# reading and looking at what was read -------------------------------------------------------------


def load(case: Path) -> Documents:
    files = [case / "pipeline.json", *sorted(case.glob("*.trigger.json"))]
    return {PurePosixPath(file.name): json.loads(file.read_text("utf-8")) for file in files}


def read(documents: Documents) -> Read[Calls]:
    pipeline, *triggers = (Document(file, content) for file, content in documents.items())
    return read_calls(pipeline, triggers)


def read_pipeline(content: Any) -> Read[Calls]:
    return read({PIPELINE: content})


def read_activity(kind: str, settings: Any) -> Call:
    activity = {"name": "A", "type": kind, "typeProperties": settings}
    return read_pipeline({"properties": {"activities": [activity]}}).half.calls["A"]


def read_v1(**settings: Any) -> Call:
    return read_activity("AzureMLExecutePipeline", settings)


def read_batch(body: Any, **settings: Any) -> Call:
    url = "https://e.westeurope.inference.ml.azure.com/jobs"
    return read_activity("WebActivity", {"method": "POST", "url": url, "body": body, **settings})


def leaves(thing: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf of a half, and every name in it, by its path."""
    if isinstance(thing, Mapping):
        for name, inner in thing.items():
            yield (*path, name), name
            yield from leaves(inner, (*path, name))
    elif isinstance(thing, Struct) and not isinstance(thing, Literal | Expression | Undecided):
        for name, inner in asdict(thing).items():
            if inner is not None and (name, inner) != ("kind", ""):
                yield from leaves(inner, (*path, name))
    else:
        yield path, thing


def values(half: Calls) -> dict[tuple[str, ...], Any]:
    """The leaves alone: where a value stands under a name, the value."""
    return {path: leaf for path, leaf in leaves(half) if path[-1:] != (leaf,)}


def shown(thing: Any) -> Any:
    """A half as JSON, as the expected.json of a case holds it."""
    match thing:
        case Literal(value):
            return {"literal": value}
        case Expression(text):
            return {"expression": text}
        case Undecided(why):
            return {"undecided": why}
        case Mapping():
            return {name: shown(inner) for name, inner in thing.items()}
        case str():
            return thing
    return {
        name: shown(part)
        for name, part in asdict(thing).items()
        if part not in (None, {}) and (name, part) != ("kind", "")
    }


# changing documents, by JSON pointers -----------------------------------------------------------


def steps(place: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in place.split("/")[1:]]


def inside(content: Any, step: str) -> Any:
    return content[int(step)] if isinstance(content, list) else content[step]


def at(content: Any, place: str) -> Any:
    for step in steps(place):
        content = inside(content, step)
    return content


def with_value(documents: Documents, place: Place, value: Any) -> Documents:
    """The documents with another value at a place."""
    return {**documents, place.file: replaced(documents[place.file], steps(place.pointer), value)}


def replaced(content: Any, way: list[str], value: Any) -> Any:
    if not way:
        return value
    inner = replaced(inside(content, way[0]), way[1:], value)
    if isinstance(content, dict):
        return {**content, way[0]: inner}
    index = int(way[0])
    return [*content[:index], inner, *content[index + 1 :]]


def with_other_name(documents: Documents, place: Place, name: str) -> Documents:
    """The documents with another name at a place: a text, a member's, or one in constant JSON."""
    content, way = at(documents[place.file], place.pointer), steps(place.pointer)
    if name not in way:
        other = "other" if content == name else content.replace(f'"{name}"', '"other"')
        return with_value(documents, place, other)
    parent = pointer(tuple(way[: len(way) - 1 - way[::-1].index(name)]))
    members = at(documents[place.file], parent)
    renamed = {"other" if key == name else key: inner for key, inner in members.items()}
    return with_value(documents, Place(place.file, pointer=parent), renamed)


def pointers(content: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    yield pointer(path)
    if isinstance(content, dict | list):
        named = content.items() if isinstance(content, dict) else enumerate(content)
        for step, inner in named:
            yield from pointers(inner, (*path, step))
