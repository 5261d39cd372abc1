"""A job's triggers as documents, and what Azure refuses to change of one that is there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from generator.contract.job import Job, Project
from generator.contract.pipelines import BlobEvents, CustomEvents, Trigger
from generator.contract.values import Json
from generator.factory.documents import Document, Varying
from generator.render import Templates

WINDOW = "TumblingWindowTrigger"


def trigger_documents(job: Job, project: Project, templates: Templates) -> Iterator[Document]:
    """The documents of a job's triggers.

    The `scope` of an event's trigger, the resource whose events it hears, differs by environment.
    """
    for trigger in job.factory.triggers:
        scopes = _scopes(trigger, project)
        content = templates.json(
            "factory/trigger.json.j2",
            trigger=trigger,
            pipeline=job.name,
            firing=job.calls.firings[trigger.name],
            scope=scopes.get(project.git),
        )
        path = ("properties", "typeProperties", "scope")
        scope = Varying(path, f"{trigger.name}_properties_typeProperties_scope", scopes)
        varying = (scope,) if scopes else ()
        yield Document.of(job.factory.service, "trigger", trigger.name, content, job.name, varying)


def _scopes(trigger: Trigger, project: Project) -> dict[str, Json]:
    if not isinstance(trigger, BlobEvents | CustomEvents):
        return {}
    return {name: each.sources[trigger.source] for name, each in project.targets.items()}


FIXED = ("frequency", "interval", "startTime")
"""What can never change of a tumbling window (page how-to-create-tumbling-window-trigger).

The start defines the windows, as the other two do.
"""


def refused_changes(before: Json, after: Json) -> Iterator[str]:
    """What Azure would refuse to change of a tumbling window trigger of the same name.

    Args:
        before: the trigger's document as it is, or any other JSON.
        after: the document that is to replace it.

    Yields:
        For each such property its name, with both values.
    """
    old, new = _window(before), _window(after)
    for name in FIXED if old and new else ():
        if _meaning(old.get(name)) != _meaning(new.get(name)):
            yield f"{name} from {old.get(name)} to {new.get(name)}"


def _meaning(value: Json) -> object:
    """A value however it is spelt: the Studio writes times with fractions, hands write words."""
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value.casefold()
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _window(document: Json) -> Mapping[str, Json]:
    """The properties of a tumbling window; nothing if a document is none."""
    properties = document.get("properties") if isinstance(document, Mapping) else None
    if isinstance(properties, Mapping) and properties.get("type") == WINDOW:
        inner = properties.get("typeProperties")
        return inner if isinstance(inner, Mapping) else {}
    return {}
