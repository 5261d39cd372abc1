"""Parameters: their names, their defaults, and whether every hop can carry them."""

import re
import warnings
from collections.abc import Iterator

from generator.contract.model import Type
from generator.contract.types import carried
from generator.contract.values import Scalar
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression import is_expression
from generator.spec.checks.context import Context
from generator.spec.checks.taken import check_name
from generator.spec.forms import Raw
from generator.spec.language.parameters import ParameterSpec
from generator.spec.scalars import typed
from generator.spec.words import primitive_instead, quoted, shortened

MOST_PARAMETERS = 50
_CARRIED = (
    "letters, digits, _ and, not first, . : / + - are carried; with `encoded: true` any text is"
)
_ONLY_DATA = "a default is no expression: let a trigger set it"
_WORDS = {
    Type.STRING: "text",
    Type.INTEGER: "an integer",
    Type.NUMBER: "a number",
    Type.BOOLEAN: "true or false",
}


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `parameters`."""
    declared = context.spec.parameters
    if len(declared) > MOST_PARAMETERS:
        message = f"{len(declared)} parameters; a factory pipeline has at most {MOST_PARAMETERS}"
        yield Finding(Code.LIMIT, ("parameters",), message, at="key")
    for name, parameter in declared.items():
        yield from check_name(context, "parameters", name)
        yield from _fits_type(parameter, ("parameters", name))
        if not context.broken.touches("parameters", name):
            yield from _default(parameter, ("parameters", name))
    yield from _unused(context)


def _fits_type(parameter: ParameterSpec, path: Path) -> Iterator[Finding]:
    """Bounds belong to numbers, patterns and encoding to text."""
    numeric = parameter.type in (Type.INTEGER, Type.NUMBER)
    for key in ("minimum", "maximum"):
        bound = getattr(parameter, key)
        if bound is not None and not numeric:
            message = f"a parameter of type {parameter.type} has no {key}"
            yield Finding(
                Code.OUT_OF_RANGE, (*path, key), message, "bounds belong to numbers", "key"
            )
        elif parameter.type is Type.INTEGER and (bound or 0) % 1:
            message = f"{bound} is no integer"
            hint = "the bounds of an integer are integers"
            yield Finding(Code.OUT_OF_RANGE, (*path, key), message, hint)
    if parameter.pattern is not None:
        yield from _pattern(parameter, (*path, "pattern"))
    if parameter.encoded and parameter.type is not Type.STRING:
        message = f"a parameter of type {parameter.type} needs no encoding"
        yield Finding(Code.NOT_CARRIED, (*path, "encoded"), message, "drop the key", "key")
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None and low > high:
        message, related = f"{high} is below the minimum {low}", (("minimum", (*path, "minimum")),)
        hint = "swap them, or raise the maximum"
        yield Finding(Code.EMPTY_SPAN, (*path, "maximum"), message, hint, related=related)


def _pattern(parameter: ParameterSpec, path: Path) -> Iterator[Finding]:
    if parameter.type is not Type.STRING:
        message = f"a parameter of type {parameter.type} has no pattern"
        yield Finding(Code.BAD_NAME, path, message, "patterns belong to text", "key")
    try:
        _regular(parameter.pattern or "")
    except re.error as error:
        span = None if error.pos is None else (error.pos, error.pos + 1)
        message = f"not a regular expression: {error.msg}"
        hint = "write it as Python's `re` does; \\ before a character makes it mean itself"
        yield Finding(Code.BAD_NAME, path, message, hint, span=span)
    except OverflowError as error:
        message = f"not a regular expression: {error}"
        yield Finding(Code.BAD_NAME, path, message, "write a smaller number")
    except FutureWarning as warning:
        message = f"not one regular expression in every Python: {str(warning).lower()}"
        yield Finding(Code.BAD_NAME, path, message, "write a \\ before the character")


def _regular(pattern: str) -> re.Pattern[str]:
    """A compiled pattern. Raises FutureWarning if a later Python would read it differently."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        return re.compile(pattern)


def _default(parameter: ParameterSpec, path: Path) -> Iterator[Finding]:
    if parameter.default is not None:
        for fault in faults(parameter.default, parameter, Code.BAD_DEFAULT):
            yield Finding(fault[0], (*path, "default"), fault[1], fault[2])


def faults(raw: Raw, parameter: ParameterSpec, code: Code) -> Iterator[tuple[Code, str, str]]:
    """Why a scalar is no value of a parameter: code, message and hint of each fault."""
    value = typed(raw, parameter.type)
    if value is None:
        message = f"expected {_WORDS[parameter.type]}, found {quoted(raw.text, raw.plain)}"
        yield code, message, _instead(raw, parameter.type)
    elif isinstance(value, str):
        yield from _text_faults(value, parameter, code)
    else:
        yield from _number_faults(value, parameter, code)


def _instead(raw: Raw, kind: Type) -> str:
    if kind is Type.STRING:
        return "put the text in quotes"
    return primitive_instead(raw.text, raw.plain, lambda text: typed(Raw(text, True), kind))


def _number_faults(
    value: Scalar, parameter: ParameterSpec, code: Code
) -> Iterator[tuple[Code, str, str]]:
    assert not isinstance(value, str)
    if parameter.type is Type.INTEGER and abs(value) >= 2**63:
        yield code, f"{value} does not fit into 64 bits", "the factory's integers have 64 bits"
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None and low > high:
        return  # reported at the bounds
    if low is not None and value < low:
        yield code, f"{value} is below the parameter's minimum, {low}", "change one of the two"
    if high is not None and value > high:
        yield code, f"{value} is above the parameter's maximum, {high}", "change one of the two"


def _text_faults(
    value: str, parameter: ParameterSpec, code: Code
) -> Iterator[tuple[Code, str, str]]:
    if not parameter.encoded and not carried(value):
        message = f"{shortened(value)} gets lost or changed on its way to the script"
        yield Code.NOT_CARRIED, message, _ONLY_DATA if is_expression(value) else _CARRIED
    if parameter.pattern is None:
        return
    try:
        fits = _regular(parameter.pattern).search(value)
    except (re.error, OverflowError, FutureWarning):
        return  # reported at the pattern
    if not fits:
        message = f"{shortened(value)} does not fit the parameter's pattern"
        yield code, message, f"expected {parameter.pattern}"


def _unused(context: Context) -> Iterator[Finding]:
    """A parameter that nothing reads is not even published by SDK v1."""
    given, named = context.given_to_steps(), context.mentioned()
    if given is None or named is None:
        return
    used = context.declared("parameters").meant(given | named)
    for name in context.spec.parameters.keys() - used:
        hint = "give it to a step's `arguments`, use it in a path or an expression, or drop it"
        yield Finding(
            Code.UNUSED, ("parameters", name), f"nothing uses the parameter {name!r}", hint, "key"
        )
