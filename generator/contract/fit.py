"""Do the calls of a factory fit the offer of an AML pipeline?"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal as OneOf

from msgspec import Struct

from generator.contract.mismatch import Mismatch
from generator.contract.model import Call, Calls, Offer, Read, Target, Type
from generator.contract.types import factory_type
from generator.contract.values import UNDECIDED_NAMES, Expression, Literal, Value
from generator.contract.wording import spoken
from generator.diagnostics import Code, Path, nearest

_PARAMETER = re.compile(r"@pipeline\(\)\.parameters\.(\w+)")
Slot = OneOf["parameters", "data"]
_OTHER: Mapping[Slot, Slot] = {"parameters": "data", "data": "parameters"}
_AS: Mapping[Slot, str] = {"parameters": "as a parameter", "data": "as data"}


def fit(calls: Read[Calls], offer: Read[Offer], pipeline: str = "") -> Iterator[Mismatch]:
    """Everything in which what a factory pipeline sends is not what an AML pipeline takes.

    Args:
        calls: what it sends; its runs of other factory pipelines are judged by `fit_runs`.
        offer: what the AML pipeline takes.
        pipeline: the factory pipeline's name by the spec, if not the one that was read.
    """
    name = pipeline or calls.half.pipeline
    for activity, call in calls.half.calls.items():
        if call.target is not Target.FACTORY_PIPELINE:
            yield from _Pair(activity, call, calls, offer, name).mismatches()
    for trigger, firing in calls.half.firings.items():
        for parameter in firing.sets:
            yield from _fired(trigger, parameter, calls, name)


class _Pair(Struct, frozen=True):
    """One call, and the offer that it has to fit."""

    activity: str
    call: Call
    calls: Read[Calls]
    offer: Read[Offer]
    pipeline: str

    def mismatches(self) -> Iterator[Mismatch]:
        taken, sent = self.taken(), self.sent()
        for slot, names in sent.items():
            for name in names:
                yield from self.taken_or_not(slot, name, taken)
        everything = {name for names in sent.values() for name in names}
        if not any(map(_is_undecided, everything)):
            for slot, name in self.needed():
                if name not in everything:
                    yield self.not_sent(slot, name)
        for name, value in self.call.parameters.items():
            yield from self.typed(name, value)
        for name, data in self.call.data.items():
            there = self.offer.half.data.get(name)
            if there and data.kind and data.kind != there.kind:
                yield self.other_kind(name, data.kind, there.kind)

    def sent(self) -> dict[Slot, list[str]]:
        return {"parameters": list(self.call.parameters), "data": list(self.call.data)}

    def taken(self) -> dict[Slot, list[str]]:
        """What can be sent. Where a pipeline of SDK v1 writes to is fixed when it is published."""
        fixed = {"output"} if self.offer.half.sdk == "v1" else set()
        data = [name for name, slot in self.offer.half.data.items() if slot.role not in fixed]
        return {"parameters": list(self.offer.half.parameters), "data": data}

    def needed(self) -> Iterator[tuple[Slot, str]]:
        """What has no default; data of SDK v2 never have one."""
        for name, offered in self.offer.half.parameters.items():
            if offered.default is None:
                yield "parameters", name
        for name, slot in self.offer.half.data.items():
            if slot.role == "input" and slot.default is None:
                yield "data", name

    # names

    def taken_or_not(
        self, slot: Slot, name: str, taken: Mapping[Slot, list[str]]
    ) -> Iterator[Mismatch]:
        if _is_undecided(name):
            yield self.undecided(slot, name)
        elif name in taken[slot]:
            return
        elif name in taken[_OTHER[slot]]:
            yield self.wrong_slot(slot, name)
        elif unknown := next(filter(_is_undecided, taken[slot]), None):
            yield self.may_be(slot, name, unknown)
        else:
            yield self.not_offered(slot, name, taken[slot])

    def undecided(self, slot: Slot, name: str) -> Mismatch:
        message = f"nobody can tell what activity {self.activity!r} sends {_AS[slot]}"
        hint = "it is computed: write out each name with its value"
        return self.mismatch(Code.UNDECIDED, message, hint, (slot, name), (slot, name))

    def may_be(self, slot: Slot, name: str, unknown: str) -> Mismatch:
        message = (
            f"nobody can tell whether the AML pipeline takes {name!r},"
            f" which activity {self.activity!r} sends"
        )
        hint = "a name there is computed: write it out"
        return self.mismatch(Code.UNDECIDED, message, hint, (slot, name), (slot, unknown))

    def wrong_slot(self, slot: Slot, name: str) -> Mismatch:
        other = _OTHER[slot]
        message = (
            f"activity {self.activity!r} sends {name!r} {_AS[slot]},"
            f" but the AML pipeline takes it {_AS[other]}"
        )
        hint = f"send it {_AS[other]}"
        # Whichever side is wrong, it has one thing too much and lacks the other.
        about: tuple[Path, ...] = (
            ("factory", self.pipeline, "calls", self.activity, other, name),
            ("aml", "", slot, name),
        )
        return self.mismatch(Code.WRONG_SLOT, message, hint, (slot, name), (other, name), *about)

    def not_offered(self, slot: Slot, name: str, taken: list[str]) -> Mismatch:
        message = (
            f"activity {self.activity!r} sends {name!r}, which the AML pipeline does not define"
        )
        near = nearest(name, taken)
        if name in self.offer.half.data:
            hint = "it is an output, and where SDK v1 writes is fixed when it is published"
            there: Path = ("data", name, "role")
        elif near:
            hint, there = f"did you mean {near!r}?", (slot, near)
        else:
            hint, there = f"defined there: {', '.join(taken) or 'nothing'}", (slot, name)
        lacks: Path = ("aml", "", slot, name)
        return self.mismatch(Code.SENT_NOT_OFFERED, message, hint, (slot, name), there, lacks)

    def not_sent(self, slot: Slot, name: str) -> Mismatch:
        message = (
            f"the AML pipeline needs {name!r}, but activity {self.activity!r} does not send it"
        )
        hint = "send it, or give it a default there: without either, the run fails"
        return self.mismatch(Code.OFFERED_NOT_SENT, message, hint, (slot, name), (slot, name))

    # types

    def typed(self, name: str, value: Value) -> Iterator[Mismatch]:
        """A literal must be of the offered type, and so must a parameter that is handed on."""
        offered = self.offer.half.parameters.get(name)
        if offered is None or offered.type is None:
            return
        if isinstance(value, Literal):
            if not _is_a(value.value, offered.type, text=self.offer.half.sdk == "v1"):
                yield self.other_type(name, spoken(value), offered.type)
        elif (parameter := self.handed_on(value)) is not None:
            kind = self.calls.half.parameters[parameter].type
            if not _goes_into(factory_type(kind), offered.type):
                declared: Path = ("factory", self.pipeline, "parameters", parameter, "type")
                yield self.other_type(name, f"the factory's {kind}", offered.type, declared)

    def handed_on(self, value: Value) -> str | None:
        """The factory's parameter that is sent as it is; SDK v1 is sent nothing but text."""
        if self.offer.half.sdk == "v1" or not isinstance(value, Expression):
            return None
        found = _PARAMETER.fullmatch(value.text)
        return found[1] if found and found[1] in self.calls.half.parameters else None

    def other_type(self, name: str, what: str, wanted: Type, *about: Path) -> Mismatch:
        message = (
            f"activity {self.activity!r} sends {what} for {name!r},"
            f" but the AML pipeline takes {_A[wanted]}"
        )
        hint = f"send {_A[wanted]}, or change the type there"
        sent, offered = ("parameters", name), ("parameters", name, "type")
        return self.mismatch(Code.TYPES_DIFFER, message, hint, sent, offered, *about)

    def other_kind(self, name: str, sent: str, wanted: str) -> Mismatch:
        """A folder where a file is taken fails when it is mounted, and so does the reverse."""
        message = (
            f"activity {self.activity!r} sends a {sent} for {name!r},"
            f" but the AML pipeline takes a {wanted}"
        )
        hint = f"send a {wanted}, or change the type there"
        here, there = ("data", name, "kind"), ("data", name, "kind")
        return self.mismatch(Code.TYPES_DIFFER, message, hint, here, there)

    def mismatch(
        self, code: Code, message: str, hint: str, sent: Path, offered: Path, *about: Path
    ) -> Mismatch:
        """A mismatch of something sent and something offered; `about` are further things."""
        here: Path = ("calls", self.activity, *sent)
        place, there = self.calls.place(here), self.offer.place(offered)
        things = frozenset({("factory", self.pipeline, *here), ("aml", "", *offered), *about})
        related = (("sent by", place), ("defined at", there))
        return Mismatch(code, message, place, hint, things, related)


