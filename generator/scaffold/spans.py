"""Where everything in a YAML text begins and ends: what an edit has to know, and nodes do not."""

from collections.abc import Iterator

import yaml
from msgspec import Struct


class Span(Struct, frozen=True):
    """What stands between two offsets, its anchor and its tag included."""

    start: int
    end: int


class Leaf(Span, frozen=True):
    """A scalar. `style` is its quote, "|" or ">", and "" where it has none."""

    text: str
    style: str


class Alias(Span, frozen=True):
    """An alias: what it stands for is written elsewhere."""


class Items(Span, frozen=True):
    """A sequence. One in block style begins with its first dash, and ends with its last item."""

    flow: bool
    items: tuple[Span, ...]

    @property
    def values(self) -> tuple[Span, ...]:
        """Its items."""
        return self.items

    @property
    def starts(self) -> tuple[int, ...]:
        """Where its items begin."""
        return tuple(each.start for each in self.items)


class Entries(Span, frozen=True):
    """A mapping. One in block style ends with its last value."""

    flow: bool
    entries: tuple[tuple[Span, Span], ...]

    @property
    def values(self) -> tuple[Span, ...]:
        """Its values."""
        return tuple(value for _, value in self.entries)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where its keys begin."""
        return tuple(key.start for key, _ in self.entries)

    def at(self, key: str) -> Span | None:
        """The value of a key; None if there is no such key."""
        return next((value for name, value in self.entries if name_of(name) == key), None)


def name_of(key: Span) -> str | None:
    """The text of a key, where it is one."""
    return key.text if isinstance(key, Leaf) else None


def spans(text: str) -> Span:
    r"""The spans of a text's only document.

    Args:
        text: YAML that `generator.spec.source.read` finds nothing wrong with; its lines end by \n.
    """
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    inner = (event for event in events if isinstance(event, _OF_NODES))
    return _node(text, next(inner), inner)


_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_OF_NODES = (yaml.NodeEvent, *_ENDS)


def _node(text: str, event: yaml.Event, events: Iterator[yaml.Event]) -> Span:
    start, end = _offsets(event)
    if isinstance(event, yaml.AliasEvent):
        return Alias(start, end)
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        return Leaf(start, _end(text[start:end], style) + start, event.value, style)
    children, closed = [], event
    while not isinstance(inner := next(events), _ENDS):
        children.append(_node(text, inner, events))
    closed = inner
    assert isinstance(event, yaml.CollectionStartEvent)
    flow = bool(event.flow_style)
    last = _offsets(closed)[1] if flow or not children else children[-1].end
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(start, last, flow, tuple(children))
    return Entries(start, last, flow, tuple(zip(children[::2], children[1::2], strict=True)))


def _offsets(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark is not None
    assert event.end_mark is not None
    return event.start_mark.index, event.end_mark.index


def _end(written: str, style: str) -> int:
    """Where the last line of a scalar ends; libyaml looks on to what follows a block scalar."""
    if style not in ("|", ">"):
        return len(written)
    head = written.partition("\n")[0].partition("#")[0]
    kept = "+" in head.split()[-1]
    return len(written.removesuffix("\n") if kept else written.rstrip())
