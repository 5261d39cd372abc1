"""Random edits of the factory's documents: a person's, and what only the Studio does."""

import copy
from collections.abc import Collection
from random import Random
from typing import Any

from tests.support.factory_places import (
    CASELESS,
    DEFAULTS,
    EMPTY_LISTS,
    EMPTY_MAPS,
    MEMBERS,
    NAMED,
    SETS,
    Path,
    children,
    names,
    places,
    role_of,
)

VALUES: tuple[Any, ...] = (0, 1, 1.0, True, False, None, "", "1", "new", [], [1], {}, {"value": 1})
KEYS = ("retry", "type", "annotations", "timeout", "value", "x")
NAMES = ("New1", "New2", "New3")
IDENTITY = {"name", "activity", "referenceName", "pipelineReference", "type", "properties"}


def edited(
    kind: str, document: Any, random: Random, spots: Collection[Path] = (), many: int = 3
) -> Any:
    """The document with up to so many edits, anywhere or at some spots."""
    document = copy.deepcopy(document)
    for _ in range(random.randint(1, many)):
        found = [(role, each) for _, role, each in places(kind, document)]
        near = [(role, each) for way, role, each in places(kind, document) if way in spots]
        role, container = random.choice(near or found)
        if isinstance(container, dict):
            _edit_object(role, container, random, kind)
        elif role in NAMED:
            _edit_named(role, container, random)
        else:
            _edit_list(role, container, random)
    return document


def some_spots(kind: str, document: Any, random: Random) -> set[Path]:
    """A few places, so that two who edit there meet often."""
    ways = sorted(way for way, _, _ in places(kind, document))
    return set(random.sample(ways, min(len(ways), random.randint(1, 6))))


def _edit_object(role: str, members: dict[str, Any], random: Random, kind: str) -> None:
    # What has a meaning of its own is edited where it stands, and not swept away as a whole.
    small = [
        key
        for key in members
        if key not in IDENTITY | {"typeProperties", "activities", "value", "cases"}
        or _is_free(role)
    ]
    action = random.choice(("change", "change", "remove", "add", "add"))
    if action == "add":
        key = random.choice((*KEYS, *DEFAULTS.get(role, ())))
        if key not in members and (key != "type" or _is_free(role)):
            members[key] = _value(role_of(role, key, members, kind), random)
    elif small:
        key = random.choice(small)
        if action == "remove":
            del members[key]
        else:
            members[key] = _value(role_of(role, key, members, kind), random)


def _is_free(role: str) -> bool:
    return role in ("free", "map", "typeProperties") or role.startswith("typeProperties:")


def _value(role: str, random: Random) -> Any:
    if role in NAMED or role in SETS:
        return random.choice(([], ["Failed"], ["x", "y"])) if role in SETS else []
    return copy.deepcopy(random.choice(VALUES))


def _edit_named(role: str, elements: list[Any], random: Random) -> None:
    taken = names(role, elements) or []
    fresh = random.choice(NAMES)
    action = random.choice(("add", "add", "remove", "rename", "shuffle"))
    if action == "add" and fresh not in taken:
        new = copy.deepcopy(random.choice(elements)) if elements else {}
        _rename(role, new, fresh)
        elements.insert(random.randint(0, len(elements)), new)
    elif action == "shuffle":
        random.shuffle(elements)
    elif elements and action == "remove":
        del elements[random.randrange(len(elements))]
    elif elements and fresh not in taken and isinstance(elements[0], dict):
        _rename(role, random.choice(elements), fresh)


def _rename(role: str, element: Any, name: str) -> None:
    *way, last = NAMED[role]
    for step in way:
        element = element.setdefault(step, {})
    element[last] = name


def _edit_list(role: str, elements: list[Any], random: Random) -> None:
    if elements and random.random() < 0.4:
        del elements[random.randrange(len(elements))]
    else:
        new = random.choice(("Failed", "Skipped", "x", "y"))
        if role not in SETS or new not in elements:
            elements.insert(random.randint(0, len(elements)), new)


def saved_in_studio(kind: str, document: Any, random: Random) -> Any:
    """The same document as the Studio might write it: other keys and order, and nothing else."""
    return _noisy(kind, "document", document, random)


def _noisy(kind: str, role: str, value: Any, random: Random) -> Any:
    inner = children(role, value, kind)
    if inner is None:
        if role in CASELESS and isinstance(value, str) and random.random() < 0.3:
            return random.choice((value.lower(), value.upper()))
        return copy.deepcopy(value)
    done = {name: _noisy(kind, each_role, each, random) for name, each_role, each in inner}
    if isinstance(value, list):
        return list(done.values())
    for key, default in _silent(role, value, kind).items():
        if key in done and done[key] == default and type(done[key]) is type(default):
            if random.random() < 0.3:
                del done[key]
        elif key not in done and random.random() < 0.4:
            done[key] = copy.deepcopy(default)
    keys = list(done)
    if random.random() < 0.3:
        random.shuffle(keys)
    return {key: done[key] for key in keys}


def _silent(role: str, value: dict[str, Any], kind: str) -> dict[str, Any]:
    """What says nothing as a member of such an object, whether or not it is there."""
    silent = dict(DEFAULTS.get(role, {}))
    for key in MEMBERS.get(role, {}):
        inner = role_of(role, key, value, kind)
        if inner in EMPTY_LISTS:
            silent[key] = []
        elif inner in EMPTY_MAPS:
            silent[key] = {}
    if role == "pipeline":
        silent["lastPublishTime"] = "2023-02-01T22:13:53Z"
    if role == "document":
        silent["type"] = f"Microsoft.DataFactory/factories/{kind}s"
    return silent
