"""Wait, Fail and Filter."""

from msgspec.structs import replace

from generator.expression.values import Json
from generator.local.factory.activity import Activity
from generator.local.factory.faults import ActivityFailed
from generator.local.factory.work import Engine, Scope, Work


def wait(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """Wait (page control-flow-wait-activity); it takes no real time."""
    node = activity.given("waitTimeInSeconds")
    resolver = engine.resolver(scope)
    seconds = resolver.number(node, "waitTimeInSeconds", 0)
    if seconds < 0:
        raise resolver.fault(node, f"waitTimeInSeconds: expected a number from 0 on, got {seconds}")

    async def do() -> Json:
        await engine.clock.sleep(seconds)
        return {}

    return Work(do, {"waitTimeInSeconds": seconds}, f"{seconds:g} s of virtual time")


def fail(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """Fail (page control-flow-fail-activity). Both texts must not be blank."""
    resolver = engine.resolver(scope)
    told = {name: resolver.text(activity.given(name), name) for name in ("message", "errorCode")}
    for name, text in told.items():
        if not text.strip():
            raise resolver.fault(activity.given(name), f"{name}: expected text, got a blank")

    async def do() -> Json:
        raise ActivityFailed(told["message"], told["errorCode"])

    return Work(do, {**told})


def filter_items(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """Filter (page control-flow-filter-activity): the items for which the condition holds."""
    items = engine.resolver(scope).items(activity.given("items"), "items")
    condition = activity.given("condition")

    def kept(item: Json) -> bool:
        return engine.resolver(replace(scope, item=item)).condition(condition, "condition")

    async def do() -> Json:
        value = [item for item in items if kept(item)]
        return {"ItemsCount": len(items), "FilteredItemsCount": len(value), "Value": value}

    return Work(do, {"items": items})
