"""Parameters and variables of a pipeline: what is declared, and which values fit."""

import json
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.expression.values import Json
from generator.factory.read.documents import Document, Node
from generator.local.factory.documents import Documents
from generator.local.factory.faults import Refused

HIDDEN = "********"
"""What is shown in place of a secret."""


def _is_int(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_float(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_bool(value: Json) -> bool:
    return isinstance(value, bool)


def _is_array(value: Json) -> bool:
    return isinstance(value, list)


def _is_object(value: Json) -> bool:
    return isinstance(value, dict)


_FITS: Mapping[str, Callable[[Json], bool]] = {
    "string": _is_text,
    "securestring": _is_text,
    "int": _is_int,
    "integer": _is_int,
    "float": _is_float,
    "bool": _is_bool,
    "boolean": _is_bool,
    "array": _is_array,
    "object": _is_object,
}
"""Which values each type takes; types are compared without case.

Source: ParameterType and VariableType of azure-mgmt-datafactory, whose words are String, Int,
Float, Bool, Array, Object and SecureString; variables say Boolean too, and in Fabric Integer.
"""


def fits(declared: str, value: Json) -> bool:
    """Whether a value is of a declared type; of a type that is not known, every value is."""
    takes = _FITS.get(declared.casefold())
    return takes is None or takes(value)


def kind(value: Json) -> str:
    """The type of a value, in Data Factory's words."""
    names = ("bool", "int", "float", "string", "array", "object")
    return next((name for name in names if _FITS[name](value)), "null")


class Declaration(Struct, frozen=True):
    """A parameter or a variable; `type` is as it was written, `default` None if there is none."""

    name: str
    type: str
    default: Json
    node: Node


def declared(pipeline: Document, section: str) -> tuple[Declaration, ...]:
    """What `parameters` or `variables` of a pipeline declare, in their order."""
    node = pipeline.root.member("properties", section)
    return tuple(_declaration(name, one) for name, one in node.members()) if node else ()


def _declaration(name: str, node: Node) -> Declaration:
    type_, default = node.member("type"), node.member("defaultValue")
    return Declaration(
        name, (type_ and type_.text) or "", default.content if default else None, node
    )


def bind(
    documents: Documents, pipeline: Document, given: Mapping[str, Json], place: Place | None = None
) -> dict[str, Json]:
    """The values of a pipeline's parameters in a run, under their declared names.

    Args:
        documents: where the pipeline is from.
        pipeline: its document.
        given: values by name, whose case does not matter. null is none.
        place: where they are given; by itself, where the parameters are declared.

    Raises:
        Refused: what is not declared, is missing or of another type; all of it.
    """
    known = declared(pipeline, "parameters")
    found = [*_undeclared(documents, pipeline, known, given, place)]
    values: dict[str, Json] = {}
    for each in known:
        value = _given(each.name, given)
        values[each.name] = each.default if value is None else value
        found += _problems(documents, each, values[each.name], place, value is None)
    if found:
        raise Refused(found)
    return values


def _given(name: str, given: Mapping[str, Json]) -> Json:
    folded = name.casefold()
    return next((value for key, value in given.items() if key.casefold() == folded), None)


def _undeclared(
    documents: Documents,
    pipeline: Document,
    known: tuple[Declaration, ...],
    given: Mapping[str, Json],
    place: Place | None,
) -> Iterator[Diagnostic]:
    names = [each.name for each in known]
    for name in given:
        if name.casefold() not in {each.casefold() for each in names}:
            near = nearest(name, names)
            hint = f"did you mean '{near}'?" if near else f"declared: {', '.join(names) or 'none'}"
            where = pipeline.root.member("properties", "parameters") or pipeline.root
            message = f"pipeline {pipeline.name} has no parameter '{name}'"
            at = place or documents.place(where)
            yield Diagnostic(Code.UNKNOWN_PARAMETER, message, at, hint)


def _problems(
    documents: Documents, parameter: Declaration, value: Json, place: Place | None, default: bool
) -> Iterator[Diagnostic]:
    here = documents.place(parameter.node)
    if value is None:
        message = f"parameter '{parameter.name}' has no default, and no value is given"
        related = () if place is None else (("declared", here),)
        hint = f"give it one: it is a {parameter.type or 'value'}"
        yield Diagnostic(Code.LEAVES_UNSET, message, place or here, hint, related)
    elif not fits(parameter.type, value):
        shown = HIDDEN if is_secret(parameter.type) else repr(value)
        what = "the default of" if default else "the value for"
        expected = f"expected {parameter.type}, got {kind(value)}"
        message = f"{what} parameter '{parameter.name}' is {shown}: {expected}"
        at = here if default else place or here
        yield Diagnostic(Code.BAD_DEFAULT if default else Code.WRONG_TYPE, message, at)


def is_secret(type_: str) -> bool:
    """Whether values of a type are not to be shown."""
    return type_.casefold() == "securestring"


def shown(pipeline: Document, values: Mapping[str, Json]) -> dict[str, Json]:
    """Values of parameters, those of secrets blotted out."""
    secret = {each.name for each in declared(pipeline, "parameters") if is_secret(each.type)}
    return {name: HIDDEN if name in secret else value for name, value in values.items()}


def parse(type_: str, text: str) -> Json:
    """A value of a type from text, as a command line has it.

    Raises:
        ValueError: the text is no such value; the message says what was expected.
    """
    if _FITS.get(type_.casefold(), _is_text) is _is_text:
        return text
    try:
        value: Json = json.loads(text)
    except ValueError:
        value = text.lower() == "true" if text.lower() in ("true", "false") else None
    if value is None or not fits(type_, value):
        raise ValueError(f"expected {type_}, got '{text}'")
    return value
