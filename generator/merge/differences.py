"""What a person changed in a document, in words."""

from collections.abc import Iterator

from generator.merge.kinds import ABSENT
from generator.merge.meaning import Thing
from generator.merge.result import Edit
from generator.merge.tree import Way, one_kind, said, same_kind


def differences(base: Thing, ours: Thing, way: Way) -> Iterator[Edit]:
    """Each thing that means something else than before; the outermost, where one came or went."""
    base, ours, _ = one_kind(*same_kind(base, ours, ours))
    if base.form == ours.form:
        return
    was, our = base.inside, ours.inside
    if was is None or our is None or was.shape != our.shape:
        yield Edit(way.told, _change(base, ours))
        return
    for name in dict.fromkeys((*our.things, *was.things)):
        part = our.part(name)
        yield from differences(was.part(name), part, way.to(name, part.kind, None))


def _change(base: Thing, ours: Thing) -> str:
    base, ours = _scalar_default(base), _scalar_default(ours)
    if base.value is ABSENT:
        return f"added{_small(ours)}"
    if ours.value is ABSENT:
        return f"removed{_small(base)}"
    return f"{said(base)} -> {said(ours)}"


def _scalar_default(thing: Thing) -> Thing:
    """The thing, with what it is by default if that can be told in a word."""
    default = thing.kind.default
    told = thing.value is ABSENT and not isinstance(default, list | dict)
    return Thing(thing.kind, default) if told else thing


def _small(thing: Thing) -> str:
    return "" if isinstance(thing.value, list | dict) else f": {said(thing)}"
