"""Judges documents by azure-synapse-artifacts, the SDK of Synapse's own service.

The SDK forgets silently what its classes do not have. So a document is read and written again, and
what is missing then is told.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from azure.synapse.artifacts import models

from generator.diagnostics import Path
from generator.diagnostics.place import pointer
from generator.factory.types import activity_types
from tests.support.strict import Kind

SPELLED: Mapping[str, str] = {"dataflow": "dataFlow"}
"""What this SDK spells otherwise than Data Factory's; the services themselves read either."""


ONLY_HERE = activity_types("synapse") - activity_types("data_factory")
"""The types of activities that Data Factory does not have."""


def as_of_data_factory(data: Any) -> Any:
    """A document in the words of Data Factory's SDK; what only Synapse has is a Wait in it."""
    if isinstance(data, Mapping):
        if data.get("type") in ONLY_HERE and "typeProperties" in data:
            data = {
                "name": data["name"],
                "type": "Wait",
                "typeProperties": {"waitTimeInSeconds": 1},
            }
        return {SPELLED.get(key, key): as_of_data_factory(value) for key, value in data.items()}
    return [as_of_data_factory(value) for value in data] if isinstance(data, list) else data


FORGOTTEN: Mapping[tuple[str, str], str] = {
    ("AzureMLService", "credential"): "so does Data Factory's SDK; Studio writes it",
}
"""What the SDK forgets and the service has: the type around it, the key, and why it may stay."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")
_FRACTION = re.compile(r"(\.0+)?Z?$")
Read = Callable[[Mapping[str, object]], Any]


@cache
def _readers() -> Mapping[Kind, Read]:
    return {
        "pipeline": models.PipelineResource.deserialize,
        "linkedService": models.LinkedServiceResource.deserialize,
        "dataset": models.DatasetResource.deserialize,
        "trigger": models.TriggerResource.deserialize,
    }


def lossless(
    kind: Kind,
    document: Mapping[str, object],
    forgotten: Collection[tuple[str, str]] = FORGOTTEN,
) -> list[str]:
    """What of a document gets lost or changes in Synapse's SDK.

    Args:
        kind: what the document describes. The SDK has no credentials; of those nothing is said.
        document: its JSON, `{"name": ..., "properties": ...}`.
        forgotten: what may get lost, by the type around it and its key.

    Returns:
        `"pointer: message"` for each fault.
    """
    if kind not in _readers():
        return []
    # The SDK takes what it reads apart.
    written = _readers()[kind](deepcopy(document)).serialize(keep_readonly=True)
    lost = _Comparison(forgotten).lost(document, written, (), "")
    return [f"{pointer(path)}: {fault}" for path, fault in lost]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What was there before and is not afterwards."""

    forgotten: Collection[tuple[str, str]]

    def lost(
        self, before: object, after: object, path: Path, owner: str
    ) -> Iterator[tuple[Path, str]]:
        """`owner` is the type of the object that is nearest around."""
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            own = str(before.get("type", owner))
            for key, value in before.items():
                if key in after:
                    yield from self.lost(value, after[key], (*path, key), own)
                elif (own, key) not in self.forgotten and value not in ([], {}, None):
                    yield (*path, key), "is forgotten"
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for i, (here, there) in enumerate(zip(before, after, strict=True)):
                yield from self.lost(here, there, (*path, i), owner)
        elif not _same(before, after):
            yield path, f"{before!r} becomes {after!r}"


def _same(before: object, after: object) -> bool:
    """The SDK writes moments with fractions of a second, and always with Z."""
    if isinstance(before, str) and isinstance(after, str) and _MOMENT.fullmatch(before):
        return _FRACTION.sub("", before) == _FRACTION.sub("", after)
    return before == after and type(before) is type(after)
