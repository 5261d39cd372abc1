"""XML as .NET's XmlDocument has it: names with prefixes, no white space between elements."""

from collections.abc import Iterator

from msgspec import Struct, field


class Element(Struct, eq=False):
    """An element. `short` is written `<a />`, which is not `<a></a>` when it becomes JSON."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    short: bool = False
    parent: "Element | Document | None" = None

    def append(self, node: "Node") -> None:
        node.parent = self
        self.children.append(node)

    @property
    def prefix(self) -> str:
        return self.name.rpartition(":")[0]

    def namespaces(self) -> dict[str, str]:
        """The address of each prefix that is declared here or around; "" for no prefix."""
        around = self.parent.namespaces() if isinstance(self.parent, Element) else {}
        return around | self.declared()

    def declared(self) -> dict[str, str]:
        """The prefixes that are declared on this element."""
        return {
            name.removeprefix("xmlns").removeprefix(":"): value
            for name, value in self.attributes.items()
            if is_declaration(name)
        }


class Text(Struct, eq=False):
    """Text between tags; `is_cdata` where it stands in a section of its own."""

    text: str
    is_cdata: bool = False
    parent: "Element | Document | None" = None


class Comment(Struct, eq=False):
    text: str
    parent: "Element | Document | None" = None


class Instruction(Struct, eq=False):
    """`<?target text?>`."""

    target: str
    text: str
    parent: "Element | Document | None" = None


class Declaration(Struct, eq=False):
    """`<?xml version="1.0"?>`, by its attributes."""

    attributes: dict[str, str]
    parent: "Element | Document | None" = None


class DocumentType(Struct, eq=False):
    """`<!DOCTYPE name>`; what it declares is refused when it is read."""

    name: str
    parent: "Element | Document | None" = None


Node = Element | Text | Comment | Instruction | Declaration | DocumentType


class Document(Struct, eq=False):
    """A whole document; empty, if it was made of an empty object."""

    children: list[Node] = field(default_factory=list)

    def append(self, node: Node) -> None:
        node.parent = self
        self.children.append(node)

    def root(self) -> Element:
        """The one element beside which there is no other."""
        return next(child for child in self.children if isinstance(child, Element))


def is_declaration(attribute: str) -> bool:
    """Whether an attribute declares a namespace."""
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def descendants(node: Element | Document) -> Iterator[Node]:
    """All nodes below one, in the order of the document."""
    for child in node.children:
        yield child
        if isinstance(child, Element):
            yield from descendants(child)
