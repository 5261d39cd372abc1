"""Rows of a table that tells what is meant in documents of some format.

Rules belong to places, not to names: the table leads from the document's own row to its members'
rows and so on. Where it ends, everything means what it says: objects are merged by their keys, and
a list is one value.
"""

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A JSON document."""


class Absent(Enum):
    """What stands for a value where there is none."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Kind(Struct, frozen=True, eq=False):
    """What is known of one place in documents.

    Attributes:
        members: for an object: the places of members, by their names.
        every: for an object whose keys are names that users give: the place of each member.
        choice: for an object: a member whose place depends on another member.
        elements: for a list: the place of each element.
        named_by: for a list of objects whose order says nothing: the way to an element's name.
        is_set: for a list of plain values whose order says nothing.
        any_case: for text of which the letter case says nothing.
        is_noise: whether what stands here says nothing at all.
        default: the one value that means the same as no value.
        is_spoken: whether the place is named when a way is told.
    """

    members: Mapping[str, "Kind"] = field(default_factory=dict)
    every: "Kind | None" = None
    choice: "Choice | None" = None
    elements: "Kind | None" = None
    named_by: tuple[str, ...] = ()
    is_set: bool = False
    any_case: bool = False
    is_noise: bool = False
    default: Json | Absent = ABSENT
    is_spoken: bool = True

    def member(self, name: str, siblings: Mapping[str, object]) -> "Kind":
        """The place of a member, in an object of this place."""
        if self.choice is not None and name == self.choice.member:
            return self.choice.made(siblings)
        return self.members.get(name) or self.every or PLAIN


class Choice(Struct, frozen=True, eq=False):
    """The place of the member `member` by what the member `by` says, in any letter case."""

    member: str
    by: str
    kinds: Mapping[str, Kind]
    other: Kind

    def made(self, siblings: Mapping[str, object]) -> Kind:
        """The place, in an object with such members."""
        word = siblings.get(self.by)
        return self.kinds.get(word.lower(), self.other) if isinstance(word, str) else self.other


PLAIN = Kind()
"""A place without rules."""
