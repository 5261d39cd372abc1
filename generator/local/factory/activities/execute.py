"""ExecutePipeline."""

from generator.expression.values import Json
from generator.factory.read import Document
from generator.local.events import Noted, Status
from generator.local.factory.activity import Activity
from generator.local.factory.clock import Work as Running
from generator.local.factory.faults import ActivityFailed, Refused
from generator.local.factory.parameters import bind
from generator.local.factory.parameters import shown as shown_values
from generator.local.factory.resolve import INVALID_TEMPLATE, Resolver
from generator.local.factory.result import PipelineRun
from generator.local.factory.started import Started
from generator.local.factory.work import Engine, Frame, Scope, Work


def execute_pipeline(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """ExecutePipeline (page control-flow-execute-pipeline-activity).

    `waitOnCompletion` is true by that page, false by the SDKs' docstrings; Studio always writes it.
    """
    resolver = engine.resolver(scope)
    name = activity.given("pipeline").member("referenceName")
    assert name is not None
    given = _given(activity, resolver)
    if engine.services.fixtures.find(scope.frame.name, activity.name) is not None:
        return Work(_nothing, {"pipeline": name.text, "parameters": given})
    document = engine.documents.get("pipeline", name.text or "", name)
    values = _bound(engine, document, given, activity)
    waits = resolver.boolean(
        activity.property("waitOnCompletion"), "waitOnCompletion", default=True
    )
    started, path = _started(activity, scope.frame), (*scope.path, activity.name)

    async def do() -> Json:
        call = engine.pipeline(document, values, started, path)
        if not waits:
            engine.clock.start(_apart(engine, call))
            return {"pipelineName": document.name}
        run = await call
        output = _output(run)
        if run.status is Status.FAILED:
            raise ActivityFailed(run.message, "ActionFailed", output=output)
        return output

    sent: dict[str, Json] = {
        "pipeline": document.name,
        "parameters": shown_values(document, values),
    }
    return Work(do, sent, f"pipeline {document.name}{'' if waits else ', not waited for'}")


def _given(activity: Activity, resolver: Resolver) -> dict[str, Json]:
    node = activity.property("parameters")
    given = resolver.value(node) if node else {}
    if not isinstance(given, dict):
        raise resolver.fault(node or activity.node, "parameters: expected an object")
    return given


def _started(activity: Activity, frame: Frame) -> Started:
    caller = (frame.name, frame.run_id)
    group = str(frame.system["GroupId"])
    return Started("PipelineActivity", activity.name, frame.run_id, None, caller, group)


async def _nothing() -> Json:
    """What is in the place of a pipeline for which a fixture answers."""
    return {}


async def _apart(engine: Engine, call: Running[PipelineRun]) -> Json:
    """Run what is not waited for; that it failed, nobody else would see."""
    run = await call
    if run.status is Status.FAILED:
        engine.tell(
            Noted(f"pipeline {run.pipeline}, which nobody waited for, failed: {run.message}")
        )
    return None


def _bound(
    engine: Engine, document: Document, given: dict[str, Json], activity: Activity
) -> dict[str, Json]:
    place = engine.documents.place(activity.property("parameters") or activity.node)
    try:
        return bind(engine.documents, document, given, place)
    except Refused as refused:
        first = refused.diagnostics[0]
        raise ActivityFailed(str(refused), INVALID_TEMPLATE, diagnostic=first) from None


def _output(run: PipelineRun) -> Json:
    output: dict[str, Json] = {"pipelineName": run.pipeline, "pipelineRunId": run.run_id}
    if run.returned:
        output["pipelineReturnValue"] = dict(run.returned)
    return output
