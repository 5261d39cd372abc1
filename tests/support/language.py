"""The language, leaf by leaf, as its JSON Schema tells it."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
Way = tuple[str, ...]
NAME, VALUE, ITEM = "<name>", "*", "[]"
"""Steps that stand for the names in a mapping, for what each has, and for the items of a list."""


def leaves(schema: Schema) -> dict[str, Schema]:
    """Every key of the language that holds a single value, and every place of a name.

    A way to it is written with points: "parameters.*.type", "factory.triggers.<name>".
    """
    return {".".join(way): leaf for way, leaf in _leaves(schema, schema, ())}


def _leaves(schema: Schema, document: Schema, way: Way) -> Iterator[tuple[Way, Schema]]:
    if "$ref" in schema:
        reference = str(schema["$ref"]).removeprefix("#/$defs/")
        yield from _leaves(document["$defs"][reference], document, way)
    elif "properties" in schema:
        assert schema["additionalProperties"] is False
        for name, inner in schema["properties"].items():
            yield from _leaves(inner, document, (*way, name))
    elif "additionalProperties" in schema:
        yield (*way, NAME), schema.get("propertyNames", {})
        yield from _leaves(schema["additionalProperties"], document, (*way, VALUE))
    elif "items" in schema:
        yield from _leaves(schema["items"], document, (*way, ITEM))
    else:
        assert not {"oneOf", "anyOf", "allOf"} & schema.keys(), "a way to combine schemas"
        yield way, schema


def ways(schema: Schema, data: object) -> dict[Way, tuple[str, Any]]:
    """The leaves of some data: by their exact ways, the key of the language and the value.

    A name in a mapping stands there as ("parameters", "threshold", NAME), and is its own value.
    """
    found = _ways(schema, schema, data, (), ())
    return {way: (".".join(leaf), value) for way, leaf, value in found}


def _ways(
    schema: Schema,
    document: Schema,
    data: Any,
    way: Way,
    leaf: Way,
) -> Iterator[tuple[Way, Way, Any]]:
    if "$ref" in schema:
        reference = str(schema["$ref"]).removeprefix("#/$defs/")
        yield from _ways(document["$defs"][reference], document, data, way, leaf)
    elif "properties" in schema:
        for name, inner in data.items():
            yield from _ways(
                schema["properties"][name], document, inner, (*way, name), (*leaf, name)
            )
    elif "additionalProperties" in schema:
        for name, inner in data.items():
            yield (*way, name, NAME), (*leaf, NAME), name
            yield from _ways(
                schema["additionalProperties"], document, inner, (*way, name), (*leaf, VALUE)
            )
    elif "items" in schema:
        for i, inner in enumerate(data):
            yield from _ways(schema["items"], document, inner, (*way, str(i)), (*leaf, ITEM))
    else:
        yield way, leaf, data
