"""Triggers of events: whose events they hear, and what they hand on.

Sources: pages how-to-create-event-trigger, how-to-create-custom-event-trigger.
"""

import re
from collections.abc import Iterator, Mapping

from generator import expression
from generator.contract.model import Type
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression.tree import Call, Embedded, Interpolation, Node, Whole, members
from generator.spec.checks.context import Context, advice
from generator.spec.forms import Raw
from generator.spec.language.keys import Sdk
from generator.spec.language.steps import CommandStepSpec
from generator.spec.language.triggers import BlobEventsSpec, CustomEventsSpec
from generator.spec.paths import holes

EventsSpec = BlobEventsSpec | CustomEventsSpec
PROVIDERS: Mapping[str, tuple[str, str]] = {
    "blob_events": ("/providers/Microsoft.Storage/storageAccounts/", "a storage account"),
    "custom_events": ("/providers/Microsoft.EventGrid/topics/", "an Event Grid topic"),
}
"""What the ids of the sources of each kind end with, but for the name."""
_FOLDER = "folderpath"
_JOINING = frozenset({"concat", "string", "toLower", "trim", "uriComponent"})
"""Functions whose result begins as their first argument does."""


def check(context: Context, trigger: EventsSpec, path: Path) -> Iterator[Finding]:
    """Check a trigger of events."""
    yield from _source(context, trigger, path)
    if isinstance(trigger, BlobEventsSpec):
        yield from _path(trigger, path)
        yield from _folder(context, trigger, path)
    yield from _shell(context, trigger, path)
    seen: list[str] = []
    for i, event in context.broken.numbered(trigger.events, *path, "events"):
        if event in seen:
            yield Finding(Code.NAME_CLASH, (*path, "events", i), "this stands twice", "keep one")
        seen.append(event)


def _shell(context: Context, trigger: EventsSpec, path: Path) -> Iterator[Finding]:
    """A command step of v2 is a line of a shell, and whoever uploads a file chooses its name.

    Source: the `command` of azure-ai-ml is run by a shell, with inputs put in as they are.
    """
    if context.sdk is not Sdk.V2 or context.broken.touches("steps"):
        return
    for name, raw in trigger.parameters.items():
        parameter = context.spec.parameters.get(name)
        if parameter is None or parameter.encoded or parameter.type is not Type.STRING:
            continue
        for step, spec in context.spec.steps.items():
            if isinstance(spec, CommandStepSpec) and name in spec.arguments and _computed(raw):
                message = f"the event's text would stand in the command line of step {step!r}"
                hint = f"a $ or ; in it would be run: declare {name!r} with `encoded: true`"
                related = (("the step", ("steps", step)),)
                where = (*path, "parameters", name)
                yield Finding(Code.NOT_CARRIED, where, message, hint, related=related)


def _computed(raw: Raw) -> bool:
    return expression.is_expression(raw.text)


def _source(context: Context, trigger: EventsSpec, path: Path) -> Iterator[Finding]:
    """Every environment has the source, and it is of the kind that gives such events."""
    provider, about = PROVIDERS[trigger.type]
    where = (*path, "source")
    if context.project_broken.touches("environments"):
        return
    for environment, target in context.project.environments.items():
        resource = target.sources.get(trigger.source)
        if resource is None:
            message = f"{environment} has no source of events {trigger.source!r}"
            hint = advice(trigger.source, target.sources, "it has")
            hint += f"; see `environments: {{{environment}: {{sources: ...}}}}` of the project file"
            yield Finding(Code.UNKNOWN_SOURCE, where, message, hint)
            return
        if not re.search(f"{re.escape(provider)}[^/]+$", resource, re.IGNORECASE):
            message = f"{trigger.source!r} is not {about} in {environment}"
            yield Finding(Code.WRONG_TYPE, where, message, f"expected ...{provider}<name>")
            return


def _path(trigger: BlobEventsSpec, path: Path) -> Iterator[Finding]:
    begins = trigger.path_begins or ""
    if begins.startswith(f"{trigger.container}/"):
        rest = begins.removeprefix(f"{trigger.container}/")
        message = "the path is one inside the container, whose name it does not begin with"
        hint = f"write {rest!r}" if rest else "drop the key"
        yield Finding(Code.BAD_NAME, (*path, "path_begins"), message, hint)
    for key in ("path_begins", "path_ends"):
        if "*" in (getattr(trigger, key) or ""):
            message = "`*` stands for itself: Azure knows no wildcards here"
            hint = "write how the path begins in `path_begins`, how it ends in `path_ends`"
            yield Finding(Code.BAD_NAME, (*path, key), message, hint)


# what is handed on --------------------------------------------------------------------------------


def _folder(context: Context, trigger: BlobEventsSpec, path: Path) -> Iterator[Finding]:
    """An event's folder begins with its container; a datastore is inside of it already."""
    for name, raw in trigger.parameters.items():
        begins = _begins_with(raw.text)
        data = _in_path(context, name)
        if begins is not None and data is not None:
            message = f"the folder begins with the container, inside which {data!r} is already"
            text = raw.text[begins.start : begins.end]
            hint = f"drop the container: @join(skip(split({text}, '/'), 1), '/')"
            related = (("goes into", ("data", data, "path")),)
            where, span = (*path, "parameters", name), (begins.start, begins.end)
            yield Finding(Code.WRONG_FOLDER, where, message, hint, "value", span, related)


def _begins_with(text: str) -> Call | None:
    """The event's folder, if a value begins with it, container and all."""
    try:
        parsed = expression.parse(text)
    except expression.SyntaxFault:
        return None  # told elsewhere
    match parsed:
        case Whole(node):
            return _first(node)
        case Interpolation((Embedded(node), *_)):
            return _first(node)
    return None


def _first(node: Node) -> Call | None:
    while isinstance(node, Call) and node.name in _JOINING and node.arguments and not node.steps:
        node = node.arguments[0]
    if isinstance(node, Call) and node.name in ("trigger", "triggerBody"):
        read = members(node)
        return node if read and read[-1].name.casefold() == _FOLDER else None
    return None


def _in_path(context: Context, name: str) -> str | None:
    """The data into whose path some scoring step takes a parameter as it is."""
    if context.unread() or all(name in score.parameters for _, score in context.scorings()):
        return None
    for data, spec in context.spec.data.items():
        if any(hole == name for hole, _, _ in holes(getattr(spec, "path", ""))):
            return data
    return None
