"""Text to XML documents."""

from xml.parsers import expat

from generator.expression.evaluation.binary import utf8
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import (
    Comment,
    Declaration,
    Document,
    DocumentType,
    Element,
    Instruction,
    Text,
    is_declaration,
)

MAX_DEPTH = 200
"""Elements inside each other. The engine takes more, but nobody sends them, and so whatever walks a
document may recurse."""

_WHITE = " \t\r\n"


def read_xml(text: str) -> Document:
    """The document of a text.

    Raises:
        Refused: it is not well-formed, or it declares entities.
    """
    builder = _Builder()
    try:
        builder.read(text.lstrip(_WHITE))
    except expat.ExpatError as error:
        raise Refused(f"the text is not XML: {error}") from None
    return builder.document


class _Builder:
    """Takes what the parser tells, in order."""

    def __init__(self) -> None:
        self.document = Document()
        self._open: list[Element] = []
        self._cdata = False
        self._source = b""
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartCdataSectionHandler = self._start_cdata
        self._parser.EndCdataSectionHandler = self._end_cdata
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, text: str) -> None:
        self._source = utf8(text)
        self._parser.Parse(self._source, True)

    def _here(self) -> Element | Document:
        return self._open[-1] if self._open else self.document

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        attributes = {"version": version}
        if encoding:
            attributes["encoding"] = encoding
        if standalone >= 0:
            attributes["standalone"] = "yes" if standalone else "no"
        self.document.append(Declaration(attributes))

    def _document_type(self, name: str, *_: object) -> None:
        self.document.append(DocumentType(name))

    def _entity(self, name: str, *_: object) -> None:
        raise Refused(f"the XML declares an entity, '{name}', which is not safe to read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise Refused(f"the XML has more than {MAX_DEPTH} elements inside each other")
        element = Element(name, attributes)
        self._here().append(element)
        known = element.namespaces().keys() | {"", "xml"}
        for each in (name, *(each for each in attributes if not is_declaration(each))):
            if (prefix := each.rpartition(":")[0]) not in known:
                raise Refused(f"the XML uses a prefix '{prefix}' that it does not declare")
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        end = self._parser.CurrentByteIndex  # behind <a/>, but before </a>
        element.short = not element.children and self._source[end - 2 : end] == b"/>"

    def _text(self, text: str) -> None:
        if self._cdata or text.strip(_WHITE):
            self._here().append(Text(text, self._cdata))

    def _start_cdata(self) -> None:
        self._cdata = True

    def _end_cdata(self) -> None:
        self._cdata = False

    def _comment(self, text: str) -> None:
        self._here().append(Comment(text))

    def _instruction(self, target: str, text: str) -> None:
        self._here().append(Instruction(target, text))
