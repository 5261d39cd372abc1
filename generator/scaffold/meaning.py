"""What a YAML text means, to compare before and after an edit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.diagnostics import Path
from generator.scaffold.spelling import Data
from generator.spec import nodes
from generator.spec.forms import Raw, core
from generator.spec.source import read

Scalar: TypeAlias = tuple[type, bool | int | float | str | None]
"""A scalar with its type: 1, 1.0 and True are three things."""
Items: TypeAlias = list["Meaning"]
Entries: TypeAlias = dict[str, "Meaning"]
Meaning: TypeAlias = Scalar | Items | Entries


def meaning(text: str) -> Entries | None:
    """What a text means; None if anything is wrong with its YAML."""
    source = read(PurePosixPath(), text)
    if source.root is None or source.diagnostics:
        return None
    found = _of_node(source.root)
    return found if isinstance(found, dict) else None


def _of_node(node: nodes.Node) -> Meaning:
    if isinstance(node, nodes.Mapping):
        return {key.text: _of_node(value) for key, value in node.entries}
    if isinstance(node, nodes.Sequence):
        return [_of_node(item) for item in node.items]
    value = core(Raw(node.text, node.plain))
    return type(value), value


def meant(value: Data) -> Meaning:
    """What a value means."""
    if isinstance(value, Mapping):
        return {key: meant(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [meant(inner) for inner in value]
    return type(value), value


def same(one: Meaning, other: Meaning) -> bool:
    """Whether two texts mean the same, with their keys in one order."""
    return one == other and list(_keys(one)) == list(_keys(other))


def _keys(found: Meaning) -> Iterator[str]:
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    if isinstance(found, dict):
        yield from found
    for each in inner:
        yield from _keys(each)


Change: TypeAlias = Callable[[Entries | Items, str | int], None]
"""Changes one entry of a mapping, or one item of a sequence, in place."""


def put(value: Data) -> Change:
    """The change that sets an entry."""

    def change(parent: Entries | Items, step: str | int) -> None:
        if isinstance(parent, dict):
            parent[str(step)] = meant(value)
        else:
            parent[int(step) :] = [meant(value), *parent[int(step) + 1 :]]

    return change


def drop(parent: Entries | Items, step: str | int) -> None:
    """The change that takes an entry away."""
    assert isinstance(parent, dict)
    del parent[str(step)]


def rename(name: str) -> Change:
    """The change that gives an entry another key, in its place."""

    def change(parent: Entries | Items, step: str | int) -> None:
        assert isinstance(parent, dict)
        entries = [(name if key == step else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(entries)

    return change


def changed(before: Entries, path: Path, change: Change) -> Entries:
    """What a text is to mean after a change at the end of a way."""
    after: Entries = {**before}
    parent: Entries | Items = after
    for step in path[:-1]:
        inner = _copy(parent, step)
        put_in: Meaning = inner
        if isinstance(parent, dict):
            parent[str(step)] = put_in
        else:
            parent[int(step) :] = [put_in, *parent[int(step) + 1 :]]
        parent = inner
    change(parent, path[-1])
    return after


def _copy(parent: Entries | Items, step: str | int) -> Entries | Items:
    """A copy of what stands at a step, to be changed; a new mapping where nothing stands."""
    if isinstance(parent, dict):
        found = parent.get(str(step))
    else:
        found = parent[int(step)] if int(step) < len(parent) else None
    if isinstance(found, dict):
        return {**found}
    return [*found] if isinstance(found, list) else {}


def data_of(text: str) -> Mapping[str, Data]:
    """The data of a text; none where anything is wrong with its YAML."""
    return {key: _data(value) for key, value in (meaning(text) or {}).items()}


def _data(found: Meaning) -> Data:
    if isinstance(found, dict):
        return {key: _data(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_data(each) for each in found]
    return found[1]


def entries(data: Data, *path: str) -> Mapping[str, Data]:
    """The mapping at the end of a way; an empty one where there is none."""
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data if isinstance(data, Mapping) else {}


def text_at(data: Data, *path: str) -> str:
    """The text at the end of a way; "" where there is none."""
    found = entries(data, *path[:-1]).get(path[-1])
    return found if isinstance(found, str) else ""


def walked(data: Data, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """All data inside of data, each with the way to it, and these themselves."""
    yield path, data
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from walked(value, (*path, key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for i, value in enumerate(data):
            yield from walked(value, (*path, i))
