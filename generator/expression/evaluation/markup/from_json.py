"""JSON to XML, as Newtonsoft does it (class XmlNodeConverter): the reverse of `to_json`."""

import re
from collections.abc import Mapping

from generator.expression.evaluation.arguments import kind
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import (
    Declaration,
    Document,
    Element,
    Instruction,
    Text,
    is_declaration,
)
from generator.expression.evaluation.text_form import float_text
from generator.expression.values import Json

_TEXTS = {"#text": False, "#whitespace": False, "#significant-whitespace": False}
_TEXTS |= {"#cdata-section": True}
_NOT_IN_NAMES = re.compile(r"[^\w.:\xb7-]")
_NOT_FIRST = re.compile(r"^[\d.\xb7-]")


def document_of(value: Mapping[str, Json]) -> Document:
    """The document of an object, whose one property is the root.

    Raises:
        Refused: there are several roots, or something has no form in XML.
    """
    document = Document()
    for name, member in value.items():
        if name == "?xml" and isinstance(member, dict):
            attributes = {each.removeprefix("@"): _text(text) for each, text in member.items()}
            document.append(Declaration(attributes))
        elif name.startswith("?"):
            document.append(Instruction(name[1:], _text(member)))
        elif name.startswith("@") or name in _TEXTS:
            raise Refused(f"'{name}' stands outside of the root")
        else:
            _add(document, name, member)
    if sum(isinstance(child, Element) for child in document.children) > 1:
        raise Refused("an object with several properties has no root to be XML")
    return document


def _add(parent: Element | Document, name: str, value: Json) -> None:
    """Add what a property stands for: text, one element, or one for each value of an array."""
    if name in _TEXTS and isinstance(parent, Element):
        for text in value if isinstance(value, list) else [value]:
            parent.append(Text(_text(text), _TEXTS[name]))
        parent.short = False
    elif isinstance(value, list):
        for each in value:
            _element(parent, name, each)
    else:
        _element(parent, name, value)


def _element(parent: Element | Document, name: str, value: Json) -> None:
    element = Element(name, short=not isinstance(value, str))
    parent.append(element)
    if isinstance(value, dict):
        _fill(element, value)
    elif isinstance(value, list):
        _add(element, name, value)
    elif value is not None and value != "":
        element.append(Text(_text(value)))
    element.name = _name(name, element)


def _fill(element: Element, members: Mapping[str, Json]) -> None:
    attributes = {name[1:]: value for name, value in members.items() if name.startswith("@")}
    element.attributes |= {
        name: _text(value) for name, value in attributes.items() if is_declaration(name)
    }
    for name, value in attributes.items():
        if not is_declaration(name):
            element.attributes[_name(name, element)] = _text(value)
    for name, value in members.items():
        if not name.startswith("@"):
            _add(element, name, value)


def _name(name: str, element: Element) -> str:
    """A name of XML: other characters are written _x0020_, a prefix that is not declared goes."""
    if not name or name.count(":") > 1:
        raise Refused(f"'{name}' cannot be the name of an element")
    encoded = _NOT_IN_NAMES.sub(_encoded, _NOT_FIRST.sub(_encoded, name))
    prefix, _, local = encoded.rpartition(":")
    return encoded if prefix in {"", "xml", *element.namespaces()} else local


def _encoded(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _text(value: Json) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return float_text(value)
    raise Refused(f"{kind(value)} cannot stand as text in XML")
