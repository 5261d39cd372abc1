"""What is meant in the factory's documents, and what Data Factory Studio adds that says nothing.

When the Studio saves a document it writes it anew: keys in its own order, empty lists, policies
with every default, the time of publishing, types in another letter case. None of that is an edit.
A place has one default; where Microsoft has changed it, today's.

Sources: Microsoft's pages on activities and triggers (concepts-pipelines-activities has the
policy's defaults, control-flow-until-activity its timeout, how-to-create-tumbling-window-trigger
the retries), and what real repositories hold.
"""

from collections.abc import Mapping

from generator.merge import Choice, Format, JsonFormat, Kind
from generator.render import print_json

_TYPE = Kind(any_case=True)
_NOISE = Kind(is_noise=True)
_TEXT = Kind(default="")
_NO = Kind(default=False)
_MAP = Kind(default={})
_LIST = Kind(default=[])
_SET = Kind(default=[], is_set=True)

_REFERENCE = Kind(members={"type": _TYPE, "parameters": _MAP})
_RUNTIME = Kind(
    members={"type": _TYPE},
    default={
        "referenceName": "AutoResolveIntegrationRuntime",
        "type": "IntegrationRuntimeReference",
    },
)
_DECLARED = Kind(default={}, every=Kind(members={"type": _TYPE}))

_POLICY = Kind(
    default={},
    members={
        "timeout": Kind(default="0.12:00:00"),
        "retry": Kind(default=0),
        "retryIntervalInSeconds": Kind(default=30),
        "secureOutput": _NO,
        "secureInput": _NO,
    },
)
_DEPENDENCIES = Kind(
    default=[],
    named_by=("activity",),
    elements=Kind(members={"dependencyConditions": _SET}),
)

_BY_TYPE: dict[str, Kind] = {}  # filled below, as activities hold activities
_ACTIVITIES = Kind(
    default=[],
    named_by=("name",),
    elements=Kind(
        members={
            "type": _TYPE,
            "description": _TEXT,
            "state": Kind(default="Active", any_case=True),
            "dependsOn": _DEPENDENCIES,
            "policy": _POLICY,
            "userProperties": Kind(default=[], named_by=("name",)),
            "linkedServiceName": _REFERENCE,
        },
        choice=Choice("typeProperties", "type", _BY_TYPE, other=_MAP),
    ),
)
_CASES = Kind(
    default=[],
    named_by=("value",),
    elements=Kind(members={"activities": _ACTIVITIES}),
)
_BY_TYPE |= {
    "ifcondition": Kind(
        default={}, members={"ifTrueActivities": _ACTIVITIES, "ifFalseActivities": _ACTIVITIES}
    ),
    "switch": Kind(default={}, members={"cases": _CASES, "defaultActivities": _ACTIVITIES}),
    "foreach": Kind(default={}, members={"activities": _ACTIVITIES, "isSequential": _NO}),
    "until": Kind(
        default={},
        members={"activities": _ACTIVITIES, "timeout": Kind(default="7.00:00:00")},
    ),
    "executepipeline": Kind(default={}, members={"pipeline": _REFERENCE, "parameters": _MAP}),
    "copy": Kind(default={}, members={"enableStaging": _NO}),
    "webactivity": Kind(
        default={},
        members={
            "headers": _MAP,
            "connectVia": _RUNTIME,
            "disableCertValidation": _NO,
            "turnOffAsync": _NO,
        },
    ),
    "azuremlexecutepipeline": Kind(
        default={},
        members={
            "mlPipelineParameters": _MAP,
            "dataPathAssignments": _MAP,
            # The Studio adds it to some activities; no schema has it, and nothing reads it.
            "mlExecutionType": Kind(default="pipeline"),
        },
    ),
}

_PIPELINE = {
    "description": _TEXT,
    "activities": _ACTIVITIES,
    "parameters": _DECLARED,
    "variables": _DECLARED,
    "annotations": _SET,
    "policy": Kind(default={}, members={"elapsedTimeMetric": _MAP}),
    "lastPublishTime": _NOISE,
}

_RUN = Kind(members={"pipelineReference": Kind(members={"type": _TYPE}), "parameters": _MAP})
_RECURRENCE = Kind(members={"schedule": _MAP})
_TRIGGER = {
    "type": _TYPE,
    "description": _TEXT,
    "annotations": _SET,
    "runtimeState": Kind(default="Stopped"),
    "pipelines": Kind(default=[], named_by=("pipelineReference", "referenceName"), elements=_RUN),
    "pipeline": _RUN,
}
_TRIGGER_TYPES = {
    "scheduletrigger": Kind(default={}, members={"recurrence": _RECURRENCE}),
    "tumblingwindowtrigger": Kind(
        default={},
        members={
            "dependsOn": _LIST,
            "retryPolicy": Kind(
                default={},
                members={"count": Kind(default=0), "intervalInSeconds": Kind(default=30)},
            ),
        },
    ),
}

_DATASET = {
    "type": _TYPE,
    "description": _TEXT,
    "annotations": _SET,
    "linkedServiceName": _REFERENCE,
    "parameters": _DECLARED,
    "schema": _LIST,
    "structure": _LIST,
}

_LINKED_SERVICE = {
    "type": _TYPE,
    "description": _TEXT,
    "annotations": _SET,
    "parameters": _DECLARED,
    "connectVia": _RUNTIME,
}
_LINKED_SERVICE_TYPES = {"azuremlservice": Kind(default={}, members={"authentication": _TYPE})}

_CREDENTIAL = {"type": _TYPE, "description": _TEXT, "annotations": _SET}


def _document(
    properties: Mapping[str, Kind], by_type: Mapping[str, Kind] | None = None
) -> JsonFormat:
    """Documents with such properties; their type properties depend on their type."""
    choice = Choice("typeProperties", "type", by_type or {}, other=_MAP)
    inside = Kind(members=properties, choice=choice, is_spoken=False)
    # A document's type only repeats the folder that it is in.
    return JsonFormat(Kind(members={"properties": inside, "type": _NOISE}), print_json)


_FORMATS: Mapping[str, JsonFormat] = {
    "pipeline": _document(_PIPELINE),
    "dataset": _document(_DATASET),
    "linkedService": _document(_LINKED_SERVICE, _LINKED_SERVICE_TYPES),
    "trigger": _document(_TRIGGER, _TRIGGER_TYPES),
    "credential": _document(_CREDENTIAL),
}


def format_of(kind: str) -> Format:
    """How documents of a kind are merged; the same in Data Factory and in Synapse.

    Args:
        kind: one of `documents.KINDS`.

    Raises:
        KeyError: it is none of them.
    """
    return _FORMATS[kind]
