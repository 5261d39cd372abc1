"""Every expression of a spec: does it parse, and does all that it names exist where it stands?"""

from collections.abc import Iterator, Mapping

from generator import expression
from generator.contract.model import Sdk
from generator.contract.names import VARIABLES, scoring_activities
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression import Scope, TriggerKind
from generator.spec.checks.context import Context


def check(context: Context) -> Iterator[Finding]:
    """Check the expressions of the activities, in the pipeline's scope, and of the triggers."""
    inside = pipeline_scope(context)
    for path, text in context.pipeline_texts():
        yield from _problems(text, path, inside)
    at_trigger = Scope(None, None, None, TriggerKind.SCHEDULE)
    for name, trigger in context.spec.factory.triggers.items():
        for parameter, raw in trigger.parameters.items():
            path = ("factory", "triggers", name, "parameters", parameter)
            if expression.is_expression(raw.text):
                yield from _problems(raw.text, path, at_trigger)
    yield from _lookalikes(context)


def pipeline_scope(context: Context) -> Scope:
    """What an expression inside the pipeline can name."""
    parameters = context.declared("parameters")
    unread = parameters.all_lost or parameters.lost
    if context.sdk is None:
        return Scope(None if unread else parameters.known)
    sdk: Sdk = context.sdk.value
    return Scope(
        None if unread else parameters.known,
        frozenset(VARIABLES[sdk]),
        None if _unnamed(context) else frozenset(_activities(context, sdk)),
    )


def _unnamed(context: Context) -> bool:
    """Whether the name of some activity could not be read."""
    after = context.broken.names((), "factory", "after")
    return context.broken.hides("factory", "activity", "name") or after.all_lost or bool(after.lost)


def _activities(context: Context, sdk: Sdk) -> Iterator[str]:
    factory = context.spec.factory
    yield from scoring_activities(factory.activity.name, sdk)
    yield from (item.name for item in factory.after)


def _problems(text: str, path: Path, scope: Scope) -> Iterator[Finding]:
    for problem in expression.check(text, scope):
        span = (problem.start, problem.end)
        yield Finding(problem.code, path, problem.message, problem.hint, span=span)


def _lookalikes(context: Context) -> Iterator[Finding]:
    for path, follower in context.followers():
        yield from _lookalike(follower.properties, (*path, "properties"))


def _lookalike(data: object, path: Path) -> Iterator[Finding]:
    """An object of exactly `value` and `type: Expression` is an expression to the factory."""
    if isinstance(data, Mapping):
        if data.keys() == {"value", "type"} and data["type"] == "Expression":
            message = "Data Factory would take this object for an expression"
            hint = "write only the expression: text that begins with @"
            yield Finding(Code.LOOKS_LIKE_EXPRESSION, path, message, hint)
        for name, value in data.items():
            yield from _lookalike(value, (*path, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _lookalike(value, (*path, i))
