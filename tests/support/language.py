"""The language, leaf by leaf, as its JSON Schema tells it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Path

Schema = Mapping[str, Any]
Way = tuple[str, ...]
NAME, VALUE, ITEM = "<name>", "*", "[]"
"""Steps that stand for the names in a mapping, for what each has, and for the items of a list."""
OTHER = "{other}"
"""The step for the class of a union that any other word means."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of some data.

    `key` is the key of the language, `position` the way to it in the data without names and
    numbers. The two differ only inside of what holds itself, as activities do.
    """

    key: str
    position: str
    schema: Schema
    value: Any


Exact = tuple[Path, bool]
"""The exact way to a leaf, and whether it is the name there."""


def leaves(schema: Schema) -> dict[str, Schema]:
    """Every key of the language that holds a single value, and every place of a name.

    A way to it is written with points: "parameters.*.type", "factory.triggers.<name>". What a
    class of a union has is behind its word: "steps.*.{parallel}.nodes". A union that holds itself,
    of activities, is a leaf in every place where it stands; what it has is told once, and the way
    to it begins there: "factory.before.[]", "{ForEach}.activities.[]", "{Score}.name".
    """
    return {".".join(way): leaf for way, leaf in _leaves(schema, schema, (), set())}


def _leaves(
    schema: Schema, document: Schema, way: Way, told: set[str]
) -> Iterator[tuple[Way, Schema]]:
    if "$ref" in schema:
        yield from _leaves(_defined(schema, document), document, way, told)
    elif "allOf" in schema:
        yield from _union(schema, document, way, told)
    elif "properties" in schema:
        assert schema["additionalProperties"] is False
        for name, inner in schema["properties"].items():
            yield from _leaves(inner, document, (*way, name), told)
    elif "additionalProperties" in schema:
        yield (*way, NAME), schema.get("propertyNames", {})
        yield from _leaves(schema["additionalProperties"], document, (*way, VALUE), told)
    elif "items" in schema:
        yield from _leaves(schema["items"], document, (*way, ITEM), told)
    else:
        assert not {"oneOf", "anyOf"} & schema.keys(), "a way to combine schemas"
        yield way, schema


def _union(
    schema: Schema, document: Schema, way: Way, told: set[str]
) -> Iterator[tuple[Way, Schema]]:
    apart = holds_itself(schema, document)
    if apart:
        yield way, schema
    for rule in schema["allOf"]:
        word = _word(rule)
        if not (apart and word in told):
            told |= {word} if apart else set()
            inner = (word,) if apart else (*way, word)
            yield from _leaves(rule["then"], document, inner, told)


def ways(schema: Schema, data: object) -> dict[Exact, Leaf]:
    """The leaves of some data by their exact ways; a name is its own value."""
    return dict(_Walk(schema).ways(schema, data, (), (), ()))


class _Walk:
    def __init__(self, document: Schema) -> None:
        self.document = document

    def ways(
        self, schema: Schema, data: Any, path: Path, key: Way, position: Way
    ) -> Iterator[tuple[Exact, Leaf]]:
        if "$ref" in schema:
            yield from self.ways(_defined(schema, self.document), data, path, key, position)
        elif "allOf" in schema:
            yield from self.union(schema, data, path, key, position)
        elif schema.keys() & {"properties", "additionalProperties", "items"}:
            for at, step, inner, value in _members(schema, data):
                if step == VALUE:
                    names = schema.get("propertyNames", {})
                    named = _leaf((*key, NAME), (*position, NAME), names, at)
                    yield ((*path, at), True), named
                yield from self.ways(inner, value, (*path, at), (*key, step), (*position, step))
        else:
            yield (path, False), _leaf(key, position, schema, data)

    def union(
        self, schema: Schema, data: Any, path: Path, key: Way, position: Way
    ) -> Iterator[tuple[Exact, Leaf]]:
        if holds_itself(schema, self.document):
            yield (path, False), _leaf(key, position, schema, data)
            key = ()
        (rule,) = (rule for rule in schema["allOf"] if _holds(rule, data))
        word = _word(rule)
        yield from self.ways(rule["then"], data, path, (*key, word), (*position, word))


def _members(schema: Schema, data: Any) -> Iterator[tuple[str | int, str, Schema, Any]]:
    """What is in a record, a mapping or a list: each with the step to it, and its schema."""
    if "properties" in schema:
        yield from ((name, name, schema["properties"][name], data[name]) for name in data)
    elif "additionalProperties" in schema:
        yield from ((name, VALUE, schema["additionalProperties"], data[name]) for name in data)
    else:
        yield from ((i, ITEM, schema["items"], value) for i, value in enumerate(data))


def _leaf(key: Way, position: Way, schema: Schema, value: Any) -> Leaf:
    return Leaf(".".join(key), ".".join(position), schema, value)


# unions -------------------------------------------------------------------------------------------


def holds_itself(schema: Schema, document: Schema) -> bool:
    """Whether a class of a union can hold, however deep, another of the same class."""
    names = [_reference(rule["then"]) for rule in schema.get("allOf", ())]
    return any(name in _reached(document["$defs"][name], document, set()) for name in names)


def _reached(schema: Any, document: Schema, found: set[str]) -> set[str]:
    if isinstance(schema, Mapping):
        if "$ref" in schema and (name := _reference(schema)) not in found:
            found.add(name)
            _reached(document["$defs"][name], document, found)
        for inner in schema.values():
            _reached(inner, document, found)
    elif isinstance(schema, list):
        for inner in schema:
            _reached(inner, document, found)
    return found


def _reference(schema: Schema) -> str:
    return str(schema["$ref"]).removeprefix("#/$defs/")


def _defined(schema: Schema, document: Schema) -> Schema:
    defined: Schema = document["$defs"][_reference(schema)]
    return defined


def _word(rule: Schema) -> str:
    """The step for a class of a union: the word that means it."""
    ((_, meant),) = rule["if"]["properties"].items()
    return f"{{{meant['const']}}}" if "const" in meant else OTHER


def _holds(rule: Schema, data: Mapping[str, Any]) -> bool:
    ((key, meant),) = rule["if"]["properties"].items()
    if key not in data:
        return "required" not in rule["if"]
    if "const" in meant:
        return bool(data[key] == meant["const"])
    return data[key] not in meant["not"]["enum"]
