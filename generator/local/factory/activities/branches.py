"""IfCondition and Switch."""

from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.local.factory.activity import Activity, read_activities
from generator.local.factory.work import Engine, Scope, Work


def if_condition(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """IfCondition (page control-flow-if-condition-activity)."""
    holds = engine.resolver(scope).condition(activity.given("expression"), "expression")
    chosen = activity.property("ifTrueActivities" if holds else "ifFalseActivities")
    detail = f"the condition is {str(holds).lower()}"
    return _branch(activity, scope, engine, chosen, {"expression": holds}, detail)


def switch(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """Switch (page control-flow-switch-activity): the case whose value is exactly the text."""
    on = engine.resolver(scope).text(activity.given("on"), "on")
    cases = activity.property("cases")
    for case in cases.items() if cases else ():
        value = case.member("value")
        if value is not None and value.content == on:
            inner = case.member("activities")
            return _branch(activity, scope, engine, inner, {"on": on}, f"case {on!r}")
    inner = activity.property("defaultActivities")
    return _branch(activity, scope, engine, inner, {"on": on}, f"the default, for {on!r}")


def _branch(
    activity: Activity, scope: Scope, engine: Engine, chosen: Node | None, sent: Json, detail: str
) -> Work:
    async def do() -> Json:
        outcome = await engine.run_all(read_activities(chosen), scope.inside(activity.name))
        outcome.check()
        return {}

    return Work(do, sent, detail)
