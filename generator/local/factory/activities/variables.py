"""SetVariable and AppendVariable."""

from generator.diagnostics import Code, Diagnostic
from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.local.factory.activity import Activity
from generator.local.factory.faults import ActivityFailed
from generator.local.factory.parameters import Declaration, declared, fits, kind
from generator.local.factory.resolve import Resolver
from generator.local.factory.work import Engine, Scope, Work

RETURN_VALUE = "pipelineReturnValue"
"""The system variable of which a pipeline's caller gets the value."""


def set_variable(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """SetVariable (page control-flow-set-variable-activity), of the return value too."""
    resolver = engine.resolver(scope)
    node = activity.given("value")
    if is_return_value(activity, resolver):
        returned = _pairs(node, resolver)
        return _setting(scope.frame.returned, returned, {"name": RETURN_VALUE, "value": returned})
    variable = _variable(activity, scope)
    value = resolver.value(node)
    _check(variable, value, node, engine)
    sent: dict[str, Json] = {"name": variable.name, "value": value}
    return _setting(scope.frame.variables, {variable.name: value}, sent)


def append_variable(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """AppendVariable (page control-flow-append-variable-activity), to an array."""
    variable = _variable(activity, scope)
    value = engine.resolver(scope).value(activity.given("value"))
    if variable.type.casefold() != "array":
        message = f"The variable '{variable.name}' is no Array, and only to one can be appended"
        raise ActivityFailed(message)

    async def do() -> Json:
        before = scope.frame.variables[variable.name]
        scope.frame.variables[variable.name] = [
            *(before if isinstance(before, list) else ()),
            value,
        ]
        return {"name": variable.name, "value": value}

    return Work(do, {"name": variable.name, "value": value})


def is_return_value(activity: Activity, resolver: Resolver) -> bool:
    """Whether a SetVariable sets what the pipeline returns."""
    node = activity.property("setSystemVariable")
    return resolver.boolean(node, "setSystemVariable", default=False)


def _setting(variables: dict[str, Json], values: dict[str, Json], output: Json) -> Work:
    async def do() -> Json:
        variables.update(values)
        return output

    return Work(do, output)


def _variable(activity: Activity, scope: Scope) -> Declaration:
    name = activity.given("variableName").text or ""
    known = declared(scope.frame.document, "variables")
    return next(each for each in known if each.name.casefold() == name.casefold())


def _check(variable: Declaration, value: Json, node: Node, engine: Engine) -> None:
    """The words are those of Data Factory, as users quote them."""
    if value is None or fits(variable.type, value):
        return
    message = (
        f"The variable '{variable.name}' of type '{variable.type}' cannot be initialized or "
        f"updated with value of type '{kind(value)}'"
    )
    told = Diagnostic(Code.WRONG_TYPE, message, engine.documents.place(node))
    raise ActivityFailed(message, "InvalidTemplate", diagnostic=told)


def _pairs(node: Node, resolver: Resolver) -> dict[str, Json]:
    """The pairs of a return value (page tutorial-pipeline-return-value)."""
    found: dict[str, Json] = {}
    for pair in node.items():
        key, value = pair.member("key"), pair.member("value")
        if key is None or value is None:
            raise resolver.fault(
                pair, 'expected {"key": ..., "value": {"type": ..., "content": ...}}'
            )
        found[resolver.text(key, "key")] = _typed(value, resolver)
    return found


def _typed(node: Node, resolver: Resolver) -> Json:
    type_, content = node.member("type"), node.member("content")
    named = ((type_ and type_.text) or "").casefold()
    if named == "null" or content is None:
        return None
    if named == "object":
        return dict(_pairs(content, resolver))
    if named == "array":
        return [
            _typed(item, resolver) if item.is_object else resolver.value(item)
            for item in content.items()
        ]
    return resolver.value(content)
