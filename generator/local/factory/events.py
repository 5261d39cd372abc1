"""Events that start pipelines: what a trigger hears, and what it makes of it."""

from collections.abc import Iterator

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic
from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.local.factory.documents import Documents
from generator.local.factory.faults import Refused

_SERVICE, _CONTAINERS, _BLOBS = "/blobServices/default", "/containers/", "/blobs/"
_SCHEMA = 'an event of Event Grid: {"eventType": ..., "subject": ..., "data": {...}}'


class Event(Struct, frozen=True):
    """An event of Event Grid (page event-schema of Event Grid)."""

    type: str
    subject: str
    topic: str
    data: dict[str, Json]
    node: Node


def read_event(root: Node) -> Event:
    """The event in a document; a list of one is one, since Event Grid sends lists.

    Raises:
        Refused: it is no event.
    """
    items = [*root.items()]
    node = items[0] if len(items) == 1 else root
    texts = {name: _text(node, name) for name in ("eventType", "subject")}
    missing = [name for name, text in texts.items() if not text]
    if missing:
        cloud = (
            "; this looks like CloudEvents, its other schema" if node.member("specversion") else ""
        )
        message = f"the event has no {' and no '.join(missing)}{cloud}"
        raise Refused([Diagnostic(Code.MISSING_KEY, message, node.place, f"expected {_SCHEMA}")])
    data = node.member("data")
    content = data.content if data and isinstance(data.content, dict) else {}
    return Event(texts["eventType"], texts["subject"], _text(node, "topic"), content, node)


def _text(node: Node, name: str) -> str:
    member = node.member(name)
    return (member and member.text) or ""


def blob_body(event: Event) -> dict[str, Json]:
    """What a storage event's trigger makes of it: the folder, which begins with the container.

    Source: page how-to-create-event-trigger.
    """
    folder, _, name = _blob(event).replace(_BLOBS, "/", 1).strip("/").rpartition("/")
    return {"folderPath": folder, "fileName": name}


def custom_body(event: Event) -> dict[str, Json]:
    """What a custom event's trigger makes of it (page how-to-create-custom-event-trigger)."""
    content = event.node.content
    assert isinstance(content, dict)
    return {"event": content}


def _blob(event: Event) -> str:
    """A blob as the filters of triggers name it: `/container/blobs/folder/file`."""
    return "/" + event.subject.removeprefix(_SERVICE).removeprefix(_CONTAINERS)


def check_blob_event(documents: Documents, trigger: Node, event: Event) -> None:
    """Check that an event would start a trigger.

    Raises:
        Refused: with every reason why it would not.
    """
    filters = _Filters(documents, trigger, event)
    blob = _blob(event)
    found = [*filters.kind(), *filters.source()]
    if not event.subject.startswith(_SERVICE + _CONTAINERS) or _BLOBS not in blob:
        message = f"the subject names no blob: '{event.subject}'"
        hint = f"such as {_SERVICE}{_CONTAINERS}NAME{_BLOBS}FOLDER/FILE"
        raise Refused([Diagnostic(Code.BAD_NAME, message, event.node.place, hint)])
    found += filters.affix("blobPathBeginsWith", blob)
    found += filters.affix("blobPathEndsWith", blob)
    found += filters.empty()
    if found:
        raise Refused(found)


def check_custom_event(documents: Documents, trigger: Node, event: Event) -> None:
    """Check that an event would start a trigger.

    Raises:
        Refused: with every reason why it would not.
    """
    filters = _Filters(documents, trigger, event)
    found = [*filters.kind(), *filters.source()]
    found += filters.affix("subjectBeginsWith", event.subject)
    found += filters.affix("subjectEndsWith", event.subject)
    if found:
        raise Refused(found)


class _Filters(Struct, frozen=True):
    """What a trigger asks of events."""

    documents: Documents
    trigger: Node
    event: Event

    def kind(self) -> Iterator[Diagnostic]:
        node = self._given("events")
        heard = [each.text or "" for each in node.items()] if node else []
        if node and self.event.type.casefold() not in map(str.casefold, heard):
            message = f"the trigger does not hear '{self.event.type}'"
            yield self._told(node, message, f"it hears {', '.join(heard)}")

    def source(self) -> Iterator[Diagnostic]:
        node = self._given("scope")
        scope = (node and node.text) or ""
        if node and self.event.topic and scope.casefold() != self.event.topic.casefold():
            yield self._told(node, f"the event is from '{self.event.topic}'", f"it hears {scope}")

    def affix(self, name: str, text: str) -> Iterator[Diagnostic]:
        node = self._given(name)
        wanted = (node and node.text) or ""
        begins = name.endswith("BeginsWith")
        if node and not (text.startswith(wanted) if begins else text.endswith(wanted)):
            word = "begin" if begins else "end"
            message = f"'{text}' does not {word} with '{wanted}', so the event starts nothing"
            yield self._told(node, message)

    def empty(self) -> Iterator[Diagnostic]:
        node = self._given("ignoreEmptyBlobs")
        ignores = node is None or node.content is True
        if ignores and self.event.data.get("contentLength") == 0:
            message = "the blob is empty, and the trigger ignores empty blobs"
            yield self._told(node or self.trigger, message)

    def _given(self, name: str) -> Node | None:
        return self.trigger.member("properties", "typeProperties", name)

    def _told(self, node: Node, message: str, hint: str = "") -> Diagnostic:
        place = self.documents.place(node)
        return Diagnostic(
            Code.OUT_OF_RANGE, message, place, hint, (("event", self.event.node.place),)
        )
