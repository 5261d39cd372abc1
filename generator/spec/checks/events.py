"""Triggers of events: whose events they hear, and what they hand on.

Sources: pages how-to-create-event-trigger, how-to-create-custom-event-trigger.
"""

from collections.abc import Iterator, Mapping

from generator import expression
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.language.triggers import BlobEventsSpec, CustomEventsSpec
from generator.spec.paths import holes

EventsSpec = BlobEventsSpec | CustomEventsSpec
PROVIDERS: Mapping[str, tuple[str, str]] = {
    "blob_events": ("/providers/Microsoft.Storage/storageAccounts/", "a storage account"),
    "custom_events": ("/providers/Microsoft.EventGrid/topics/", "an Event Grid topic"),
}
_FOLDERS = frozenset({"@triggerBody().folderPath", "@trigger().outputs.body.folderPath"})


def check(context: Context, trigger: EventsSpec, path: Path) -> Iterator[Finding]:
    """Check a trigger of events."""
    yield from _source(context, trigger, path)
    if isinstance(trigger, BlobEventsSpec):
        yield from _path(trigger, path)
        yield from _container(context, trigger, path)
    for i, event in enumerate(trigger.events):
        if event in trigger.events[:i]:
            yield Finding(Code.NAME_CLASH, (*path, "events", i), "this stands twice", "keep one")


def _source(context: Context, trigger: EventsSpec, path: Path) -> Iterator[Finding]:
    provider, about = PROVIDERS[trigger.type]
    where = (*path, "source")
    if context.project_broken.touches("environments"):
        return
    for environment, target in context.project.environments.items():
        resource = target.sources.get(trigger.source)
        if resource is None:
            message = f"{environment} has no source of events {trigger.source!r}"
            hint = advice(trigger.source, target.sources, "it has")
            hint += "; see `sources` of the project's environments"
            yield Finding(Code.UNKNOWN_SOURCE, where, message, hint)
            return
        if provider.casefold() not in resource.casefold():
            message = f"{trigger.source!r} is not {about} in {environment}"
            yield Finding(Code.WRONG_TYPE, where, message, f"expected ...{provider}<name>")
            return


def _path(trigger: BlobEventsSpec, path: Path) -> Iterator[Finding]:
    begins = trigger.path_begins or ""
    if begins.startswith(f"{trigger.container}/"):
        message = "the path stands in the container, whose name it does not begin with"
        hint = f"write {begins.removeprefix(trigger.container + '/')!r}"
        yield Finding(Code.BAD_NAME, (*path, "path_begins"), message, hint)


def _container(context: Context, trigger: BlobEventsSpec, path: Path) -> Iterator[Finding]:
    """An event's folder begins with its container; a datastore is inside of it already."""
    for name, raw in trigger.parameters.items():
        if expression.canonical(raw.text) not in _FOLDERS or not _reaches_a_path(context, name):
            continue
        message = f"the folder begins with the container, and {name!r} is part of a data path"
        body = raw.text.removeprefix("@")
        hint = f"drop the container: @join(skip(split({body}, '/'), 1), '/')"
        yield Finding(Code.WRONG_FOLDER, (*path, "parameters", name), message, hint)


def _reaches_a_path(context: Context, name: str) -> bool:
    """Whether some scoring step takes a parameter as it is into a data path."""
    paths = [getattr(data, "path", "") for data in context.spec.data.values()]
    in_path = any(hole == name for path in paths for hole, _, _ in holes(path))
    return in_path and any(name not in score.parameters for _, score in context.scorings())
