"""The ExecutePipeline activity: a run of another pipeline of the factory.

Source: ExecutePipelineActivityTypeProperties of azure-mgmt-datafactory.
"""

from generator.contract.model import Call, Target
from generator.factory.read.documents import Node
from generator.factory.read.objects import VALUES, read_members
from generator.factory.read.trail import Trail
from generator.factory.read.values import read_optional


def read_call(activity: Node, trail: Trail) -> Call:
    """What the activity runs, and what it hands over."""
    name = activity.member("typeProperties", "pipeline", "referenceName")
    given = activity.member("typeProperties", "parameters")
    return Call(
        target=Target.FACTORY_PIPELINE,
        id=read_optional(name, trail.at("id")),
        parameters=read_members(VALUES, trail.at("parameters"), given),
    )
