"""Activities that need Azure: answered from a fixture, or skipped, and that is told."""

from msgspec.structs import replace

from generator.expression.values import Json
from generator.local.factory.activity import Activity
from generator.local.factory.durations import spelled
from generator.local.factory.faults import timed_out
from generator.local.factory.fixtures import Fixture
from generator.local.factory.work import Engine, Scope, Work, note

_RESOLVED = ("linkedServiceName", "inputs", "outputs")
"""What is evaluated beside the type properties: the parameters in references."""


def skipped_here(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """An activity of any other type: evaluated, and not run."""
    resolver = engine.resolver(scope)
    sent: dict[str, Json] = {}
    for name in _RESOLVED:
        if (node := activity.node.member(name)) is not None:
            sent[name] = resolver.value(node)
    properties = resolver.optional(activity.node.member("typeProperties"))
    return skipped(activity, scope, engine, {**sent, "typeProperties": properties})


def skipped(activity: Activity, scope: Scope, engine: Engine, sent: Json, why: str = "") -> Work:
    """An activity that is not run here: it counts as succeeded, and nobody may read its output."""

    async def do() -> Json:
        return skip(activity, scope, engine, why)

    return Work(do, sent, f"skipped here: {why or _needs_azure(activity)}")


def skip(activity: Activity, scope: Scope, engine: Engine, why: str = "") -> Json:
    """Tell that an activity is skipped, and remember that nobody knows its output."""
    file = f"{scope.frame.name}/{activity.name}.json"
    reason = why or _needs_azure(activity)
    note(engine, scope, activity, f"skipped here ({reason}; a fixture {file} can answer for it)")
    scope.frame.unanswered.add(activity.key)
    return None


def _needs_azure(activity: Activity) -> str:
    return f"{activity.type} needs Azure"


def answered(work: Work, activity: Activity, scope: Scope, engine: Engine, timeout: float) -> Work:
    """The same work, answered by its fixture if there is one; `timeout` is in seconds."""
    fixture = engine.services.fixtures.find(scope.frame.name, activity.name)
    if fixture is None:
        return work
    return replace(
        work, do=lambda: _answer(fixture, engine, timeout), detail="answered by its fixture"
    )


async def _answer(fixture: Fixture, engine: Engine, timeout: float) -> Json:
    answer = fixture.next()
    await engine.clock.sleep(min(answer.seconds, timeout))
    if answer.seconds > timeout:
        raise timed_out("activity", spelled(timeout))
    if answer.error is not None:
        raise answer.error
    return answer.output
