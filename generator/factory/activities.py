"""The activities of a pipeline as documents: the scoring steps, and all others by their type."""

from collections.abc import Iterator, Mapping

from generator.contract.job import Job
from generator.contract.model import Target
from generator.contract.names import last_activity
from generator.contract.pipelines import (
    Activity,
    Dependency,
    Node,
    Pipeline,
    Policy,
    Scoring,
    everything,
)
from generator.contract.resources import Identity
from generator.contract.values import Json
from generator.factory.batch import batch
from generator.factory.encode import spelled
from generator.factory.types import policy_properties
from generator.render import Templates

ID_PROPERTIES: Mapping[Target, str] = {
    Target.PIPELINE: "mlPipelineId",
    Target.PIPELINE_ENDPOINT: "mlPipelineEndpointId",
}
"""The property of an AzureMLExecutePipeline activity that holds what it runs."""


class ActivityBuilder:
    """Builds the activities of one pipeline."""

    def __init__(
        self, templates: Templates, job: Job, pipeline: Pipeline, identity: Identity
    ) -> None:
        self._templates = templates
        self._job = job
        self._pipeline = pipeline
        self._identity = identity
        self._scorings = {
            node.name for node in everything(pipeline.activities) if isinstance(node, Scoring)
        }

    def build(self) -> list[Json]:
        """The pipeline's activities, in their order."""
        return self._list(self._pipeline.activities)

    def _list(self, nodes: tuple[Node, ...]) -> list[Json]:
        return [document for node in nodes for document in self._node(node)]

    def _node(self, node: Node) -> Iterator[Json]:
        if isinstance(node, Activity):
            yield self._activity(node)
        elif self._job.sdk == "v1":
            yield self._execute_pipeline(node)
        else:
            yield from self._batch_endpoint(node)

    def _waits_for(self, node: Node) -> list[Dependency]:
        """What a node waits for; a scoring step has ended when its last activity has."""
        return [
            (
                Dependency(last_activity(each.activity, self._job.sdk), each.conditions)
                if each.activity in self._scorings
                else each
            )
            for each in node.depends_on
        ]

    def _activity(self, node: Activity) -> Json:
        properties: dict[str, Json] = {
            name: spelled(value) for name, value in node.properties.items()
        }
        for name, inner in node.inner.items():
            if inner or name in ("activities", "ifTrueActivities"):
                properties[name] = self._list(inner)
        if node.cases:
            properties["cases"] = [
                {"value": value, "activities": self._list(inner)}
                for value, inner in node.cases.items()
            ]
        return self._templates.json(
            "factory/other.json.j2",
            activity=node,
            dependencies=self._waits_for(node),
            policy=self._policy(node),
            properties=properties,
        )

    def _policy(self, node: Activity) -> dict[str, Json]:
        """An activity's policy, as far as activities of its type have one."""
        if node.policy is None:
            return {}
        known = policy_properties(self._job.factory.service, node.type)
        return {name: value for name, value in _spelled(node.policy).items() if name in known}

    def _execute_pipeline(self, node: Scoring) -> Json:
        call = self._pipeline.calls.calls[node.call]
        return self._templates.json(
            "factory/execute_pipeline.json.j2",
            scoring=node,
            call=call,
            id_property=ID_PROPERTIES[call.target],
            dependencies=self._waits_for(node),
            linked_service=self._job.factory.linked_service,
        )

    def _batch_endpoint(self, node: Scoring) -> Iterator[Json]:
        call = self._pipeline.calls.calls[node.call]
        group = self._templates.json(
            "factory/batch_endpoint.json.j2",
            scoring=node,
            call=call,
            batch=batch(self._job, node, call, self._identity),
            dependencies=self._waits_for(node),
        )
        assert isinstance(group, list)
        yield from group


def _spelled(policy: Policy) -> dict[str, Json]:
    return {
        "timeout": policy.timeout,
        "retry": policy.retry,
        "retryIntervalInSeconds": policy.retry_interval,
        "secureOutput": policy.secure_output,
        "secureInput": policy.secure_input,
    }
