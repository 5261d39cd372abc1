"""AzureMLExecutePipeline: its expressions evaluated, and handed to whoever runs Azure ML here."""

from collections.abc import Mapping
from functools import partial

from generator.expression import parse
from generator.expression.context import Context
from generator.expression.evaluation import evaluate
from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.local.factory.activities.elsewhere import skipped
from generator.local.factory.activity import Activity
from generator.local.factory.resolve import Resolver
from generator.local.factory.services import AmlCall
from generator.local.factory.work import Engine, Scope, Work

_AS_TEXT = parse("@string(item())")


def execute_aml_pipeline(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """AzureMLExecutePipeline (AzureMLExecutePipelineActivityTypeProperties of the SDKs)."""
    call = _call(activity, scope, engine.resolver(scope))
    sent = dict(call.properties)
    run = engine.services.aml
    if run is None:
        return skipped(activity, scope, engine, sent)

    async def do() -> Json:
        return await engine.clock.real(partial(run, call))

    to, id_ = ("pipeline endpoint", call.endpoint_id) if call.endpoint_id else ("", None)
    detail = f"{to} {id_}" if id_ else f"published pipeline {call.pipeline_id}"
    return Work(do, sent, detail)


def _call(activity: Activity, scope: Scope, resolver: Resolver) -> AmlCall:
    def text(name: str) -> str | None:
        node = activity.property(name)
        return None if node is None else resolver.text(node, name) or None

    def members(name: str) -> dict[str, Json]:
        node = activity.property(name)
        value = {} if node is None else resolver.value(node)
        if not isinstance(value, dict):
            raise resolver.fault(node or activity.node, f"{name}: expected an object")
        return value

    linked = activity.node.member("linkedServiceName")
    name = linked.member("referenceName") if linked else None
    parameters = members("mlPipelineParameters")
    properties = resolver.optional(activity.node.member("typeProperties"))
    return AmlCall(
        path=(*scope.path, activity.name),
        pipeline=scope.frame.name,
        run_id=scope.frame.run_id,
        activity=activity.name,
        linked_service=name.text if name else None,
        linked_service_parameters=_object(resolver, linked and linked.member("parameters")),
        pipeline_id=text("mlPipelineId"),
        endpoint_id=text("mlPipelineEndpointId"),
        version=text("version"),
        experiment=text("experimentName"),
        parent_run=text("mlParentRunId"),
        continue_on_step_failure=resolver.boolean(
            activity.property("continueOnStepFailure"), "continueOnStepFailure", default=False
        ),
        parameters=parameters,
        texts={name: as_text(value) for name, value in parameters.items()},
        data=members("dataPathAssignments"),
        properties=properties if isinstance(properties, dict) else {},
    )


def _object(resolver: Resolver, node: Node | None) -> Mapping[str, Json]:
    value = resolver.optional(node)
    return value if isinstance(value, dict) else {}


def as_text(value: Json) -> str:
    """A value as the factory writes it as text."""
    text = evaluate(_AS_TEXT, Context(item=value))
    return text if isinstance(text, str) else ""
