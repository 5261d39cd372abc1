"""What triggers hand to a factory pipeline."""

from collections.abc import Iterable, Iterator

from generator.contract.model import Firing
from generator.factory.read.documents import Document, Node
from generator.factory.read.objects import VALUES, read_members
from generator.factory.read.trail import Trail, free


def read_firings(triggers: Iterable[Document], pipeline: str, trail: Trail) -> dict[str, Firing]:
    """The firings of one pipeline by the names of its triggers.

    The pipeline's name is compared without case. A trigger that starts the pipeline once more has
    one more firing, under a key that tells its place.
    """
    firings: dict[str, Firing] = {}
    for document in triggers:
        for start in _starts(document.root):
            if _name(start) == pipeline.casefold():
                key = free(document.name, start, firings)
                firings[key] = _firing(document, start, trail.at(key))
    return firings


def started(trigger: Document) -> frozenset[str]:
    """The names of the pipelines that a trigger starts, in lower case."""
    return frozenset(_name(start) for start in _starts(trigger.root))


def _starts(trigger: Node) -> Iterator[Node]:
    """Where a trigger starts pipelines: in `pipelines`, or a tumbling window in `pipeline`."""
    listed, single = (trigger.member("properties", name) for name in ("pipelines", "pipeline"))
    yield from (*(listed.items() if listed else ()), *((single,) if single else ()))


def _name(start: Node) -> str:
    name = start.member("pipelineReference", "referenceName")
    return (name.text or "").casefold() if name else ""


def _firing(trigger: Document, start: Node, trail: Trail) -> Firing:
    kind = trigger.root.member("properties", "type") or trigger.root
    trail.mark(trigger.name_place)
    trail.at("kind").mark(kind.place)
    sets = read_members(VALUES, trail.at("sets"), start.member("parameters"))
    return Firing(kind.text or "", sets)
