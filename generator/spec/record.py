"""What the classes of the language are: frozen structs whose fields say what they mean.

A field without default is a required key.
"""

from typing import Any, NamedTuple, dataclass_transform

from msgspec import Struct, StructMeta, field


class Key(Struct, frozen=True):
    """A key of the language.

    Attributes:
        about: what it means: the text that editors show.
        factory: what it becomes in the factory, "" if nothing.
        aml: what it becomes in Azure ML, "" if nothing.
        required: whether it has to be given.
        default: what holds where it is not given; None where each object needs its own.
    """

    about: str
    factory: str
    aml: str
    required: bool
    default: object


class _Described(NamedTuple):
    """A key in a class's body, with what its field is there."""

    key: Key
    field: Any


def key(about: str, *, factory: str = "", aml: str = "", **default: Any) -> Any:
    """A key, typed as msgspec.field itself is.

    Args:
        about: what it means: the text that editors show.
        factory: what it becomes in the factory, "" if nothing.
        aml: what it becomes in Azure ML, "" if nothing.
        default: `default` or `default_factory`, as msgspec.field has them.
    """
    described = Key(about, factory, aml, not default, default.get("default"))
    return _Described(described, field(**default))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key,))
class _Language(StructMeta):
    """Makes a class of the language: what its keys say stays with it, the defaults are fields'."""

    keys: dict[str, Key]

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> "_Language":
        own = {word: one for word, one in namespace.items() if isinstance(one, _Described)}
        fields = {word: one.field for word, one in own.items()}
        made = super().__new__(mcs, name, bases, namespace | fields, frozen=True, kw_only=True)
        made.keys = {word: one for base in bases for word, one in getattr(base, "keys", {}).items()}
        made.keys |= {word: one.key for word, one in own.items()}
        return made


class Record(Struct, metaclass=_Language):
    """A mapping of the language, whose keys are the fields that `key` describes."""
