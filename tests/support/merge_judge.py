"""An independent judge of merged documents: it compares them leaf by leaf.

A document is what its leaves say: the way to each value by names, without what says nothing. What
should come out of a merge follows for each leaf from its three values. Nothing of the product's
merge is used.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.support.factory_places import (
    CASELESS,
    DEFAULTS,
    EMPTY_LISTS,
    EMPTY_MAPS,
    NOISE,
    Path,
    children,
)

Leaves = dict[Path, str]
THING = "(a thing)"
"""Stands at the way to an object or a named element, so that one without members is seen too."""


def leaves(kind: str, document: Any) -> Leaves:
    """Everything that a document says."""
    return dict(_leaves(kind, "document", document, ()))


def _leaves(kind: str, role: str, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    inner = children(role, value, kind)
    if inner is None:
        yield path, json.dumps(value, sort_keys=True)
        return
    if not _is_nothing_when_empty(role, value):
        yield path, THING
    for name, inner_role, each in inner:
        found = list(_leaves(kind, inner_role, each, (*path, name)))
        if inner_role in CASELESS:
            found = [(way, leaf.lower()) for way, leaf in found]
        if inner_role not in NOISE and found != _default(kind, role, name, inner_role, path):
            yield from found


def _is_nothing_when_empty(role: str, value: Any) -> bool:
    if isinstance(value, list):
        return role in EMPTY_LISTS
    return role.partition(":")[0] in EMPTY_MAPS


def _default(kind: str, role: str, name: str, inner_role: str, path: Path) -> object:
    if inner_role == "schema":
        return [((*path, name), "[]")]
    if name not in DEFAULTS.get(role, {}):
        return []
    found = list(_leaves(kind, inner_role, DEFAULTS[role][name], (*path, name)))
    return [(way, leaf.lower()) for way, leaf in found] if inner_role in CASELESS else found


def expected(base: Leaves, ours: Leaves, theirs: Leaves) -> tuple[Leaves, set[Path]]:
    """The leaves of a right merge that prefers ours, and the ways to the conflicts."""
    result: Leaves = {}
    conflicts: set[Path] = set()
    settled: set[Path] = set()
    torn = {
        (*path[:-1], "typeProperties")
        for path in {*ours, *theirs}
        if path[-1:] == ("type",) and _is_typed(path) and ours.get(path) != theirs.get(path)
    }
    for path in sorted({*base, *ours, *theirs, *torn}, key=len):
        if settled and any(path[:n] in settled for n in range(len(path) + 1)):
            continue
        was, our, their = base.get(path), ours.get(path), theirs.get(path)
        if (
            path not in torn
            and our == their is not None
            and (was == our or (our == THING and was is None))
        ):
            result[path] = our
            continue
        inner = [_below(each, path) for each in (base, ours, theirs)]
        # what goes with a type that both sides changed is of one of them, whatever was there
        contested = path in torn and _both_changed((*path[:-1], "type"), base, ours, theirs)
        if inner[2] == inner[1] or (inner[2] == inner[0] and not contested):
            result |= inner[1]
        elif inner[1] == inner[0] and not contested:
            result |= inner[2]
        else:
            conflicts.add(path)
            result |= inner[1]
        settled.add(path)
    return result, conflicts


def _both_changed(path: Path, base: Leaves, ours: Leaves, theirs: Leaves) -> bool:
    return base.get(path) not in (ours.get(path), theirs.get(path))


def _is_typed(path: Path) -> bool:
    """Whether a way to a type is that of an activity, or of a document's properties."""
    lists = ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities")
    return path == ("properties", "type") or (path[-3:-2] != () and path[-3] in lists)


def _below(leaves: Leaves, path: Path) -> Leaves:
    return {way: leaf for way, leaf in leaves.items() if way[: len(path)] == path}


def where(path: Path) -> str:
    """How a merge tells of a way."""
    return "/".join(path[1:] if path[:1] == ("properties",) else path) or "the whole file"


def faults(
    kind: str, base: Any, ours: Any, theirs: Any, merged: Any, conflicts: list[str]
) -> list[str]:
    """What is wrong with a merge that preferred ours."""
    was, our, their = (leaves(kind, each) for each in (base, ours, theirs))
    right, clashes = expected(was, our, their)
    found = leaves(kind, merged)
    wrong = [
        f"{path} is {found.get(path)}, not {leaf}"
        for path, leaf in right.items()
        if found.get(path) != leaf
    ]
    wrong += [f"{path} is too much: {leaf}" for path, leaf in found.items() if path not in right]
    told = sorted(map(where, clashes))
    if sorted(conflicts) != told:
        wrong.append(f"conflicts {sorted(conflicts)}, not {told}")
    if json.dumps(ours) != json.dumps(base):  # else everything is theirs, with its order
        wrong += [*_lost_noise(kind, base, ours, theirs, merged), *_disorder(kind, ours, merged)]
    return wrong


def _lost_noise(kind: str, base: Any, ours: Any, theirs: Any, merged: Any) -> Iterator[str]:
    """What the Studio added, if the thing it was added to is still there and nobody set it."""
    before, there = dict(_raw(kind, base)), dict(_raw(kind, theirs))
    result = dict(_raw(kind, merged))
    said = _ways(leaves(kind, ours)) | _ways(leaves(kind, merged))
    for path, value in _raw(kind, ours):
        if path in said or path in before or result.get(path) == value:
            continue
        if isinstance(there.get(path[:-1]), dict) and isinstance(result.get(path[:-1]), dict):
            yield f"{path} had {value}, which says nothing, but is no longer there"


def _ways(leaves: Leaves) -> set[Path]:
    return {way[:n] for way in leaves for n in range(len(way) + 1)}


def _disorder(kind: str, ours: Any, merged: Any) -> Iterator[str]:
    before = [path for path, _ in _raw(kind, ours)]
    after = [path for path, _ in _raw(kind, merged)]
    kept = set(before) & set(after)
    if [path for path in before if path in kept] != [path for path in after if path in kept]:
        yield "what was there has another order"


def _raw(
    kind: str, value: Any, role: str = "document", path: Path = ()
) -> Iterator[tuple[Path, Any]]:
    """Everything in a document, in its order, also what says nothing."""
    yield path, value
    for name, inner, each in children(role, value, kind) or ():
        yield from _raw(kind, each, inner, (*path, name))
