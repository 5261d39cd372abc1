"""The activities of a factory pipeline, and the calls among them."""

from collections.abc import Callable, Iterator

from generator.contract.model import Call
from generator.factory.read import batch_endpoint, execute_pipeline, run_pipeline
from generator.factory.read.addresses import Defaults
from generator.factory.read.documents import Node
from generator.factory.read.trail import Trail, free

_BRANCHES = ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities")
"""Where ForEach, Until, IfCondition and Switch (besides its cases) hold activities."""


def read_calls(pipeline: Node, defaults: Defaults, trail: Trail) -> dict[str, Call]:
    """The calls of a pipeline by the names of their activities, which are unique in a pipeline.

    A call without a name, or with one that another call has, stands under a key that tells its
    place. A deactivated activity is read like any other.
    """
    if listed := pipeline.member("properties", "activities"):
        trail.mark(listed.place)
    calls: dict[str, Call] = {}
    for activity in _activities(pipeline):
        if read := _reader(activity, defaults):
            name = activity.member("name") or activity
            key = free(name.text, activity, calls)
            trail.at(key).mark(name.place)
            trail.at(key, "target").mark((activity.member("type") or activity).place)
            calls[key] = read(activity, trail.at(key))
    return calls


def _reader(activity: Node, defaults: Defaults) -> Callable[[Node, Trail], Call] | None:
    kind = activity.member("type") or activity
    match (kind.text or "").casefold():
        case "azuremlexecutepipeline":
            return execute_pipeline.read_call
        case "executepipeline":
            return run_pipeline.read_call
        case "webactivity" if batch_endpoint.is_call(activity, defaults):
            return batch_endpoint.read_call
    return None


def _activities(pipeline: Node) -> Iterator[Node]:
    """Every activity of a pipeline, those inside a container right after it."""
    waiting = _listed(pipeline.member("properties"), "activities")
    while waiting:
        activity = waiting.pop(0)
        yield activity
        waiting[:0] = _inner(activity.member("typeProperties"))


def _inner(container: Node | None) -> list[Node]:
    branches = [activity for name in _BRANCHES for activity in _listed(container, name)]
    cases = [
        activity for case in _listed(container, "cases") for activity in _listed(case, "activities")
    ]
    return branches + cases


def _listed(node: Node | None, name: str) -> list[Node]:
    listed = node.member(name) if node else None
    return list(listed.items()) if listed else []
