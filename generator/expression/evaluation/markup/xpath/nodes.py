"""A document as XPath sees it: attributes are nodes, texts are whole, and all have an order."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import (
    Comment,
    Declaration,
    Document,
    DocumentType,
    Element,
    Instruction,
    Node,
    Text,
    descendants,
    is_declaration,
)


class Attribute(Struct, frozen=True, eq=False):
    """An attribute that declares no namespace."""

    name: str
    value: str
    parent: Element


XPathNode = Document | Element | Attribute | Text | Comment | Instruction
Axis = Callable[["Tree", XPathNode], Iterator[XPathNode]]


class Tree:
    """A document with the place of each of its nodes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._attributes: dict[int, list[Attribute]] = {}
        self._order: dict[int, int] = {}
        _join_texts(document)
        self._number(document)
        for node in descendants(document):
            self._number(node)
            if isinstance(node, Element):
                self._attributes[id(node)] = own = _attributes(node)
                for attribute in own:
                    self._number(attribute)

    def sorted(self, nodes: Iterable[XPathNode]) -> list[XPathNode]:
        """Each node once, in the order of the document."""
        return sorted({id(node): node for node in nodes}.values(), key=self._place)

    def attributes(self, node: XPathNode) -> list[Attribute]:
        return self._attributes.get(id(node), [])

    def _number(self, node: Node | XPathNode) -> None:
        self._order[id(node)] = len(self._order)

    def _place(self, node: XPathNode) -> int:
        return self._order[id(node)]


def text_of(node: XPathNode) -> str:
    """The string-value of a node."""
    match node:
        case Document() | Element():
            return "".join(each.text for each in descendants(node) if isinstance(each, Text))
        case Attribute():
            return node.value
    return node.text


def name_of(node: XPathNode) -> str:
    """The name with its prefix; empty for what has none."""
    match node:
        case Element() | Attribute():
            return node.name
        case Instruction():
            return node.target
    return ""


def namespace_of(node: XPathNode) -> str:
    """The address of a node's namespace; attributes without a prefix have none."""
    match node:
        case Element():
            return node.namespaces().get(node.prefix, "")
        case Attribute() if prefix := node.name.rpartition(":")[0]:
            return node.parent.namespaces().get(prefix, "")
    return ""


def _join_texts(around: Document | Element) -> None:
    joined: list[Node] = []
    for child in around.children:
        if isinstance(child, Text) and joined and isinstance(joined[-1], Text):
            joined[-1].text += child.text
            continue
        joined.append(child)
        if isinstance(child, Element):
            _join_texts(child)
    around.children[:] = joined


def _attributes(element: Element) -> list[Attribute]:
    return [
        Attribute(name, value, element)
        for name, value in element.attributes.items()
        if not is_declaration(name)
    ]


def _children(_: Tree, node: XPathNode) -> Iterator[XPathNode]:
    if isinstance(node, Document | Element):
        yield from _visible(node.children)


def _descendants(_: Tree, node: XPathNode) -> Iterator[XPathNode]:
    if isinstance(node, Document | Element):
        yield from _visible(descendants(node))


def _visible(nodes: Iterable[Node]) -> Iterator[XPathNode]:
    for node in nodes:
        if not isinstance(node, Declaration | DocumentType):
            yield node


def _parent(_: Tree, node: XPathNode) -> Iterator[XPathNode]:
    if not isinstance(node, Document) and node.parent is not None:
        yield node.parent


def _ancestors(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
    for above in _parent(tree, node):
        yield above
        yield from _ancestors(tree, above)


def _self(_: Tree, node: XPathNode) -> Iterator[XPathNode]:
    yield node


def _siblings(tree: Tree, node: XPathNode) -> tuple[list[XPathNode], int]:
    """The children of a node's parent, and the node's place among them."""
    if isinstance(node, Attribute):
        return [], 0
    row = [each for above in _parent(tree, node) for each in _children(tree, above)]
    return row, next((place for place, each in enumerate(row) if each is node), 0)


def _following_siblings(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
    row, place = _siblings(tree, node)
    yield from row[place + 1 :]


def _preceding_siblings(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
    row, place = _siblings(tree, node)
    yield from reversed(row[:place])


def _following(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
    if isinstance(node, Attribute):
        yield from _descendants(tree, node.parent)
    for start in _with_self(_ancestors)(tree, node):
        for sibling in _following_siblings(tree, start):
            yield from _with_self(_descendants)(tree, sibling)


def _preceding(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
    for start in _with_self(_ancestors)(tree, node):
        for sibling in _preceding_siblings(tree, start):
            yield from reversed([*_with_self(_descendants)(tree, sibling)])


def _with_self(axis: Axis) -> Axis:
    def with_self(tree: Tree, node: XPathNode) -> Iterator[XPathNode]:
        yield node
        yield from axis(tree, node)

    return with_self


def _namespaces(_: Tree, __: XPathNode) -> Iterator[XPathNode]:
    raise Refused("the path asks for namespaces, which cannot be handed on")


AXES: Mapping[str, Axis] = {
    "ancestor": _ancestors,
    "ancestor-or-self": _with_self(_ancestors),
    "attribute": lambda tree, node: iter(tree.attributes(node)),
    "child": _children,
    "descendant": _descendants,
    "descendant-or-self": _with_self(_descendants),
    "following": _following,
    "following-sibling": _following_siblings,
    "namespace": _namespaces,
    "parent": _parent,
    "preceding": _preceding,
    "preceding-sibling": _preceding_siblings,
    "self": _self,
}
"""The nodes that each axis leads to, nearest first."""
