"""A frozen dataclass is what `dataclasses` would have made of it."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from inspect import signature
from typing import Any, Generic, TypeVar

import pytest

from generator import frozen

T = TypeVar("T")
BOTH = (dataclasses.dataclass, frozen.dataclass)


def made(dataclass: Any) -> dict[str, Any]:
    """One class for each thing that the product's classes make use of."""

    @dataclass(frozen=True, slots=True)
    class Plain:
        one: int
        two: str = "two"
        three: list[int] = field(default_factory=list)
        four: float = field(default=4.0, compare=False)

        @property
        def twice(self) -> int:
            return 2 * self.one

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        first: int
        second: int = 2
        third: int

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Longer(Named):
        fourth: Any = None

    @dataclass(frozen=True, slots=True)
    class Single:
        only: Any

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """Without a field."""

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        one: int

    @dataclass(frozen=True)
    class Checked(Generic[T]):
        one: T

        def __post_init__(self) -> None:
            if self.one is None:
                raise ValueError("none")

    @dataclass(frozen=True, slots=True)
    class Own:
        one: int
        two: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.one == other.one

        def __repr__(self) -> str:
            return "own"

    @dataclass(frozen=True, slots=True)
    class Hashed:
        one: list[int]

        def __hash__(self) -> int:
            return 7

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        one: int

    @dataclass
    class Open:
        one: int

    found = {name: each for name, each in locals().items() if isinstance(each, type)}
    for each in found.values():
        each.__qualname__ = each.__name__
    return found


CLASSES = [made(dataclass) for dataclass in BOTH]
ARGUMENTS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", (1,), {}),
    ("Plain", (1, "x", [3], 5.0), {}),
    ("Plain", (), {"two": "x", "one": 2}),
    ("Plain", (), {}),
    ("Plain", (1, "2", [3], 4.0, 5), {}),
    ("Plain", (1,), {"five": 5}),
    ("Named", (), {"first": 1, "third": 3}),
    ("Named", (1, 2, 3), {}),
    ("Longer", (), {"first": 1, "third": 3, "fourth": {"a": 1}}),
    ("Single", (float("nan"),), {}),
    ("Single", ([],), {}),
    ("Nothing", (), {}),
    ("Itself", (1,), {}),
    ("Checked", (1,), {}),
    ("Checked", (None,), {}),
    ("Own", (1, 2), {}),
    ("Hashed", ([1],), {}),
    ("Ordered", (1,), {}),
    ("Open", (1,), {}),
]


def outcome(do: Callable[[], object]) -> object:
    try:
        return do()
    except Exception as error:
        return type(error), str(error)


def seen(cls: Any, given: tuple[Any, ...], named: dict[str, Any]) -> list[object]:
    """What becomes of a class, called so, in all ways in which it is used."""

    def thing() -> Any:
        return cls(*given, **named)

    def changed(change: Callable[[Any, str], object]) -> object:
        one = thing()
        change(one, fields(one)[0].name)
        return repr(one)

    return [
        outcome(lambda: repr(thing())),
        outcome(lambda: thing() == thing()),
        outcome(lambda: thing() != 1),
        outcome(lambda: hash(thing()) if cls.__eq__ is not object.__eq__ else None),
        outcome(lambda: repr(replace(thing(), **{fields(cls)[0].name: 9}))),
        outcome(lambda: repr(copy.copy(thing()))),
        outcome(lambda: repr(copy.deepcopy(thing()))),
        outcome(lambda: changed(lambda one, name: setattr(one, name, 3))),
        outcome(lambda: changed(delattr)),
        outcome(lambda: hasattr(thing(), "__dict__")),
        outcome(lambda: dataclasses.asdict(thing())),
    ]


@pytest.mark.parametrize(("name", "given", "named"), ARGUMENTS)
def test_it_does_the_same(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    theirs, ours = (seen(classes[name], given, named) for classes in CLASSES)
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize("name", CLASSES[0])
def test_it_tells_the_same(name: str) -> None:
    theirs, ours = (classes[name] for classes in CLASSES)
    assert ours.__match_args__ == theirs.__match_args__
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert [*signature(ours).parameters] == [*signature(theirs).parameters]
    assert vars(ours).get("__slots__") == vars(theirs).get("__slots__")


def test_those_with_equal_fields_are_equal() -> None:
    plain, named, longer = (CLASSES[1][name] for name in ("Plain", "Named", "Longer"))
    assert plain(1, four=1.0) == plain(1, four=2.0)
    assert plain(1) != plain(2)
    assert len({named(first=1, third=3), named(first=1, third=3), named(first=2, third=3)}) == 2
    assert named(first=1, third=3) != longer(first=1, third=3)


def test_what_refers_to_itself_can_be_shown() -> None:
    inside: list[Any] = []
    inside.append(CLASSES[1]["Single"](inside))
    assert "..." in repr(inside)


@frozen.dataclass(frozen=True, slots=True)
class Sent:
    one: int
    two: tuple[str, ...] = ()


def test_a_worker_can_send_it() -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(Sent(1, ("a",)), protocol)) == Sent(1, ("a",))


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Sent(1).one = 2  # type: ignore[misc]
