"""The functions xml(), xpath() and what json() does with XML."""

from functools import lru_cache

from generator.expression.evaluation.arguments import kind, string
from generator.expression.evaluation.binary import XML, as_binary, binary_object, binary_of, utf8
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import (
    Document,
    Element,
    Text,
)
from generator.expression.evaluation.markup.from_json import document_of
from generator.expression.evaluation.markup.reader import read_xml
from generator.expression.evaluation.markup.to_json import json_of
from generator.expression.evaluation.markup.writer import indented, written
from generator.expression.evaluation.markup.xpath import Attribute, XPathNode, find
from generator.expression.values import Json


def xml(value: Json) -> Json:
    """The content of a text or of an object as XML; binary content is believed to be XML."""
    if binary := as_binary(value):
        return binary_object(XML, string(binary.encoded, "the content"))
    match value:
        case str():
            return _content(_respelled(value))
        case dict():
            return _content(written(document_of(value)))
    raise Refused(f"takes a string or an object, not {kind(value)}")


def xpath(document: Json, path: Json) -> Json:
    """What a path finds: an array of nodes, or the number, text or truth that it computes."""
    binary = as_binary(document)
    if binary is None or not binary.is_xml():
        raise Refused(f"the first argument must be XML, as xml(...) gives it, not {kind(document)}")
    found = find(binary.text(), string(path, "the path"))
    return [*map(_node, found)] if isinstance(found, list) else found


def json_of_xml(text: str) -> Json:
    return {**json_of(read_xml(text))}


@lru_cache(maxsize=16)
def _respelled(text: str) -> str:
    return written(read_xml(text))


def _content(text: str) -> Json:
    return binary_of(XML, utf8(text))


def _node(node: XPathNode) -> Json:
    match node:
        case Document():
            return _node(node.root())
        case Element():
            return _content(indented(node))
        case Attribute():
            return f'{node.name}="{node.value}"'
        case Text():
            return node.text
        case _:
            raise Refused("the path finds a comment or an instruction, which cannot be handed on")
