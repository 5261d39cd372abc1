"""Data Factory's types, from the TypedDicts of azure-mgmt-datafactory.

They have the names of the wire. Three things are to be known of version 10.0.0: an enumeration is
annotated as "any text or the enumeration", a union's alias says nothing of its discriminator, and
some classes lost `total=False`, so that only `Required` tells what is required.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, EnumMeta
from importlib.metadata import version
from typing import Any, ForwardRef, Literal, Required
from typing import Union as AnyOf
from typing import get_args as arguments_of
from typing import get_origin as origin_of

from typing_extensions import is_typeddict

from tools.factory_types.allowed import allow
from tools.factory_types.table import Definition, Table, Union

Form = object
"""What stands behind the colon of an annotation: a class, a special form, a name in quotes."""

_PLAIN: Mapping[Form, str] = {
    Any: "any",
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
}
SECTIONS = {
    "activity": "Activity",
    "linkedService": "LinkedService",
    "dataset": "Dataset",
    "trigger": "Trigger",
    "credential": "Credential",
}
"""The sections of a table and the SDK's unions of their types."""


def extract() -> Table:
    """The whole table; needs the SDK."""
    from azure.mgmt.datafactory import types
    from azure.mgmt.datafactory.models import _enums

    package = "azure-mgmt-datafactory"
    table = Table(f"{package} {version(package)} (MIT), azure.mgmt.datafactory.types")
    table.enums.update((name, words(kind)) for name, kind in vars(_enums).items() if is_enum(kind))
    for name, form in vars(types).items():
        if origin_of(form) is AnyOf:
            table.unions[name] = _union(arguments_of(form))
        elif isinstance(form, type) and is_typeddict(form):
            table.definitions[name] = _definition(form)
    table.sections.update(
        (section, dict(table.unions[name].members)) for section, name in SECTIONS.items()
    )
    table.sections["pipeline"] = {"Pipeline": "Pipeline"}
    allow(table)
    return table


def is_enum(kind: object) -> bool:
    """Whether an object of the SDK's module of enumerations is one."""
    return isinstance(kind, EnumMeta) and len(kind) > 0


def words(kind: Iterable[Enum]) -> list[str]:
    """The words of an enumeration."""
    return sorted(str(member.value) for member in kind)


def _definition(typed_dict: type) -> Definition:
    return {name: _property(form) for name, form in typed_dict.__annotations__.items()}


def _property(form: Form) -> str:
    required = origin_of(form) is Required
    return f"{_notation(arguments_of(form)[0])}!" if required else _notation(form)


def _notation(form: Form) -> str:
    origin, arguments = origin_of(form), arguments_of(form)
    if origin is Literal:
        return f"'{_word(form)}'"
    if origin is AnyOf:  # Union[str, "Name"]: the words of an enumeration
        return _notation(arguments[1])
    if origin is list:
        return f"[{_notation(arguments[0])}]"
    if origin is dict:
        return f"{{{_notation(arguments[1])}}}"
    if isinstance(form, ForwardRef):
        return form.__forward_arg__
    return form if isinstance(form, str) else _PLAIN[form]


def _word(literal: Form) -> str:
    (word,) = arguments_of(literal)
    return str(word.value if isinstance(word, Enum) else word)


def _union(members: tuple[type, ...]) -> Union:
    """A union with its discriminator: the one key that is a literal in every member."""
    literals = [
        {key for key, form in member.__annotations__.items() if _property(form)[0] == "'"}
        for member in members
    ]
    (key,) = set.intersection(*literals)
    return Union(key, {_told(member, key): member.__name__ for member in members})


def _told(member: type, key: str) -> str:
    return _property(member.__annotations__[key]).strip("'!")
