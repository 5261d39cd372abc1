"""XML to JSON, as Newtonsoft does it (class XmlNodeConverter).

Attributes are properties that begin with "@", text beside other things is "#text", elements of one
name are an array.
"""

import re
from collections.abc import Iterable, Iterator

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
from generator.expression.values import Json

_TEXT, _CDATA = "#text", "#cdata-section"
_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")


def json_of(document: Document) -> dict[str, Json]:
    """The object of a document; comments are left out."""
    return _members(document.children)


def _members(nodes: Iterable[Node]) -> dict[str, Json]:
    found: dict[str, list[Json]] = {}
    for node in nodes:
        for name, value in _member(node):
            found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _member(node: Node) -> Iterator[tuple[str, Json]]:
    match node:
        case Element():
            yield _decoded(node.name), _content(node)
        case Text(text, is_cdata):
            yield _CDATA if is_cdata else _TEXT, text
        case Instruction(target, text):
            yield f"?{target}", text
        case Declaration(attributes):
            yield "?xml", _at(attributes.items())
        case DocumentType(name):
            yield "!DOCTYPE", {"@name": name}
        case Comment():
            return


def _content(element: Element) -> Json:
    match element.children:
        case [] if not element.attributes:
            return None if element.short else ""
        case [Text(text, False)] if not element.attributes:
            return text
    return {**_at(element.attributes.items()), **_members(element.children)}


def _at(attributes: Iterable[tuple[str, str]]) -> dict[str, Json]:
    return {f"@{_decoded(name)}": value for name, value in attributes}


def _decoded(name: str) -> str:
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), name)
