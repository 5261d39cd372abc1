"""The strings of a document that the factory evaluates, checked one by one."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Path
from generator.expression import Scope, Service, TriggerKind, check
from tests.support.activity_tree import BRANCHES, Placed, activities, mapping, sequence

Fault = tuple[Path, str]

_EVALUATED = ("typeProperties", "policy", "linkedServiceName", "inputs", "outputs")
"""The parts of an activity in which strings are evaluated."""

_KINDS: Mapping[str, TriggerKind] = {
    "ScheduleTrigger": TriggerKind.SCHEDULE,
    "TumblingWindowTrigger": TriggerKind.TUMBLING_WINDOW,
    "BlobEventsTrigger": TriggerKind.BLOB_EVENTS,
    "CustomEventsTrigger": TriggerKind.CUSTOM_EVENTS,
}

_SERVICES: tuple[Service, ...] = ("data_factory", "synapse")


def pipeline_expressions(document: Mapping[str, object]) -> Iterator[Fault]:
    """Expressions that do not parse, or read what the pipeline does not have."""
    properties = mapping(document.get("properties"))
    placed = list(activities(document))
    parameters = frozenset(mapping(properties.get("parameters")))
    variables = frozenset(mapping(properties.get("variables")))
    names = frozenset(one.name for one in placed)
    for one in placed:
        for path, text in _own_texts(one):
            looping = "ForEach" in one.containers or _in_filter(one, path)
            scope = Scope(parameters, variables, names, in_loop=looping)
            yield from ((path, problem.message) for problem in check(text, scope))


def trigger_expressions(document: Mapping[str, object]) -> Iterator[Fault]:
    """Expressions that do not parse, or read what no service's trigger of this kind offers."""
    properties = mapping(document.get("properties"))
    kind = _KINDS.get(str(properties.get("type")))
    if kind is None:
        return
    for path, text in _handed_over(properties):
        scopes = (Scope(trigger=kind, service=service) for service in _SERVICES)
        for problem in min((check(text, scope) for scope in scopes), key=len):
            yield path, problem.message


def _handed_over(properties: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    """What a trigger gives to its pipelines, or the window's to its only one."""
    for index, reference in enumerate(sequence(properties.get("pipelines"))):
        path = ("properties", "pipelines", index, "parameters")
        yield from _texts(mapping(reference).get("parameters"), path)
    only = mapping(properties.get("pipeline")).get("parameters")
    yield from _texts(only, ("properties", "pipeline", "parameters"))


def _own_texts(placed: Placed) -> Iterator[tuple[Path, str]]:
    """The evaluated strings of an activity, without those of the activities inside it."""
    inner = (*BRANCHES[placed.type], "cases") if placed.type in BRANCHES else ()
    for part in _EVALUATED:
        value = placed.activity.get(part)
        if part == "typeProperties":
            value = {key: item for key, item in mapping(value).items() if key not in inner}
        yield from _texts(value, (*placed.path, part))


def _in_filter(placed: Placed, path: Path) -> bool:
    return placed.type == "Filter" and "condition" in path


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
