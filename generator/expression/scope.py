"""Where an expression stands, and what can be read there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct

Service = Literal["data_factory", "synapse"]

SERVICE_NAMES: Mapping[Service, str] = {"data_factory": "Data Factory", "synapse": "Synapse"}


class TriggerKind(StrEnum):
    """The kinds of triggers, each of which offers other values."""

    SCHEDULE = "schedule"
    TUMBLING_WINDOW = "tumbling_window"
    BLOB_EVENTS = "blob_events"
    CUSTOM_EVENTS = "custom_events"


class ResourceKind(StrEnum):
    """What has parameters of its own besides pipelines, by the function that reads them."""

    DATASET = "dataset"
    LINKED_SERVICE = "linkedService"


class Scope(Struct, frozen=True):
    """The place of an expression: in a trigger, in a resource of some kind, or else in a pipeline.

    `parameters`, `variables` and `activities` are the names that exist, None if they are not to be
    checked; `before` are the activities that have run there. `in_loop` says whether `item()` has a
    meaning.
    """

    parameters: frozenset[str] | None = None
    variables: frozenset[str] | None = None
    activities: frozenset[str] | None = None
    before: frozenset[str] | None = None
    trigger: TriggerKind | None = None
    resource: ResourceKind | None = None
    service: Service = "data_factory"
    in_loop: bool = False


PIPELINE_PROPERTIES = (
    "DataFactory",
    "Pipeline",
    "RunId",
    "TriggerType",
    "TriggerId",
    "TriggerName",
    "TriggerTime",
    "GroupId",
    "TriggeredByPipelineName",
    "TriggeredByPipelineRunId",
    "parameters",
    "globalParameters",
)
"""Page "System variables supported by Azure Data Factory and Azure Synapse Analytics"."""

OUTSIDE_PIPELINES: Mapping[str, str] = {
    "trigger": "set a parameter in the trigger, and read it as pipeline().parameters.name here",
    "triggerBody": "set a parameter in the trigger, and read it as pipeline().parameters.name here",
    "dataset": "hand values to a dataset's parameters where the activity refers to it",
    "linkedService": "hand values to a linked service's parameters where it is referred to",
}
"""Functions that a pipeline does not have, and what to do there."""

RESOURCE_NAMES: Mapping[ResourceKind, str] = {
    ResourceKind.DATASET: "a dataset",
    ResourceKind.LINKED_SERVICE: "a linked service",
}

EVENT: Mapping[Service, str] = {
    "data_factory": "triggerBody()",
    "synapse": "trigger().outputs.body",
}
"""How a trigger's expressions read the event (see `offers` for the source)."""

_OFFERS: Mapping[tuple[TriggerKind, Service | None], tuple[str, ...]] = {
    (TriggerKind.SCHEDULE, None): ("trigger().scheduledTime", "trigger().startTime"),
    (TriggerKind.TUMBLING_WINDOW, None): (
        "trigger().outputs.windowStartTime",
        "trigger().outputs.windowEndTime",
        "trigger().scheduledTime",
        "trigger().startTime",
    ),
    (TriggerKind.BLOB_EVENTS, "data_factory"): (
        f"{EVENT['data_factory']}.fileName",
        f"{EVENT['data_factory']}.folderPath",
        "trigger().startTime",
    ),
    (TriggerKind.BLOB_EVENTS, "synapse"): (
        f"{EVENT['synapse']}.fileName",
        f"{EVENT['synapse']}.folderPath",
        "trigger().startTime",
    ),
    (TriggerKind.CUSTOM_EVENTS, "data_factory"): (
        f"{EVENT['data_factory']}.event.eventType",
        f"{EVENT['data_factory']}.event.subject",
        f"{EVENT['data_factory']}.event.data",
        "trigger().startTime",
    ),
    (TriggerKind.CUSTOM_EVENTS, "synapse"): (
        f"{EVENT['synapse']}.event.eventType",
        f"{EVENT['synapse']}.event.subject",
        f"{EVENT['synapse']}.event.data",
        "trigger().startTime",
    ),
}


def offers(kind: TriggerKind, service: Service) -> tuple[str, ...]:
    """What expressions in a trigger of this kind can read.

    Source: page "System variables supported by Azure Data Factory and Azure Synapse Analytics".
    Its note on Synapse (`trigger().outputs.body` for `triggerBody()`) is written for storage events
    and taken to hold for custom events too.
    """
    return _OFFERS.get((kind, None)) or _OFFERS[kind, service]
