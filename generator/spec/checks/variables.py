"""The variables of a pipeline, and the activities that set them."""

from collections.abc import Iterator, Mapping

from generator.contract.names import RESERVED_VARIABLES
from generator.contract.values import Expression, Json, Literal
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, Found, advice
from generator.spec.language.activities import OtherSpec
from generator.spec.language.job import VariableSpec, VariableType

_SETS = ("SetVariable", "AppendVariable")
_TYPES: Mapping[VariableType, type] = {
    VariableType.STRING: str,
    VariableType.BOOLEAN: bool,
    VariableType.INTEGER: int,
}
_RETURN_VALUE = "pipelineReturnValue"
"""What SetVariable calls the values that a pipeline gives back (page control-flow-set-variable)."""


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `factory.variables`, and what sets it."""
    for name, variable in context.spec.factory.variables.items():
        path: Path = ("factory", "variables", name)
        if RESERVED_VARIABLES.fullmatch(name):
            message = f"{name!r} is a variable that Scorewright uses itself"
            yield Finding(Code.RESERVED_NAME, path, message, "choose another name", "key")
        yield from _default(variable, (*path, "default"))
    for found in context.activities():
        if isinstance(found.spec, OtherSpec) and found.spec.type in _SETS:
            yield from _set(context, found, found.spec)


def _default(variable: VariableSpec, path: Path) -> Iterator[Finding]:
    if isinstance(variable.default, Expression):
        message = "a variable's default is no expression"
        yield Finding(Code.BAD_DEFAULT, path, message, "set it by a SetVariable activity")
    elif isinstance(variable.default, Literal) and not _is_of(variable.default.value, variable):
        message = f"the default is no {variable.type}"
        is_list = variable.type is VariableType.ARRAY
        hint = "an Array has no default" if is_list else f"write a {variable.type}, or drop it"
        yield Finding(Code.BAD_DEFAULT, path, message, hint)


def _is_of(value: Json, variable: VariableSpec) -> bool:
    kind = _TYPES.get(variable.type)
    return kind is not None and type(value) is kind


def _set(context: Context, found: Found, spec: OtherSpec) -> Iterator[Finding]:
    name = spec.properties.get("variableName")
    known = context.broken.names(context.spec.factory.variables, "factory", "variables")
    path: Path = (*found.path, "properties", "variableName")
    if not isinstance(name, str) or name == _RETURN_VALUE:
        return
    if name not in known:
        message = f"there is no variable {name!r}"
        hint = advice(name, known, "declared")
        yield Finding(Code.UNKNOWN_VARIABLE, path, message, f"{hint}; see `factory.variables`")
        return
    variable = context.spec.factory.variables.get(name)
    if spec.type == "AppendVariable" and variable and variable.type is not VariableType.ARRAY:
        message = f"AppendVariable adds to an Array, and {name!r} is of type {variable.type}"
        related: tuple[tuple[str, Path], ...] = (("declared", ("factory", "variables", name)),)
        yield Finding(Code.WRONG_TYPE, path, message, "use SetVariable", related=related)
