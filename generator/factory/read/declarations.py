"""The parameters and variables that a factory pipeline declares."""

from generator.contract.model import Declared
from generator.contract.values import Undecided
from generator.diagnostics import Place
from generator.factory.read.documents import Node
from generator.factory.read.objects import object_reader, read_members
from generator.factory.read.trail import Trail
from generator.factory.read.values import read_optional


def read_declared(node: Node | None, trail: Trail) -> dict[str, Declared]:
    """What `parameters` or `variables` of a pipeline declares.

    A default keeps its JSON type, whatever type is declared; null is none. A type that is missing
    or no text is "". What is no declaration at all has an undecided default.
    """
    return read_members(object_reader(_declared, _unknown), trail, node)


def _declared(node: Node, trail: Trail) -> Declared:
    kind = node.member("type") or node
    trail.at("type").mark(kind.place)
    default = read_optional(node.member("defaultValue"), trail.at("default"))
    return Declared((kind.text or "").lower(), default)


def _unknown(why: Undecided, place: Place, trail: Trail) -> Declared:
    for way in (trail, trail.at("type"), trail.at("default")):
        way.mark(place)
    return Declared("", why)
