"""The JSON Schema of the language, made from its classes, for editors and other tools."""

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import cast, get_args, get_origin

from generator.contract.values import Json, Value
from generator.spec.forms import Anything, Duration, Moment, Range, Raw, Text
from generator.spec.hints import Hint, hints, required, unwrapped
from generator.spec.model import JobSpec
from generator.spec.project_model import ProjectSpec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALAR: dict[str, Json] = {"type": ["string", "number", "boolean"]}
Schema = dict[str, Json]


def job_schema() -> Schema:
    """The JSON Schema of a spec."""
    return _document(JobSpec)


def project_schema() -> Schema:
    """The JSON Schema of a project file."""
    return _document(ProjectSpec)


def _document(cls: type) -> Schema:
    definitions: dict[str, Json] = {}
    root = _record(cls, definitions)
    return {
        "$schema": DIALECT,
        "title": cls.__name__.removesuffix("Spec"),
        **root,
        "$defs": definitions,
    }


def _record(cls: type, definitions: dict[str, Json]) -> Schema:
    properties: dict[str, Json] = {}
    for item in fields(cls):
        schema = _schema(hints(cls)[item.name], definitions) | {
            "description": item.metadata["about"]
        }
        default = item.default
        if isinstance(default, Duration):
            schema["default"] = _spoken(default)
        elif isinstance(default, str | int | float) and default != "":
            schema["default"] = default
        properties[item.name] = schema
    return {
        "description": _first_line(cls),
        "type": "object",
        "additionalProperties": False,
        "required": [item.name for item in fields(cls) if required(item)],
        "properties": properties,
    }


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().splitlines()[0]


def _spoken(duration: Duration) -> str:
    for unit, seconds in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if duration.seconds % seconds == 0:
            return f"{duration.seconds // seconds}{unit}"
    return f"{duration.seconds}s"


def _schema(hint: Hint, definitions: dict[str, Json]) -> Schema:
    kind, constraint = unwrapped(hint)
    if isinstance(constraint, Anything):
        return {}
    if kind in (Raw, Value):
        return dict(SCALAR)
    if kind in (Duration, Moment):
        return {"type": "string", "pattern": kind.PATTERN}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if get_origin(kind) is AbstractMapping:
        return _mapping(kind, constraint, definitions)
    if isinstance(kind, type) and is_dataclass(kind):
        return _reference(kind, definitions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _primitive(kind, constraint)


def _mapping(kind: Hint, constraint: object, definitions: dict[str, Json]) -> Schema:
    name, value = get_args(kind)
    schema: Schema = {"type": "object", "additionalProperties": _schema(value, definitions)}
    if unwrapped(name)[1]:
        schema["propertyNames"] = _schema(name, definitions) | {"type": "string"}
    if isinstance(constraint, Range):
        schema |= {"minProperties": constraint.minimum, "maxProperties": constraint.maximum}
    return schema


def _reference(cls: type, definitions: dict[str, Json]) -> Schema:
    name = cls.__name__.removesuffix("Spec")
    if name not in definitions:
        definitions[name] = None  # keeps its place, should a class ever hold itself
        definitions[name] = _record(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _text(form: Text) -> Schema:
    """Text needs no quotes, but 3.11 without them is a number to an editor."""
    number = any(re.search(form.pattern, sample) for sample in ("3", "3.11"))
    schema: Schema = {"type": ["string", "number"] if number else "string"}
    schema |= {"pattern": form.pattern} if form.pattern else {}
    schema |= {"minLength": form.minimum} if form.minimum else {}
    return schema | {"maxLength": form.maximum}


def _primitive(kind: Hint, constraint: object) -> Schema:
    if kind is str:
        return _text(constraint if isinstance(constraint, Text) else Text())
    words = {int: "integer", float: "number", bool: "boolean"}
    schema: Schema = {"type": words[cast("type", kind)]}
    if isinstance(constraint, Range):
        bounds = {"minimum": constraint.minimum, "maximum": constraint.maximum}
        schema |= {word: bound for word, bound in bounds.items() if bound is not None}
    return schema
