"""Judges documents by azure-synapse-artifacts, the SDK of Synapse's own service.

The SDK forgets silently what its classes do not have. So a document is read and written again, and
what is missing then is told.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from azure.synapse.artifacts import models

from generator.diagnostics import Path
from generator.diagnostics.place import pointer
from tests.support.strict import Kind

FORGOTTEN: Mapping[tuple[str, str], str] = {
    ("AzureMLService", "credential"): "as in Data Factory's SDK; Studio writes it",
    ("ScheduleTrigger", "runtimeState"): "read-only in the SDK",
    ("TumblingWindowTrigger", "runtimeState"): "read-only in the SDK",
    ("BlobEventsTrigger", "runtimeState"): "read-only in the SDK",
    ("CustomEventsTrigger", "runtimeState"): "read-only in the SDK",
}
"""What the SDK forgets and the service has: the type around it, the key, and why it may stay."""

Read = Callable[[Mapping[str, object]], Any]


@cache
def _readers() -> Mapping[Kind, Read]:
    return {
        "pipeline": models.PipelineResource.deserialize,
        "linkedService": models.LinkedServiceResource.deserialize,
        "dataset": models.DatasetResource.deserialize,
        "trigger": models.TriggerResource.deserialize,
    }


def lossless(kind: Kind, document: Mapping[str, object]) -> list[str]:
    """What of a document gets lost or changes in Synapse's SDK.

    Args:
        kind: what the document describes. The SDK has no credentials; of those nothing is said.
        document: its JSON, `{"name": ..., "properties": ...}`.

    Returns:
        `"pointer: message"` for each fault.
    """
    if kind not in _readers():
        return []
    written = _readers()[kind](document).serialize(keep_readonly=True)
    return [f"{pointer(path)}: {fault}" for path, fault in _lost(document, written, (), "")]


def _lost(before: object, after: object, path: Path, owner: str) -> Iterator[tuple[Path, str]]:
    """`owner` is the type of the object that is nearest around."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        own = str(before.get("type", owner))
        for key, value in before.items():
            if key in after:
                yield from _lost(value, after[key], (*path, key), own)
            elif (own, key) not in FORGOTTEN and value not in ([], {}, None):
                yield (*path, key), "is forgotten"
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, (here, there) in enumerate(zip(before, after, strict=True)):
            yield from _lost(here, there, (*path, i), owner)
    elif not _same(before, after):
        yield path, f"{before!r} becomes {after!r}"


def _same(before: object, after: object) -> bool:
    """Times may be written in another way."""
    if isinstance(before, str) and isinstance(after, str) and "T" in before:
        return before.rstrip("Z").rstrip("0").rstrip(".") == after.rstrip("Z").rstrip("0").rstrip(
            "."
        )
    return before == after and type(before) is type(after)
