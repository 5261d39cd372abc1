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
        for start in _starts(document.root, pipeline):
            key = free(document.name, start, firings)
            firings[key] = _firing(document, start, trail.at(key))
    return firings


def _starts(trigger: Node, pipeline: str) -> Iterator[Node]:
    """Where a trigger starts the pipeline: in `pipelines`, or a tumbling window in `pipeline`."""
    listed, single = (trigger.member("properties", name) for name in ("pipelines", "pipeline"))
    for start in (*(listed.items() if listed else ()), *((single,) if single else ())):
        name = start.member("pipelineReference", "referenceName")
        if name and (name.text or "").casefold() == pipeline.casefold():
            yield start


def _firing(trigger: Document, start: Node, trail: Trail) -> Firing:
    kind = trigger.root.member("properties", "type") or trigger.root
    trail.mark(trigger.name_place)
    trail.at("kind").mark(kind.place)
    sets = read_members(VALUES, trail.at("sets"), start.member("parameters"))
    return Firing(kind.text or "", sets)
