"""What a value means: its normal form, and the named things it consists of.

Two values mean the same if and only if their forms are equal. To ask "is the one missing where the
other is the default?" of each pair would not do: what equals the same thing has to be equal.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.merge.kinds import ABSENT, PLAIN, Absent, Json, Kind

Form = str | Absent | tuple["Form", ...] | dict[str, "Form"]
"""A normal form. Numbers, booleans and null are told by their spelling: 1 is not 1.0 nor True."""

Shape = Literal["object", "list"]


class Thing(Struct, frozen=True, dict=True):
    """A value, or the lack of one, at a place. It keeps what was once found out about it."""

    kind: Kind
    value: Json | Absent

    @cached_property
    def form(self) -> Form:
        """What it means; ABSENT if that is the same as nothing."""
        if self.value is ABSENT or self.kind.is_noise:
            return ABSENT
        form = self._meaning(self.value)
        return ABSENT if form == _default(self.kind) else form

    @cached_property
    def parts(self) -> "Parts | None":
        """What it consists of; None if it is one value, or there is none."""
        kind, value = self.kind, self.value
        if isinstance(value, dict):
            inner = {name: Thing(kind.member(name, value), each) for name, each in value.items()}
            return Parts(kind, "object", inner)
        if isinstance(value, list) and (kind.named_by or kind.is_set):
            element = kind.elements or PLAIN
            inner = {name: Thing(element, each) for name, each in _named(kind, value)}
            # Without a name, or with one that another has, nobody can tell which is which.
            return Parts(kind, "list", inner) if len(inner) == len(value) else None
        return None

    @property
    def inside(self) -> "Parts | None":
        """Its parts if it means something, or if an empty value would mean the same."""
        if self.form is not ABSENT:
            return self.parts
        default = Thing(self.kind, self.kind.default)
        return None if default.value else (default if self.value is ABSENT else self).parts

    def of(self, kind: Kind) -> "Thing":
        """The same value at another place."""
        return self if kind is self.kind else Thing(kind, self.value)

    def _meaning(self, value: Json) -> Form:
        """The normal form.

        Defaults and noise are left out, text whose letter case says nothing is in lower case, and
        a list whose order says nothing has none.
        """
        if self.parts is not None:
            return self.parts.form
        if isinstance(value, str):
            return value.lower() if self.kind.any_case else value
        if isinstance(value, list):
            elements = self.kind.elements or PLAIN
            return ("list", *(Thing(elements, each).form for each in value))
        return ("scalar", repr(value))


class Parts(Struct, frozen=True):
    """The things that something consists of, each by a name that no other has."""

    kind: Kind
    shape: Shape
    things: Mapping[str, Thing]

    @property
    def form(self) -> Form:
        """What they mean together."""
        forms = ((name, thing.form) for name, thing in self.things.items())
        rest: dict[str, Form] = {name: form for name, form in forms if form is not ABSENT}
        return rest if self.shape == "object" else ("named", rest)

    def part(self, name: str) -> Thing:
        """The part of a name, which need not be there."""
        return self.things.get(name) or Thing(self._kind(name), ABSENT)

    def step(self, name: str) -> str | int:
        """The key or the number under which a part is found in the whole."""
        return name if self.shape == "object" else list(self.things).index(name)

    def _kind(self, name: str) -> Kind:
        if self.shape == "list":
            return self.kind.elements or PLAIN
        return self.kind.member(name, {key: each.value for key, each in self.things.items()})


def _named(kind: Kind, elements: list[Json]) -> Iterator[tuple[str, Json]]:
    for element in elements:
        if kind.is_set:
            if not isinstance(element, list | dict):
                yield element if isinstance(element, str) else f"={json.dumps(element)}", element
        elif (name := _name(kind, element)) is not None:
            yield name, element


def _name(kind: Kind, element: Json) -> str | None:
    for step in kind.named_by:
        element = element.get(step) if isinstance(element, dict) else None
    return element if isinstance(element, str) else None


@cache
def _default(kind: Kind) -> Form:
    """The form of what means the same as nothing; for most places there is no such value."""
    return (
        ABSENT
        if kind.default is ABSENT
        else Thing(replace(kind, default=ABSENT), kind.default).form
    )
