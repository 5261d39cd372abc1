"""Putting changed documents into a template that is there, without making all of it again."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from generator.factory.arm.limits import LIMITS, Limits
from generator.factory.arm.names import CONVENTIONS, FOLDER
from generator.factory.arm.template import Key, resource
from generator.factory.documents import Document
from generator.render import print_json

_MARGIN = "\n\t\t"
"""What begins each line of a resource, which is in a list in the template."""


def patched(
    texts: Mapping[PurePosixPath, str],
    old: Iterable[Document],
    new: Iterable[Document],
    limits: Limits = LIMITS,
) -> Mapping[PurePosixPath, str] | None:
    """The texts that templates get when documents change in nothing but what they do.

    Args:
        texts: the derived files as `derived` made them, by their paths below the output folder.
        old: documents that are in them; with any, all that it refers to.
        new: the same documents in the same order, as they are to be.
        limits: when one template is too much.

    Returns:
        The templates that change; None if they have to be made as a whole.
    """
    pairs = list(zip(old, new, strict=True))
    known = {
        service: frozenset((each.kind, each.name) for each, _ in pairs if each.service == service)
        for service in CONVENTIONS
    }
    found: dict[PurePosixPath, str] = {}
    for before, after in pairs:
        if before.text == after.text:
            continue
        names = CONVENTIONS[before.service]
        path = FOLDER / names.template
        text = found.get(path, texts.get(path, ""))
        was, now = (_printed(each, known[before.service]) for each in (before, after))
        if text.count(was) != 1:
            return None
        found[path] = text.replace(was, now)
        if names.deployable and len(found[path].encode()) > limits.size:
            return None
    return found


def concerned(old: Iterable[Document], new: Iterable[Document]) -> frozenset[PurePosixPath]:
    """The templates that do not stay the same when documents change so: `patched` needs these."""
    pairs = zip(old, new, strict=True)
    return frozenset(
        FOLDER / CONVENTIONS[before.service].template
        for before, after in pairs
        if before.text != after.text
    )


def _printed(document: Document, known: frozenset[Key]) -> str:
    """A document as it stands in a template."""
    text = print_json(resource(CONVENTIONS[document.service], document, known))
    return _MARGIN + text.replace("\n", _MARGIN)
