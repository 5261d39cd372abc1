"""Frozen dataclasses whose classes are made in a sixth of the time.

`dataclasses` writes the methods of each class as text and has Python compile them: six of them for
a frozen class, in about a millisecond. There are hundreds of these classes, and whoever compiles
one spec waits for all of them. Here only `__init__` is compiled. The others need no text of their
own, as `operator.attrgetter` gives the values of all fields at once.

For a type checker, and for whoever uses the classes, it is `dataclasses.dataclass`: `fields`,
`replace`, `match`, pickling and comparing do the same.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, order=False, slots=False, kw_only=False, eq=True):
        """The decorator. Classes that are not frozen, or ordered, are left to `dataclasses`."""

        def decorated(cls: type) -> type:
            if frozen and not order:
                return _frozen(cls, slots=slots, kw_only=kw_only, eq=eq)
            make = dataclasses.dataclass(
                frozen=frozen, order=order, slots=slots, kw_only=kw_only, eq=eq
            )
            return make(cls)

        return decorated(cls) if cls else decorated


__all__ = ["dataclass"]

_Values = Callable[[object], tuple[object, ...]]


def _frozen(cls: type, *, slots: bool, kw_only: bool, eq: bool) -> type:
    own = {name for name, value in vars(cls).items() if value is not None}  # `__hash__` may be
    make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: type = make(cls)
    fields = dataclasses.fields(made)
    methods: dict[str, object] = {
        "__init__": _init(made, fields),
        "__repr__": _repr(fields),
        "__setattr__": _set,
        "__delattr__": _delete,
    }
    if slots:
        methods["__getstate__"], methods["__setstate__"] = _state([each.name for each in fields])
    if eq:
        compared = _values([field.name for field in fields if field.compare])
        methods["__eq__"], methods["__hash__"] = _equality(compared)
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _init(cls: type, fields: Sequence[Field[object]]) -> object:
    """`__init__`, compiled, as it is called more often than all others."""
    known: dict[str, object] = {"_set": object.__setattr__, "_unset": MISSING}
    by_place: list[str] = ["self"]
    by_name: list[str] = []
    body: list[str] = []
    for field in fields:
        name, default, value = field.name, "", field.name
        if field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            default, value = "=_unset", f"_make_{name}() if {name} is _unset else {name}"
        (by_name if field.kw_only else by_place).append(f"{name}{default}")
        body.append(f" _set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    given = [*by_place, "*", *by_name] if by_name else by_place
    text = "\n".join([f"def __init__({', '.join(given)}):", *(body or [" pass"])])
    exec(text, known)  # noqa: S102 - the names of our own fields, as dataclasses does
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"  # type: ignore[attr-defined]  # a function
    return made


def _values(names: Sequence[str]) -> _Values:
    if not names:
        return lambda _: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda thing: (get(thing),)


def _equality(values: _Values) -> tuple[object, object]:
    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal, lambda self: hash(values(self))


def _repr(fields: Sequence[Field[object]]) -> object:
    names = [field.name for field in fields if field.repr]

    @recursive_repr()
    def represented(self: object) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({told})"

    return represented


def _state(names: Sequence[str]) -> tuple[object, object]:
    """What is pickled and copied; without it, Python would set each field."""
    values = _values(names)

    def restored(self: object, state: Sequence[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return lambda self: values(self), restored


def _set(_: object, name: str, value: object) -> NoReturn:  # noqa: ARG001 - as Python calls it
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
