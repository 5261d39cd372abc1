"""XML to text: documents as .NET's XmlDocument writes them, elements as its XPathNavigator does."""

from collections.abc import Mapping

from generator.expression.evaluation.markup.document import (
    Comment,
    Declaration,
    Document,
    DocumentType,
    Element,
    Instruction,
    Node,
    Text,
)

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTES = {**_IN_TEXT, ord('"'): "&quot;", ord("\n"): "&#xA;", ord("\r"): "&#xD;"}


def written(document: Document) -> str:
    """A document as it was read, each tag in one spelling."""
    return "".join(map(_written, document.children))


def indented(element: Element) -> str:
    """An element as a text of its own: each element in a line, but for those beside text."""
    return _Indenting().element(element, _needed(element), 0)


def _written(node: Node) -> str:
    match node:
        case Element():
            inside = "".join(map(_written, node.children))
            return _tags(node, node.attributes, inside)
        case Text(text, True):
            return f"<![CDATA[{text}]]>"
        case Text(text):
            return text.translate(_IN_TEXT)
        case Comment(text):
            return f"<!--{text}-->"
        case Instruction(target, text):
            return f"<?{target} {text}?>" if text else f"<?{target}?>"
        case Declaration(attributes):
            return f"<?xml{_attributes(attributes)}?>"
        case DocumentType(name):
            return f"<!DOCTYPE {name}[]>"


def _tags(element: Element, attributes: Mapping[str, str], inside: str) -> str:
    start = f"<{element.name}{_attributes(attributes)}"
    return f"{start} />" if element.short and not inside else f"{start}>{inside}</{element.name}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{value.translate(_IN_ATTRIBUTES)}"' for name, value in attributes.items()
    )


def _needed(element: Element) -> dict[str, str]:
    """The attributes of an element with the namespaces around it that its names use."""
    names = (element.name, *element.attributes)
    used = {name.rpartition(":")[0] for name in names}
    around = {
        f"xmlns:{prefix}" if prefix else "xmlns": address
        for prefix, address in element.namespaces().items()
        if prefix in used
    }
    return {**around, **element.attributes}


class _Indenting:
    """Writes as XmlWriter does: once there is text in an element, its rest stays in one line."""

    def __init__(self) -> None:
        self._mixed = False

    def element(self, element: Element, attributes: Mapping[str, str], level: int) -> str:
        outside = self._mixed
        inside = "".join(self._child(child, level + 1) for child in element.children)
        if inside and not self._mixed:
            inside += _line(level)
        self._mixed = outside
        return _tags(element, attributes, inside)

    def _child(self, node: Node, level: int) -> str:
        if isinstance(node, Text):
            self._mixed = True
            return node.text.translate(_IN_TEXT)
        start = "" if self._mixed else _line(level)
        if isinstance(node, Element):
            return start + self.element(node, node.attributes, level)
        return start + _written(node)


def _line(level: int) -> str:
    return "\n" + "  " * level
