"""Values in factory JSON: what is known, what the factory evaluates, what nobody can say."""

from collections.abc import Mapping

from generator.contract.values import Expression, Literal, Undecided, Value
from generator.expression import canonical, is_expression
from generator.expression.escapes import unescape
from generator.factory.read.documents import Node
from generator.factory.read.trail import Trail

DEEPEST = 100
"""How many steps below the top of a document data are still read."""

_PARTLY = Undecided("known in part only")


def leaf(node: Node) -> Node:
    """The node that carries the value itself: of an Expression object its `value`, else `node`.

    An Expression object has exactly the members `value` and `type`, and `type` is "Expression"
    (page control-flow-expression-language-functions).
    """
    if node.constant or not isinstance(node.content, Mapping):
        return node
    if {name.casefold() for name in node.content} != {"value", "type"}:
        return node
    members = {name.casefold(): member for name, member in node.members()}
    kind = members["type"].text or ""
    return members["value"] if kind.casefold() == "expression" else node


def evaluate(node: Node) -> Value:
    """The value that the factory makes of a node.

    Text that it would evaluate is an expression, in its one spelling; other text is a literal, its
    escapes undone. A list or an object is known if everything in it is.
    """
    if node.constant:
        return Literal(node.content)
    at = leaf(node)
    if at.text is not None:
        return (
            Expression(canonical(at.text)) if is_expression(at.text) else Literal(unescape(at.text))
        )
    if at is not node:
        return Undecided("an Expression object that holds no text")
    return _structure(node)


def _structure(node: Node) -> Value:
    if len(node.path) > DEEPEST:
        return Undecided("nested too deeply to be read")
    if node.is_object:
        members = {name: evaluate(member) for name, member in node.members()}
        known = {name: it.value for name, it in members.items() if isinstance(it, Literal)}
        return Literal(known) if len(known) == len(members) else _PARTLY
    if node.is_list:
        items = [evaluate(item) for item in node.items()]
        values = [it.value for it in items if isinstance(it, Literal)]
        return Literal(values) if len(values) == len(items) else _PARTLY
    return Literal(node.content)


def read(node: Node, trail: Trail) -> Value:
    """The value of a node. Its place is that of the leaf that carries it."""
    trail.mark(leaf(node).place)
    return evaluate(node)


def read_optional(node: Node | None, trail: Trail) -> Value | None:
    """The value of a node that may be missing."""
    return None if node is None else read(node, trail)


def constant_text(node: Node | None) -> str | None:
    """The text that a node stands for, unless it is missing, computed or no text."""
    if node is None or leaf(node).text is None:
        return None
    match evaluate(node):
        case Literal(str() as text):
            return text
    return None
