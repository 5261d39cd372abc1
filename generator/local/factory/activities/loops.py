"""ForEach and Until."""

from collections import deque

from generator.diagnostics import Code, Diagnostic
from generator.expression.values import Json
from generator.local.factory.activity import Activity, read_activities
from generator.local.factory.durations import spelled
from generator.local.factory.faults import Refused, timed_out
from generator.local.factory.work import Engine, Outcome, Scope, Work

_BATCH, _MOST = 20, 50
_SEVEN_DAYS, _NINETY_DAYS = 7 * 86400.0, 90 * 86400.0
IDLE_ROUNDS = 1000
"""So many rounds of an Until in which no time passes, and it will never end."""


def for_each(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """ForEach (page control-flow-for-each-activity).

    Up to `batchCount` rounds run at the same time, and all of them share the pipeline's variables.
    A round that fails stops no other; at the end the loop fails.
    """
    resolver = engine.resolver(scope)
    items = resolver.items(activity.given("items"), "items")
    one_by_one = resolver.boolean(activity.property("isSequential"), "isSequential", default=False)
    count = activity.property("batchCount")
    batch = 1 if one_by_one else int(resolver.number(count, "batchCount", _BATCH))
    if count is not None and not 0 < batch <= _MOST:
        raise resolver.fault(count, f"batchCount: expected 1 to {_MOST}, got {batch}")

    async def do() -> Json:
        waiting = deque(enumerate(items, 1))
        outcomes: dict[int, Outcome] = {}

        async def work_off() -> None:
            while waiting:
                number, item = waiting.popleft()
                inner = scope.round(activity.name, number, item)
                inside = read_activities(activity.property("activities"))
                outcomes[number] = await engine.run_all(inside, inner)
                scope.leave(inner)

        workers = [engine.clock.start(work_off()) for _ in range(min(batch, len(items)))]
        for worker in workers:
            await worker
        for number in sorted(outcomes):
            outcomes[number].check()
        return {}

    return Work(do, {"items": items}, f"{len(items)} item{'s' * (len(items) != 1)}")


def until(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """Until (page control-flow-until-activity).

    The expression is asked after each round, and sees the round's activities. What fails in a round
    does not end the loop: only the expression does, or the timeout, which is looked at between
    rounds. How a loop counts whose last round failed is documented nowhere; here, the expression
    decides.
    """
    node = activity.property("timeout")
    resolver = engine.resolver(scope)
    timeout = resolver.duration(node, "timeout", _SEVEN_DAYS)
    if node is not None and timeout > _NINETY_DAYS:
        raise resolver.fault(node, f"timeout: at most 90 days, got {spelled(timeout)}")
    inside, condition = read_activities(activity.property("activities")), activity.given(
        "expression"
    )

    async def do() -> Json:
        began, number, idle = engine.clock.elapsed, 0, 0
        while True:
            number, before = number + 1, engine.clock.elapsed
            inner = scope.round(activity.name, number, scope.item)
            await engine.run_all(inside, inner)
            scope.leave(inner)
            if engine.resolver(inner).condition(condition, "expression"):
                return {}
            if engine.clock.elapsed - began >= timeout:
                raise timed_out("loop", spelled(timeout))
            idle = idle + 1 if engine.clock.elapsed == before else 0
            if idle == IDLE_ROUNDS:
                raise Refused([_endless(activity, engine)])

    return Work(do, {"timeout": spelled(timeout)})


def _endless(activity: Activity, engine: Engine) -> Diagnostic:
    message = f"'{activity.name}' goes round without end: its expression stays false"
    hint = "no time passes in it, so it has no timeout either; a Wait in it would let time pass"
    return Diagnostic(
        Code.CIRCLE, message, engine.documents.place(activity.given("expression")), hint
    )
