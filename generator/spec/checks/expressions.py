"""Every expression of a spec: does it parse, and does all that it names exist where it stands?"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator import expression
from generator.contract.model import Sdk
from generator.contract.names import (
    ENDPOINT_URI,
    ID_VARIABLES,
    WORKSPACE_URI,
    job_variables,
)
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression import Scope, TriggerKind
from generator.spec.checks.context import PARTS, Context, Found
from generator.spec.checks.order import before, made_names
from generator.spec.language.activities import ScoreSpec
from generator.spec.lower import address

_FILTER = "condition"
"""The property of a Filter that reads `item()`."""
_EVERY_RUN = ("experiment", "version", "parent_run", "user_properties")


def check(context: Context) -> Iterator[Finding]:
    """Check the expressions of the activities, in the pipeline's scope, and of the triggers."""
    inside = pipeline_scope(context)
    ran = {} if inside.activities is None else before(context)
    for found, path, text in context.pipeline_texts():
        scope = _scope(inside, found, path, context)
        yield from _problems(text, path, replace(scope, before=ran.get(found.path)))
    yield from _triggers(context)
    for found in context.activities():
        properties = getattr(found.spec, "properties", {})
        yield from _lookalike(properties, (*found.path, "properties"))


def _triggers(context: Context) -> Iterator[Finding]:
    if context.service is None:
        return
    for name, trigger in context.spec.factory.triggers.items():
        scope = Scope(trigger=TriggerKind(trigger.type), service=context.service.value)
        for parameter, raw in trigger.parameters.items():
            path = ("factory", "triggers", name, "parameters", parameter)
            if expression.is_expression(raw.text):
                yield from _problems(raw.text, path, scope)


def pipeline_scope(context: Context) -> Scope:
    """What an expression inside the pipeline can name."""
    parameters = context.declared("parameters")
    unread = parameters.all_lost or parameters.lost
    scope = Scope(
        None if unread else parameters.known,
        service=context.service.value if context.service else "data_factory",
    )
    if context.sdk is None:
        return scope
    lost = any(context.broken.touches("factory", part) for part in (*PARTS, "variables"))
    return replace(
        scope,
        variables=None if lost else frozenset(_variables(context)),
        activities=None if _unnamed(context) else frozenset(_activities(context)),
    )


def _scope(scope: Scope, found: Found, path: Path, context: Context) -> Scope:
    """What an expression at one place can name.

    Inside a loop there is an item; what a pipeline of its own evaluates sees only its parameters.
    """
    key = path[len(found.path)]
    in_filter = found.spec.type == "Filter" and path[len(found.path) + 1 :][:1] == (_FILTER,)
    if isinstance(found.spec, ScoreSpec) and found.inside and key in _EVERY_RUN[:3]:
        apart = context.sdk is not None and context.sdk.value == "v2"
        if apart:
            return replace(scope, variables=frozenset(), activities=frozenset())
    return replace(scope, in_loop=found.in_loop or in_filter)


def _unnamed(context: Context) -> bool:
    """Whether the name of some activity could not be read."""
    return context.unread()


def _variables(context: Context) -> Iterator[str]:
    yield from context.spec.factory.variables
    assert context.sdk is not None
    sdk: Sdk = context.sdk.value
    number = sum(not found.inside for found, _ in context.scorings())
    if sdk == "v1":
        service = context.service.value if context.service else "data_factory"
        yield ID_VARIABLES[address(sdk, service, context.spec.aml.target)]
        return
    yield from (ENDPOINT_URI, WORKSPACE_URI)
    for i in range(number):
        yield from job_variables(i)


def _activities(context: Context) -> Iterator[str]:
    for found in context.activities():
        yield from made_names(context, found)


def _problems(text: str, path: Path, scope: Scope) -> Iterator[Finding]:
    for problem in expression.check(text, scope):
        span = (problem.start, problem.end)
        yield Finding(problem.code, path, problem.message, problem.hint, span=span)


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
