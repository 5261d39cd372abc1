"""Reading one YAML file into nodes: YAML 1.2, one document, no tags, no surprises."""

import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.syntax import explained, place_at
from generator.spec.words import found

MOST_NODES = 20_000
DEEPEST = 40
_UNPRINTABLE = re.compile(  # said so, and not by what is left, it is made in a tenth of the time
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PROPERTIES = re.compile(r"\A(?:[&!]\S*\s+)+")
_FIRST_LINE = {True: re.compile(r"[|>][-+0-9]*"), False: re.compile(r"(?:[ \t]*[^ \t\n]+)*")}
"""What is underlined of a block scalar, and of any other."""

_INSTEAD_OF = {
    "\r": "end lines as Unix or Windows do",
    "\u2028": r"if it is meant, write \u2028 between double quotes",
    "\u2029": r"if it is meant, write \u2029 between double quotes",
}
_QUOTED_ALIAS = "text that begins with * stands in quotes"


class _Mark(Protocol):
    """A position in a text, from 0; PyYAML and libyaml have a class of their own for it."""

    index: int
    line: int
    column: int


class Refused(Exception):
    """A file that cannot be read as one YAML document; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Source(Struct, frozen=True):
    """One file: its text with the line ends of Unix, its nodes, and what was wrong on the way.

    `root` is None where the text could not be read as a mapping at all.
    """

    file: PurePosixPath
    text: str
    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


def read(file: PurePosixPath, text: str) -> Source:
    """Read YAML text.

    Args:
        file: what to call the file in diagnostics.
        text: the whole file.

    Returns:
        The source; faults are in its `diagnostics`, nothing is raised.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        _refuse_unprintable(file, text)
        composer = _Composer(file, text, yaml.parse(text, Loader=yaml.CSafeLoader))
        root = composer.document()
    except Refused as fault:
        return Source(file, text, None, (fault.diagnostic,))
    except yaml.MarkedYAMLError as error:
        return Source(file, text, None, (explained(file, text, error),))
    return Source(file, text, root, tuple(composer.diagnostics))


def _refuse_unprintable(file: PurePosixPath, text: str) -> None:
    if bad := _UNPRINTABLE.search(text):
        point = ord(bad[0])
        hint = _INSTEAD_OF.get(bad[0], "drop it")
        message = f"the character U+{point:04X} cannot stand in a YAML file"
        place = place_at(file, text, bad.start())
        raise Refused(Diagnostic(Code.BAD_CHARACTER, message, place, hint))


class _Anchored(Struct, frozen=True):
    """A node that an alias can stand for: how many nodes it is, and how many levels it has."""

    node: Node
    size: int
    height: int


class _Composer(Struct):
    """Turns libyaml's events into nodes; what can be read past is collected, the rest is raised."""

    file: PurePosixPath
    text: str
    events: Iterator[yaml.Event]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    nodes: int = 0
    deepest: int = 0

    def document(self) -> Mapping:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            hint = "begin it with `version: 1`"
            place = place_at(self.file, self.text, 0)
            raise Refused(Diagnostic(Code.ONE_DOCUMENT, "the file is empty", place, hint))
        root = self.node(next(self.events), 0)
        next(self.events)  # the document's end
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            hint = "a file holds one: put this one into a file of its own"
            raise self.refused(Code.ONE_DOCUMENT, "a second YAML document begins here", event, hint)
        if not isinstance(root, Mapping):
            hint = "a spec begins with `version: 1`"
            message = f"expected a mapping of keys, found {found(root)}"
            raise Refused(Diagnostic(Code.WRONG_TYPE, message, root.place, hint))
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        assert isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        self.count(1, depth, event)
        self.refuse_tag(event)
        if event.anchor:
            return self.anchored(event, event.anchor, depth)
        return self.whole(event, depth)

    def whole(self, event: yaml.NodeEvent, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        assert isinstance(event, yaml.MappingStartEvent)
        return self.mapping(event, depth)

    def anchored(self, event: yaml.NodeEvent, anchor: str, depth: int) -> Node:
        before, deepest, self.deepest = self.nodes, self.deepest, depth
        self.open.add(anchor)
        node = self.whole(event, depth)
        self.open.discard(anchor)
        size, height = self.nodes - before + 1, self.deepest - depth
        self.anchors[anchor] = _Anchored(node, size, height)
        self.deepest = max(deepest, self.deepest)
        return node

    def alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        name = event.anchor or ""
        if name in self.open:
            message = f"*{name} stands inside of what it stands for"
            raise self.refused(Code.ALIAS, message, event, "write out what is meant")
        if name not in self.anchors:
            near = nearest(name, self.anchors)
            hint = f"did you mean *{near}?" if near else _QUOTED_ALIAS
            raise self.refused(Code.ALIAS, f"*{name} stands for nothing", event, hint)
        anchored = self.anchors[name]
        self.count(anchored.size, depth + anchored.height, event)
        if isinstance(anchored.node, Scalar):
            return replace(anchored.node, raw="", place=self.place(event))
        return anchored.node

    def count(self, size: int, depth: int, event: yaml.Event) -> None:
        self.nodes += size
        self.deepest = max(self.deepest, depth)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} levels inside each other"
            raise self.refused(Code.YAML_SYNTAX, message, event, "no spec needs that many")
        if self.nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} values, with all aliases written out"
            raise self.refused(Code.ALIAS, message, event, "no spec needs that many")

    def refuse_tag(self, event: yaml.NodeEvent) -> None:
        if tag := getattr(event, "tag", None):
            short = tag.replace("tag:yaml.org,2002:", "!!")
            offset = self.text.find("!", _marks(event)[0].index)  # an anchor may stand before it
            place = place_at(self.file, self.text, offset).shifted(0, len(short))
            hint = "drop it; text that begins with ! stands in quotes"
            self.diagnostics.append(
                Diagnostic(Code.TAG, f"the tag {short} has no meaning here", place, hint)
            )

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _marks(event)
        written = self.text[start.index : end.index]
        raw = _PROPERTIES.sub("", written) if written[:1] in ("&", "!") else written
        width = len(raw)
        if "\n" in raw or event.style in ("|", ">"):
            first = _FIRST_LINE[event.style in ("|", ">")].match(raw)
            assert first
            width = first.end()
        plain = not event.style  # libyaml's parser gives "", PyYAML's own gives None
        if written and len(raw) == len(written):
            column = start.column + 1
            place = Place(self.file, start.line + 1, column, column + max(width, 1))
        else:
            behind = place_at(self.file, self.text, end.index - len(raw))
            place = (behind if written else self.place(event)).shifted(0, width)
        # The same words stand in all specs of a project, and what is made of them stays.
        return Scalar(sys.intern(event.value), plain, raw, place)

    def sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(inner, depth + 1))
        return Sequence(tuple(items), self.place(event))

    def mapping(self, event: yaml.MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self.node(inner, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                message = "a key is text, not a sequence or a mapping"
                self.diagnostics.append(Diagnostic(Code.WRONG_TYPE, message, key.place))
            elif key.text in entries:
                self.duplicate(key, entries[key.text][0])
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), self.place(event))

    def duplicate(self, key: Scalar, first: Scalar) -> None:
        self.diagnostics.append(
            Diagnostic(
                Code.DUPLICATE_KEY,
                f"the key {key.text!r} stands here a second time",
                key.place,
                "keep one of them",
                (("the first", first.place),),
            )
        )

    def place(self, event: yaml.Event) -> Place:
        start, end = _marks(event)
        if start.index >= len(self.text):  # libyaml counts a line that is not there
            return place_at(self.file, self.text, start.index)
        width = end.column - start.column if start.line == end.line else 1
        column = start.column + 1
        return Place(self.file, start.line + 1, column, column + max(width, 1))

    def refused(self, code: Code, message: str, event: yaml.Event, hint: str = "") -> Refused:
        return Refused(Diagnostic(code, message, self.place(event), hint))


def _marks(event: yaml.Event) -> tuple[_Mark, _Mark]:
    """Where an event begins and ends; libyaml's parser always knows."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark, event.end_mark
