"""The good project of `tests/broken/base`, every key and value of which can be broken in turn."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.diagnostics import Path as Way
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.source import read

SPECS = PurePosixPath("specs")
TEXTS = {
    SPECS / file.name: file.read_text("utf-8")
    for file in sorted((Path(__file__).parents[1] / "broken" / "base" / "specs").iterdir())
}
# The keys of these mappings are names that a spec gives; all others are the language's.
_NAMING = {"parameters", "data", "steps", "triggers", "user_properties"} | {
    "datastores",
    "linked_services",
    "environments",
}


def root(file: PurePosixPath) -> Mapping:
    source = read(file, TEXTS[file])
    assert source.root
    return source.root


def nodes(node: Node, way: Way = ()) -> Iterator[tuple[Way, Node]]:
    """Every node in a tree with the way to it, but what is inside Data Factory's own data."""
    if way:
        yield way, node
    if way[-1:] == ("properties",) or (way[:1] == ("environments",) and len(way) == 4):
        return
    if isinstance(node, Mapping):
        for name, value in node.entries:
            yield from nodes(value, (*way, name.text))
    elif isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            yield from nodes(item, (*way, i))


def flow(node: Node, broken: Way, instead: str, *, key: str = "", way: Way = ()) -> str:
    """A tree as YAML in one line, where one value is written otherwise, or one key."""
    if way == broken and not key:
        return instead
    if isinstance(node, Scalar):
        return node.raw
    parts = []
    if isinstance(node, Sequence):
        for i, item in enumerate(node.items):
            parts.append(flow(item, broken, instead, key=key, way=(*way, i)))
        return f"[{', '.join(parts)}]"
    for name, value in node.entries:
        inner = (*way, name.text)
        shown = key if key and inner == broken else name.raw
        parts.append(f"{shown}: {flow(value, broken, instead, key=key, way=inner)}")
    return f"{{{', '.join(parts)}}}"


VALUES = [(file, way, node) for file in TEXTS for way, node in nodes(root(file))]
_KEYS = [(file, way) for file, way, _ in VALUES if isinstance(way[-1], str)]
NAMES = [(file, way) for file, way in _KEYS if way[-2:-1] and way[-2] in _NAMING]
KEYS = [part for part in _KEYS if part not in NAMES]


def title(part: object) -> str:
    """A part of a parameter set as pytest shows it."""
    if isinstance(part, PurePosixPath):
        return part.stem
    return ".".join(map(str, part)) if isinstance(part, tuple) else ""
