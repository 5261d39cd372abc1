"""An interpreter of Studio's definitions of parameters, as far as its page describes them.

Source: continuous-integration-delivery-resource-manager-custom-parameters. Studio's own code is not
to be had; what the page leaves open is read in the narrowest way.
"""

from collections.abc import Iterator, Mapping

from generator.contract.values import Json

_BY_TYPE = ("linkedServices", "datasets")
_TYPES = ("string", "securestring", "int", "bool", "object", "secureobject", "array")


def parameterised(
    definition: Mapping[str, Json], resource: str, document: Mapping[str, Json]
) -> dict[str, Json]:
    """The parameters that publishing a document makes, with the values that they stand for.

    Args:
        definition: the file's content.
        resource: the ARM type, such as Microsoft.DataFactory/factories/pipelines.
        document: the document in Git.
    """
    rules = definition.get(resource, {})
    assert isinstance(rules, Mapping)
    if resource.rsplit("/", 1)[1] in _BY_TYPE:
        properties = document["properties"]
        assert isinstance(properties, Mapping)
        chosen = rules.get(str(properties["type"]), rules.get("*", {}))
        assert isinstance(chosen, Mapping)
        rules = chosen
    return dict(_found(rules, document, str(document["name"])))


def _found(rules: Json, data: Json, name: str) -> Iterator[tuple[str, Json]]:
    if isinstance(rules, str):
        yield _named(rules, name), data
    elif isinstance(rules, list) and isinstance(data, list):
        for item in data:
            yield from _found(rules[0], item, f"{name}_{_item(rules, item)}")
    elif isinstance(rules, Mapping) and isinstance(data, Mapping):
        for key, value in data.items():
            if key in rules:
                yield from _found(rules[key], value, f"{name}_{key}")
            elif "*" in rules:
                yield from _found(rules["*"], value, f"{name}_{key}")


def _named(rule: str, name: str) -> str:
    action, given, kind = (*rule.split(":"), "", "")[:3]
    assert action in ("=", "-", "|"), rule
    assert (kind.lower() or "string") in _TYPES, rule
    if not given:
        return name
    entity = name.split("_properties_")[0]
    if given.startswith("-"):
        return f"{entity}_{given[1:]}"
    return name.rsplit("_", 1)[0] + "_" + given


def _item(rules: list[Json], item: Json) -> str:
    """An element's name: that of the property named by the second entry, or of its pipeline."""
    way = str(rules[1]) if len(rules) > 1 else "pipelineReference.referenceName"
    for step in way.split("."):
        item = item.get(step, "") if isinstance(item, Mapping) else ""
    return str(item)
