"""The AzureMLExecutePipeline activity: a call to a pipeline that was published with SDK v1.

Source: AzureMLExecutePipelineActivityTypeProperties of azure-mgmt-datafactory.
"""

from collections.abc import Mapping

from generator.contract.model import Call, DataPath, Target
from generator.contract.values import Undecided, Value
from generator.factory.read.documents import Node
from generator.factory.read.objects import (
    VALUES,
    object_reader,
    read_members,
    read_part,
    unknown_data,
)
from generator.factory.read.trail import Trail
from generator.factory.read.values import constant_text, leaf, read_optional

_IDS: Mapping[Target, str] = {
    Target.PIPELINE: "mlPipelineId",
    Target.PIPELINE_ENDPOINT: "mlPipelineEndpointId",
}


def read_call(activity: Node, trail: Trail) -> Call:
    """What the activity sends."""

    def setting(name: str) -> Node | None:
        return activity.member("typeProperties", name)

    target, address = _addressed(activity, trail.at("id"))
    return Call(
        target=target,
        id=address,
        parameters=read_members(VALUES, trail.at("parameters"), setting("mlPipelineParameters")),
        data=read_members(_DATA_PATHS, trail.at("data"), setting("dataPathAssignments")),
        experiment=read_optional(setting("experimentName"), trail.at("experiment")),
        version=read_optional(setting("version"), trail.at("version")),
        parent_run=read_optional(setting("mlParentRunId"), trail.at("parent_run")),
        continue_on_step_failure=read_optional(
            setting("continueOnStepFailure"), trail.at("continue_on_step_failure")
        ),
    )


def _addressed(activity: Node, trail: Trail) -> tuple[Target, Value | None]:
    """What the call is addressed to, and its id.

    Of two ids an empty one counts as missing. Nothing documents which of two others Data Factory
    takes, so they leave the id undecided. A draft has none: a call to no known published pipeline.
    """
    given = {
        target: node
        for target, name in _IDS.items()
        if (node := activity.member("typeProperties", name))
    }
    filled = {target: node for target, node in given.items() if constant_text(node) != ""}
    target, node = next(iter((filled or given).items()), (Target.PIPELINE, None))
    address = read_optional(node, trail)
    if len(filled) > 1:
        both = (f"{_IDS[target]} {leaf(node).content}" for target, node in filled.items())
        return target, Undecided(f"ambiguous: {' and '.join(both)} are both given")
    return target, address


def _data_path(assigned: Node, trail: Trail) -> DataPath:
    return DataPath(
        datastore=read_part(assigned, "DataStoreName", trail.at("datastore")),
        path=read_part(assigned, "RelativePath", trail.at("path")),
    )


_DATA_PATHS = object_reader(_data_path, unknown_data)
