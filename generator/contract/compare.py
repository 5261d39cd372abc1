"""Judging halves of a contract: is each what the spec says, and do calls fit an offer?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.contract.leaves import Leaf, leaves, same, spoken
from generator.contract.model import Call, Calls, Declared, Offer, Offered, Read, Type
from generator.contract.types import factory_type
from generator.contract.values import Expression, Literal, Undecided, Value
from generator.diagnostics import Code, Path, Place, nearest

_PARAMETER = re.compile(r"@pipeline\(\)\.parameters\.(\w+)")
UNDECIDED_NAMES = ("<", "*")
"""How the keys begin that readers give to what code names: no parameter can be called so."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a contract is broken: a thing on one side, and what it should agree with on the other.

    `path` leads through the half that `place` is in. `other` is None where the other is a spec.
    """

    code: Code
    path: Path
    message: str
    place: Place
    other: Place | None = None
    hint: str = ""


# a half against its spec --------------------------------------------------------------------------


def differences(expected: Offer | Calls, read: Read[Offer] | Read[Calls]) -> Iterator[Mismatch]:
    """Everything in which a half that was read back is not what its spec says."""
    wanted, found = leaves(expected), leaves(read.half)
    for path in {**wanted, **found}:
        if any(
            len(path) > len(shorter) and path[: len(shorter)] == shorter
            for shorter in _absent(wanted, found, path)
        ):
            continue
        if message := _difference(path, wanted.get(path), found.get(path)):
            code = (
                Code.UNDECIDED if isinstance(found.get(path), Undecided) else Code.NOT_AS_SPECIFIED
            )
            yield Mismatch(code, path, message, read.place(path))


def _absent(wanted: Mapping[Path, Leaf], found: Mapping[Path, Leaf], path: Path) -> Iterator[Path]:
    """The ways to things around a leaf that are on one side only: they are reported as wholes."""
    for length in range(1, len(path)):
        around = path[:length]
        if (around in wanted) != (around in found):
            yield around


def _difference(path: Path, wanted: Leaf | None, found: Leaf | None) -> str:
    name = _name(path)
    if isinstance(found, Undecided):
        return f"{name} is {found.why}, so nobody can tell whether it is what the spec says"
    if wanted is None:
        return f"{name} is {_is(found)} here; the spec has none"
    if found is None:
        return f"{name} is missing here; the spec says {_is(wanted)}"
    return (
        "" if same(wanted, found) else f"{name} is {_is(found)} here; the spec says {_is(wanted)}"
    )


def _is(leaf: Leaf) -> str:
    return "declared" if leaf is True else spoken(leaf)


def _name(path: Path) -> str:
    return " ".join(str(step) for step in path)


# calls against an offer ---------------------------------------------------------------------------


def fit(calls: Read[Calls], offer: Read[Offer]) -> Iterator[Mismatch]:
    """Everything in which what a factory sends is not what an AML pipeline takes."""
    for activity, call in calls.half.calls.items():
        yield from _sent(call, ("calls", activity), calls, offer)
        yield from _needed(call, ("calls", activity), calls, offer)
        yield from _typed(call, ("calls", activity), calls, offer)
    yield from _fired(calls)


def _sent(call: Call, path: Path, calls: Read[Calls], offer: Read[Offer]) -> Iterator[Mismatch]:
    """What is sent must be offered, and in the slot it is sent in."""
    inputs = {
        name
        for name, slot in offer.half.data.items()
        if offer.half.sdk == "v2" or slot.role == "input"
    }
    slots = (
        ("parameters", call.parameters, set(offer.half.parameters), inputs),
        ("data", call.data, inputs, set(offer.half.parameters)),
    )
    for slot, sent, right, wrong in slots:
        for name in sent:
            where = (*path, slot, name)
            place, there = calls.place(where), offer.place(())
            if name.startswith(UNDECIDED_NAMES):
                message = "what is sent is computed, so nobody can tell whether it is offered"
                yield Mismatch(Code.UNDECIDED, where, message, place, there)
            elif name in right:
                continue
            elif name in wrong:
                kind = "a parameter" if slot == "parameters" else "data"
                message = f"{name!r} is sent as {kind}, which it is not in the AML pipeline"
                there = offer.place(("data" if slot == "parameters" else "parameters", name))
                yield Mismatch(Code.WRONG_SLOT, where, message, place, there)
            else:
                near = nearest(name, right)
                hint = f"did you mean {near!r}?" if near else f"defined: {', '.join(sorted(right))}"
                message = f"{name!r} is sent, but the AML pipeline does not define it"
                yield Mismatch(Code.SENT_NOT_OFFERED, where, message, place, there, hint)


def _needed(call: Call, path: Path, calls: Read[Calls], offer: Read[Offer]) -> Iterator[Mismatch]:
    """What has no default must be sent; data of v2 have none."""
    if any(name.startswith(UNDECIDED_NAMES) for name in (*call.parameters, *call.data)):
        return
    needed = [
        ("parameters", name) for name, item in offer.half.parameters.items() if item.default is None
    ]
    needed += [
        ("data", name)
        for name, slot in offer.half.data.items()
        if slot.role == "input" and slot.default is None
    ]
    for slot, name in needed:
        if name not in (call.parameters if slot == "parameters" else call.data):
            message = f"the AML pipeline needs {name!r}, and nothing is sent for it"
            yield Mismatch(
                Code.OFFERED_NOT_SENT, path, message, calls.place(path), offer.place((slot, name))
            )


def _typed(call: Call, path: Path, calls: Read[Calls], offer: Read[Offer]) -> Iterator[Mismatch]:
    """A literal must be of the offered type, and so must a parameter that is handed on as it is."""
    for name, value in call.parameters.items():
        offered = offer.half.parameters.get(name)
        if offered is None:
            continue
        where = (*path, "parameters", name)
        if message := _type_fault(value, offered, offer.half, calls.half.parameters):
            there = offer.place(("parameters", name))
            yield Mismatch(
                Code.TYPES_DIFFER, where, f"{name!r}: {message}", calls.place(where), there
            )


def _type_fault(
    value: Value, offered: Offered, offer: Offer, declared: Mapping[str, Declared]
) -> str:
    if offered.type is None:
        return ""
    if isinstance(value, Literal):
        good = _is_a(value.value, offered.type, text=offer.sdk == "v1")
        return "" if good else f"{value.value!r} is sent for a {offered.type}"
    if (
        isinstance(value, Expression)
        and offer.sdk == "v2"
        and (found := _PARAMETER.fullmatch(value.text))
    ):
        kind = declared[found[1]].type if found[1] in declared else ""
        if kind and not _goes_into(factory_type(kind), offered.type):
            return f"a {kind} of the factory is sent for a {offered.type}"
    return ""


def _goes_into(kind: Type | None, offered: Type) -> bool:
    return kind is offered or (kind, offered) == (Type.INTEGER, Type.NUMBER)


def _is_a(value: object, kind: Type, *, text: bool) -> bool:
    """Whether a literal is of a type; `text` tells that only text is ever sent, so a spelling is enough."""
    if isinstance(value, str) and text:
        return kind is Type.STRING or _spells(value, kind)
    if isinstance(value, bool):
        return kind is Type.BOOLEAN
    if isinstance(value, int):
        return kind in (Type.INTEGER, Type.NUMBER)
    return (isinstance(value, float) and kind is Type.NUMBER) or (
        isinstance(value, str) and kind is Type.STRING
    )


def _spells(text: str, kind: Type) -> bool:
    if kind is Type.BOOLEAN:
        return text.lower() in ("true", "false", "0", "1")
    try:
        (int if kind is Type.INTEGER else float)(text)
    except ValueError:
        return False
    return True


def _fired(calls: Read[Calls]) -> Iterator[Mismatch]:
    """A trigger sets parameters that the pipeline has."""
    known = {name.casefold() for name in calls.half.parameters}
    for trigger, firing in calls.half.firings.items():
        for name in firing.sets:
            if name.casefold() not in known:
                where: Path = ("firings", trigger, "sets", name)
                near = nearest(name, calls.half.parameters)
                hint = f"did you mean {near!r}?" if near else ""
                message = f"{trigger} sets {name!r}, which the pipeline does not have"
                there = calls.place(("pipeline",))
                yield Mismatch(
                    Code.SENT_NOT_OFFERED, where, message, calls.place(where), there, hint
                )
