"""Objects in factory JSON that hold things by name: parameters, data, declarations."""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from generator.contract.model import DataPath
from generator.contract.values import EVERYTHING, Expression, Undecided, Value
from generator.diagnostics import Place
from generator.factory.read.documents import Node
from generator.factory.read.trail import Trail, free
from generator.factory.read.values import evaluate, leaf, read, read_optional

Thing = TypeVar("Thing")


class Reader(Struct, Generic[Thing], frozen=True):
    """How to read a kind of thing, and what to make of one that nobody can tell."""

    read: Callable[[Node, Trail], Thing]
    unknown: Callable[[Undecided, Place, Trail], Thing]


def object_reader(
    read: Callable[[Node, Trail], Thing], unknown: Callable[[Undecided, Place, Trail], Thing]
) -> Reader[Thing]:
    """A reader of objects: `read` is handed only those whose members can be told."""

    def guarded(node: Node, trail: Trail) -> Thing:
        found = opened(node)
        if isinstance(found, Undecided):
            return unknown(found, leaf(node).place, trail)
        trail.mark(node.place)
        return read(node, trail)

    return Reader(guarded, unknown)


def opened(node: Node) -> Node | Undecided:
    """The node, if it is an object whose members can be told, else why they cannot."""
    at = leaf(node)
    if at is node and node.is_object:
        return node
    if at.text is not None and isinstance(evaluate(at), Expression):
        return Undecided("computed as a whole by an expression")
    return Undecided(f"{_kind(at)} where an object belongs")


def _kind(node: Node) -> str:
    match node.content:
        case None:
            return "null"
        case str():
            return "text"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
    return "a list" if node.is_list else "an Expression object without text"


def read_members(reader: Reader[Thing], trail: Trail, node: Node | None) -> dict[str, Thing]:
    """The members of an object, which may be missing, by their names."""
    things: dict[str, Thing] = {}
    if node is not None:
        trail.mark(node.place)
        add_members(things, reader, trail, node)
    return things


def add_members(
    things: dict[str, Thing],
    reader: Reader[Thing],
    trail: Trail,
    node: Node,
    wanted: Callable[[Node], bool] = lambda _: True,
) -> None:
    """Read the wanted members of an object into a mapping that may hold others.

    If nobody can tell the members, one unknown thing stands for them all, under EVERYTHING.
    """
    found = opened(node)
    if isinstance(found, Undecided):
        things[EVERYTHING] = reader.unknown(found, leaf(node).place, trail.at(EVERYTHING))
        return
    for name, member in found.members():
        if wanted(member):
            key = free(name, member, things)
            things[key] = reader.read(member, trail.at(key))


def read_inside(node: Node | None, name: str, trail: Trail) -> Value | None:
    """The value of a member, if the object and the member are there."""
    if node is None:
        return None
    found = opened(node)
    if isinstance(found, Undecided):
        return unknown_value(found, leaf(node).place, trail)
    return read_optional(found.member(name), trail)


def read_part(node: Node, name: str, trail: Trail) -> Value:
    """The value of a member that has to be there."""
    member = node.member(name)
    if member is None:
        return unknown_value(Undecided(f"not given: there is no {name}"), node.place, trail)
    return read(member, trail)


def unknown_value(why: Undecided, place: Place, trail: Trail) -> Value:
    """A value that nobody can tell."""
    trail.mark(place)
    return why


def unknown_data(why: Undecided, place: Place, trail: Trail) -> DataPath:
    """Data of which nobody can tell where they are."""
    for way in (trail, trail.at("datastore"), trail.at("path")):
        way.mark(place)
    return DataPath(why, why)


VALUES = Reader(read, unknown_value)
