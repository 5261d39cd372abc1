"""The factory's types as azure-mgmt-datafactory publishes them, closed: nothing slips through.

`azure.mgmt.datafactory.types` (10.0.0) describes every object of a factory as a TypedDict with the
names of the wire. As published, almost every document passes: an enumeration is "any text or the
enumeration", a union is tried member by member, unknown keys are ignored. `closed_types` gives a
private copy in which

- a union is told apart by its discriminator (`type` nearly everywhere),
- an enumeration has only its own words, in any letter case, as the service reads them,
- a key is required exactly where the SDK writes `Required` (some classes lost `total=False`),
- no other key is allowed, at any depth, except those of `ALLOWED`.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, EnumMeta
from functools import reduce
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, ForwardRef, Literal, NotRequired, Required, Union
from typing import get_args as arguments_of
from typing import get_origin as origin_of

from azure.mgmt.datafactory.models import _enums
from pydantic import AfterValidator, ConfigDict, Field, with_config
from typing_extensions import is_typeddict

Form = object
"""What stands behind the colon of an annotation: a class, a special form, a name in quotes."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A key that is written and accepted in practice although the SDK's types lack it."""

    owner: str
    key: str
    form: Form
    why: str


ALLOWED = (
    Allowance(
        owner="AzureMLExecutePipelineActivityTypeProperties",
        key="mlExecutionType",
        form=str,
        why="Data Factory Studio writes it; no schema has it",
    ),
    Allowance(
        owner="Pipeline",
        key="lastPublishTime",
        form=str,
        why="Data Factory Studio writes it when it publishes; no schema has it",
    ),
    Allowance(
        owner="AzureMLServiceLinkedServiceTypeProperties",
        key="credential",
        form=ForwardRef("CredentialReference"),
        why="how Studio writes a user-assigned identity; 26 other linked services have it",
    ),
)


ALLOWED_WORDS: Mapping[str, tuple[str, ...]] = {"VariableType": ("Boolean", "Integer")}
"""Words that an enumeration of the SDK lacks, and that Studio writes."""


def closed_types() -> Mapping[str, Form]:
    """Every name of the SDK's module, with the types closed. It takes half a second."""
    types = _private_copy()
    enums = {name: _words(name, kind) for name, kind in vars(_enums).items() if _is_enum(kind)}
    for name, form in list(types.items()):
        if origin_of(form) is Union:
            types[name] = _told_apart(arguments_of(form))
        elif isinstance(form, type) and is_typeddict(form):
            _close(form, enums)
    return types


def _private_copy() -> dict[str, Form]:
    """The module, run once more under another name: nobody else's types are changed."""
    published = find_spec("azure.mgmt.datafactory.types")
    if published is None or published.origin is None:
        raise ModuleNotFoundError("azure.mgmt.datafactory.types")
    spec = spec_from_file_location("azure.mgmt.datafactory._closed_types", published.origin)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(published.origin)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # pydantic looks up names in quotes in a class's module
    spec.loader.exec_module(module)
    return vars(module)


def _is_enum(kind: object) -> bool:
    return isinstance(kind, EnumMeta) and len(kind) > 0


def _words(name: str, kind: Iterable[Enum]) -> Form:
    """The type of text that is one of an enumeration's words."""
    known = [*(str(member.value) for member in kind), *ALLOWED_WORDS.get(name, ())]
    words = {word.casefold(): word for word in known}

    def one_of(text: str) -> str:
        if text.casefold() not in words:
            raise ValueError(f"{text!r} is not one of {', '.join(sorted(words.values()))}")
        return text

    return Annotated[str, AfterValidator(one_of)]


def _told_apart(members: tuple[Any, ...]) -> Form:
    """A union with its discriminator: the one key that is a literal in every member."""
    literals = [
        {key for key, form in member.__annotations__.items() if _is_literal(form)}
        for member in members
    ]
    (key,) = set.intersection(*literals)
    union: Any = reduce(or_, members)
    return Annotated[union, Field(discriminator=key)]


def _is_literal(form: Form) -> bool:
    return origin_of(form) is Required and origin_of(arguments_of(form)[0]) is Literal


def _close(typed_dict: type, enums: Mapping[str, Form]) -> None:
    """Close one TypedDict of the private copy, in place."""
    allowed = {row.key: row.form for row in ALLOWED if row.owner == typed_dict.__name__}
    typed_dict.__annotations__ = {
        key: _entry(form, enums) for key, form in (typed_dict.__annotations__ | allowed).items()
    }
    with_config(ConfigDict(extra="forbid"))(typed_dict)


def _entry(form: Form, enums: Mapping[str, Form]) -> Form:
    required = origin_of(form) is Required
    narrowed: Any = _narrowed(arguments_of(form)[0] if required else form, enums)
    return Required[narrowed] if required else NotRequired[narrowed]


def _narrowed(form: Form, enums: Mapping[str, Form]) -> Form:
    """The same form with its enumerations closed."""
    origin, arguments = origin_of(form), arguments_of(form)
    if origin is Union and isinstance(arguments[1], ForwardRef):
        return enums[arguments[1].__forward_arg__]
    if origin in (list, dict):
        return GenericAlias(origin, tuple(_narrowed(argument, enums) for argument in arguments))
    return ForwardRef(form) if isinstance(form, str) else form
