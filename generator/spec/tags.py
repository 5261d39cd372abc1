"""Marks of the language's unions: which class a mapping is, told by one of its keys."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from generator.spec.hints import Hint, hints, parts, word
from generator.spec.record import Record


class Tag(Struct, frozen=True):
    """Tells what a mapping is whose tag is not one of the words of the union's classes.

    `other` is the class for any other word, `missing` the class where the key itself is missing.
    """

    other: type[Record] | None = None
    missing: type[Record] | None = None


class Union(Struct, frozen=True):
    """A union of classes: the key that tells them apart, and the class of each of its words."""

    key: str
    classes: Mapping[str, type[Record]]
    tag: Tag

    @property
    def all(self) -> tuple[type[Record], ...]:
        """Every class of the union."""
        other = () if self.tag.other is None else (self.tag.other,)
        return (*self.classes.values(), *other)


@cache
def union(kind: Hint, tag: object) -> Union:
    """The union of some classes of the language, each with one key that is a Literal of a word."""
    classes: dict[str, type[Record]] = {}
    key = ""
    for part in parts(kind):
        for name in part.keys:
            if (only := word(hints(part)[name])) is not None:
                key, classes[only] = name, part
    return Union(key, classes, tag if isinstance(tag, Tag) else Tag())