_A: Mapping[Type, str] = {
    Type.STRING: "a string",
    Type.INTEGER: "an integer",
    Type.NUMBER: "a number",
    Type.BOOLEAN: "a boolean",
}


def _is_undecided(name: str) -> bool:
    return name.startswith(UNDECIDED_NAMES)


def _goes_into(kind: Type | None, offered: Type) -> bool:
    return kind is offered or (kind, offered) == (Type.INTEGER, Type.NUMBER)


def _is_a(value: object, kind: Type, *, text: bool) -> bool:
    """Whether a literal is of a type; where only text is ever sent (`text`), a spelling will do."""
    if isinstance(value, str):
        return kind is Type.STRING or (text and _spells(value, kind))
    if isinstance(value, bool):
        return kind is Type.BOOLEAN
    if isinstance(value, int):
        return kind in (Type.INTEGER, Type.NUMBER)
    return isinstance(value, float) and kind is Type.NUMBER


def _spells(text: str, kind: Type) -> bool:
    if kind is Type.BOOLEAN:
        return text.lower() in ("true", "false", "0", "1")
    try:
        (int if kind is Type.INTEGER else float)(text)
    except ValueError:
        return False
    return True


def _fired(trigger: str, name: str, calls: Read[Calls], pipeline: str) -> Iterator[Mismatch]:
    """A trigger sets parameters that the pipeline has; case does not tell these apart."""
    known = calls.half.parameters
    if name.casefold() in map(str.casefold, known):
        return
    where, near = ("firings", trigger, "sets", name), nearest(name, known)
    place = calls.place(where)
    half = ("factory", pipeline)
    about = frozenset({(*half, *where), (*half, "parameters", name)})
    related = (("set by", place), ("defined at", calls.place(("parameters", near or name))))
    message = f"trigger {trigger!r} sets {name!r}, which the factory pipeline does not define"
    hint = f"did you mean {near!r}?" if near else f"defined there: {', '.join(known) or 'nothing'}"
    yield Mismatch(Code.SENT_NOT_OFFERED, message, place, hint, about, related)
