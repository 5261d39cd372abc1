"""The JSON Schema of the language, made from its classes, for editors and other tools."""

import re
from collections.abc import Mapping as AbstractMapping
from enum import StrEnum
from typing import cast, get_args, get_origin

from generator.contract.values import Json, Value
from generator.spec.forms import TIMED, Anything, Duration, Range, Raw, Text
from generator.spec.hints import Hint, hints, is_record, parts, unwrapped, word
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.record import Record
from generator.spec.tags import Union, union

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALAR: dict[str, Json] = {"type": ["string", "number", "boolean"]}
Schema = dict[str, Json]


BECOMES = ("factory", "aml")
"""What a key becomes on the two sides, for the reference: no keyword of JSON Schema."""


def job_schema(*, becomes: bool = False) -> Schema:
    """The JSON Schema of a spec; with `becomes`, each key says what becomes of it."""
    return _document(JobSpec, becomes)


def project_schema(*, becomes: bool = False) -> Schema:
    """The JSON Schema of a project file, told as `job_schema` tells it."""
    return _document(ProjectSpec, becomes)


def _document(cls: type[Record], becomes: bool) -> Schema:
    definitions: dict[str, Json] = _Told() if becomes else {}
    root = _record(cls, definitions)
    return {
        "$schema": DIALECT,
        "title": cls.__name__.removesuffix("Spec"),
        **root,
        "$defs": definitions,
    }


class _Told(dict[str, Json]):
    """Definitions whose keys say what becomes of them."""


def _record(cls: type[Record], definitions: dict[str, Json]) -> Schema:
    properties: dict[str, Json] = {}
    for name in ordered(cls):
        item = cls.keys[name]
        schema = _schema(hints(cls)[name], definitions) | {"description": item.about}
        default = item.default
        if isinstance(default, Duration):
            schema["default"] = default.text
        elif isinstance(default, str | int | float) and default != "":
            schema["default"] = default
        if isinstance(definitions, _Told):
            schema |= {side: getattr(item, side) for side in BECOMES}
        properties[name] = schema
    return {
        "description": _first_line(cls),
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, item in cls.keys.items() if item.required],
        "properties": properties,
    }


def ordered(cls: type[Record]) -> list[str]:
    """The keys of a class, its own before those that others have, too."""
    own = cls.__annotations__
    return sorted(cls.keys, key=lambda name: name not in own)


def _first_line(cls: type[Record]) -> str:
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


def _schema(hint: Hint, definitions: dict[str, Json]) -> Schema:
    kind, constraint = unwrapped(hint)
    if isinstance(constraint, Anything):
        return {}
    if kind in (Raw, Value):
        return dict(SCALAR)
    if kind in TIMED:
        return {"type": "string", "pattern": kind.PATTERN}
    if (only := word(kind)) is not None:
        return {"enum": [only]}
    if parts(kind):
        return _union(union(kind, constraint), definitions)
    if get_origin(kind) is tuple:
        return _list(kind, constraint, definitions)
    if get_origin(kind) is AbstractMapping:
        return _mapping(kind, constraint, definitions)
    if is_record(kind):
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


def _list(kind: Hint, constraint: object, definitions: dict[str, Json]) -> Schema:
    schema: Schema = {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if isinstance(constraint, Range):
        schema |= {"minItems": constraint.minimum, "maxItems": constraint.maximum}
    return schema


def _union(of: Union, definitions: dict[str, Json]) -> Schema:
    """One of several records, told apart by a key: editors complete, and check, the right one."""
    rules: list[Json] = []
    for tag, cls in of.classes.items():
        condition: Schema = {"properties": {of.key: {"const": tag}}}
        if cls is not of.tag.missing:
            condition["required"] = [of.key]
        rules.append({"if": condition, "then": _reference(cls, definitions)})
    if of.tag.other is not None:
        others: Schema = {"properties": {of.key: {"not": {"enum": list(of.classes)}}}}
        others["required"] = [of.key]
        rules.append({"if": others, "then": _reference(of.tag.other, definitions)})
    schema: Schema = {"type": "object", "allOf": rules}
    if of.tag.other is None:
        schema["properties"] = {of.key: {"enum": list(of.classes)}}
    if of.tag.missing is None:
        schema["required"] = [of.key]
    return schema


def _reference(cls: type[Record], definitions: dict[str, Json]) -> Schema:
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
