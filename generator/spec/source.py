"""Reading one YAML file into nodes: YAML 1.2, one document, no tags, no surprises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

import yaml

from generator.diagnostics import Code, Diagnostic, Place
from generator.spec.nodes import Mapping, Node, Scalar, Sequence

MOST_NODES = 20_000
DEEPEST = 40
_UNPRINTABLE = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class _Mark(Protocol):
    """A position in a text, from 0; PyYAML and libyaml have a class of their own for it."""

    line: int
    column: int


class Refused(Exception):
    """A file that cannot be read as one YAML document; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its text with \\n line ends, its nodes, and what was wrong on the way.

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
        composer = _Composer(file, yaml.parse(text, Loader=yaml.CSafeLoader))
        root = composer.document()
    except Refused as fault:
        return Source(file, text, None, (fault.diagnostic,))
    except yaml.MarkedYAMLError as error:
        return Source(file, text, None, (_syntax(file, error),))
    return Source(file, text, root, tuple(composer.diagnostics))


def _refuse_unprintable(file: PurePosixPath, text: str) -> None:
    if found := _UNPRINTABLE.search(text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1
        escape = f"\\u{ord(found[0]):04x}" if ord(found[0]) < 0x10000 else f"\\U{ord(found[0]):08x}"
        raise Refused(
            Diagnostic(
                Code.BAD_CHARACTER,
                f"the character U+{ord(found[0]):04X} cannot stand in a YAML file",
                Place(file, line, column, column + 1),
                f"if it is meant, write it as {escape} between double quotes",
            )
        )


def _syntax(file: PurePosixPath, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1, mark.column + 2) if mark else Place(file)
    context = f" ({error.context})" if error.context else ""
    return Diagnostic(Code.YAML_SYNTAX, f"not YAML: {error.problem}{context}", place)


@dataclass
class _Composer:
    """Turns libyaml's events into nodes; what can be read past is collected, the rest is raised."""

    file: PurePosixPath
    events: Iterator[yaml.Event]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    nodes: int = 0

    def document(self) -> Mapping | None:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise self.refused(Code.ONE_DOCUMENT, "the file is empty", Place(self.file, 1, 1, 2))
        root = self.node(next(self.events), 0)
        next(self.events)  # the document's end
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            place = self.place(event)
            raise self.refused(Code.ONE_DOCUMENT, "a second YAML document begins here", place)
        if not isinstance(root, Mapping):
            raise self.refused(Code.WRONG_TYPE, "a mapping of keys is expected here", root.place)
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.refused(Code.YAML_SYNTAX, "nested too deeply", self.place(event))
        assert isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        self.count(1, event)
        self.refuse_tag(event)
        before = self.nodes
        node = self.whole(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.nodes - before + 1)
        return node

    def whole(self, event: yaml.NodeEvent, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        assert isinstance(event, yaml.MappingStartEvent)
        return self.mapping(event, depth)

    def alias(self, event: yaml.AliasEvent) -> Node:
        if event.anchor not in self.anchors:
            message = f"*{event.anchor} stands for nothing that is complete before it"
            raise self.refused(Code.ALIAS, message, self.place(event))
        node, size = self.anchors[event.anchor]
        self.count(size, event)
        return node

    def count(self, size: int, event: yaml.Event) -> None:
        self.nodes += size
        if self.nodes > MOST_NODES:
            message = f"with its aliases expanded the file has more than {MOST_NODES:,} values"
            raise self.refused(Code.ALIAS, message, self.place(event))

    def refuse_tag(self, event: yaml.NodeEvent) -> None:
        if tag := getattr(event, "tag", None):
            short = tag.replace("tag:yaml.org,2002:", "!!")
            self.diagnostics.append(
                Diagnostic(
                    Code.TAG,
                    f"the tag {short} has no meaning here",
                    self.place(event),
                    "drop it: the language knows the type of each value",
                )
            )

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _marks(event)
        one_line = start.line == end.line
        plain = not event.style  # libyaml's parser gives "", PyYAML's own gives None
        quotes = 0 if plain else 2
        width = end.column - start.column
        exact = (
            one_line and event.style in (None, "", "'", '"') and width == len(event.value) + quotes
        )
        return Scalar(event.value, plain, exact, self.place(event))

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
                f"the first is in line {first.place.line}; keep one of them",
                (("first", first.place),),
            )
        )

    def place(self, event: yaml.Event) -> Place:
        start, end = _marks(event)
        last = end.column if start.line == end.line else start.column + 1
        return Place(self.file, start.line + 1, start.column + 1, max(last, start.column + 1) + 1)

    def refused(self, code: Code, message: str, place: Place) -> Refused:
        return Refused(Diagnostic(code, message, place))


def _marks(event: yaml.Event) -> tuple[_Mark, _Mark]:
    """Where an event begins and ends; libyaml's parser always knows."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark, event.end_mark
