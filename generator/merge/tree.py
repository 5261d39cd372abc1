"""The merge of three documents, thing by thing."""

import json
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.merge.kinds import ABSENT, PLAIN, Absent, Json, Kind
from generator.merge.meaning import Parts, Thing
from generator.merge.result import NOTHING, WHOLE, Side, short

Step = str | int


class Way(Struct, frozen=True):
    """The way to a thing: as it is told, and the keys and numbers that lead to it on our side.

    There are no steps (None) where our side has nothing.
    """

    words: tuple[str, ...] = ()
    steps: tuple[Step, ...] | None = ()

    def to(self, word: str, kind: Kind, step: Step | None) -> "Way":
        """The way on to a part."""
        words = (*self.words, word) if kind.is_spoken else self.words
        return Way(words, None if self.steps is None or step is None else (*self.steps, step))

    @property
    def told(self) -> str:
        return "/".join(self.words) or WHOLE


class Clash(Struct, frozen=True):
    """A conflict, before anybody has looked for its line."""

    way: Way
    base: str
    ours: str
    theirs: str


class TreeMerge(Struct):
    """Merges documents, and gathers their conflicts.

    Our noise and our order stay. The documents are not changed; the result shares parts with them.
    """

    prefer: Side
    clashes: list[Clash] = field(default_factory=list)

    def merge(
        self, base: Thing, ours: Thing, theirs: Thing, way: Way, *, whole: bool = False
    ) -> Json | Absent:
        """What is to stand at a place; with `whole`, it is of one side and never of both."""
        base, ours, theirs = same_kind(base, ours, theirs)
        if _same(theirs, base):
            return ours.value
        if _same(ours, base) and (whole or not _alike(ours, theirs)):
            return theirs.value
        base, ours, theirs = one_kind(base, ours, theirs)
        if _same(ours, theirs):
            return ours.value
        inner = None if whole else _opened(base, ours, theirs)
        if inner is not None:
            merged = self._inner(*inner, way)
            return _unless_default(ours, merged)
        if _same(ours, base):
            return theirs.value
        self.clashes.append(Clash(way, *(said(each) for each in (base, ours, theirs))))
        return ours.value if self.prefer == "ours" else theirs.value

    def _inner(self, base: Parts, ours: Parts, theirs: Parts, way: Way) -> Json:
        merged: dict[str, Json] = {}
        of_one = _torn(ours, theirs)
        contested = of_one is not None and _both_changed(base, ours, theirs)
        for name in dict.fromkeys((*ours.things, *theirs.things)):
            here = ours.part(name)
            step = ours.step(name) if name in ours.things else None
            on = way.to(name, here.kind, step)
            was, there = base.part(name), theirs.part(name)
            if contested and name == of_one:
                value = self._of_one_side(was, here, there, on)
            else:
                value = self.merge(was, here, there, on, whole=name == of_one)
            if value is not ABSENT:
                merged[name] = value
        return rebuilt(ours, ordered(ours.things, theirs.things, merged))

    def _of_one_side(self, base: Thing, ours: Thing, theirs: Thing, way: Way) -> Json | Absent:
        """What goes with a type that is in conflict: of the side whose type it will be."""
        if ours.form == theirs.form:
            return ours.value
        self.clashes.append(Clash(way, *(said(each) for each in (base, ours, theirs))))
        return ours.value if self.prefer == "ours" else theirs.value


def said(thing: Thing) -> str:
    """A value in a few characters, or that there is none."""
    return NOTHING if thing.value is ABSENT else short(json.dumps(thing.value, ensure_ascii=False))


def ordered(
    ours: Iterable[str], theirs: Iterable[str], merged: Mapping[str, Json]
) -> dict[str, Json]:
    """What was merged in the order of ours, what is new behind its neighbour in theirs."""
    order = [name for name in ours if name in merged]
    there, place = set(order), 0
    for name in theirs:
        if name in there:
            place = order.index(name) + 1
        elif name in merged:
            order.insert(place, name)
            place += 1
    return {name: merged[name] for name in order}


def rebuilt(like: Parts, named: dict[str, Json]) -> Json:
    """The value that consists of these parts."""
    return named if like.shape == "object" else list(named.values())


def _torn(ours: Parts, theirs: Parts) -> str | None:
    """The member that cannot be of both sides, because they say that it is of another type."""
    choice = ours.kind.choice
    if choice is None or ours.part(choice.by).form == theirs.part(choice.by).form:
        return None
    return choice.member


def _both_changed(base: Parts, ours: Parts, theirs: Parts) -> bool:
    """Whether both sides say another type than there was."""
    choice = ours.kind.choice
    assert choice is not None
    was = base.part(choice.by).form
    return was not in (ours.part(choice.by).form, theirs.part(choice.by).form)


def same_kind(base: Thing, ours: Thing, theirs: Thing) -> tuple[Thing, Thing, Thing]:
    """The three; where one has no value, it is of the kind that the others are of."""
    there = {each.kind for each in (base, ours, theirs) if each.value is not ABSENT}
    if len(there) != 1:
        return base, ours, theirs
    (kind,) = there
    return base.of(kind), ours.of(kind), theirs.of(kind)


def one_kind(base: Thing, ours: Thing, theirs: Thing) -> tuple[Thing, Thing, Thing]:
    """The three as they are, or without rules if different ones hold for them."""
    if base.kind is ours.kind is theirs.kind:
        return base, ours, theirs
    return base.of(PLAIN), ours.of(PLAIN), theirs.of(PLAIN)


def _same(one: Thing, other: Thing) -> bool:
    return one.kind is other.kind and one.form == other.form


def _alike(ours: Thing, theirs: Thing) -> bool:
    """Whether both have a value of one kind, so that our noise can be kept in what is theirs."""
    return ours.kind is theirs.kind and ABSENT not in (ours.value, theirs.value)


def _unless_default(ours: Thing, merged: Json) -> Json | Absent:
    """What was merged; nothing, if we have nothing and it means the same."""
    absent = ours.value is ABSENT and Thing(ours.kind, merged).form is ABSENT
    return ABSENT if absent else merged


def _opened(base: Thing, ours: Thing, theirs: Thing) -> tuple[Parts, Parts, Parts] | None:
    """The three in parts, if all can be taken apart in the same way; no base is an empty one."""
    was, our, their = base.inside, ours.inside, theirs.inside
    if our is None or their is None or our.shape != their.shape:
        return None
    if was is None and base.form is ABSENT:
        was = Parts(base.kind, our.shape, {})
    return None if was is None or was.shape != our.shape else (was, our, their)
