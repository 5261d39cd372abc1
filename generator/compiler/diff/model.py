"""What is compared, a job or the project as things with facts; and what comes of it."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Said = str | tuple[str, ...]
"""A fact as it is told: one text, or the parts of a list."""
Sign = Literal["+", "-", "~"]
Origin = tuple[type, str]
"""The struct and the field that a fact comes from."""


class Change(Struct, frozen=True):
    """One change: "parameter threshold: default 0.5 -> 0.6".

    `factory` and `aml` are where it shows on either side, if not just in what is named itself.
    `breaking` says why what calls the job today, or what runs by itself after the deployment,
    would break; "" if nothing does.
    """

    sign: Sign
    what: str
    factory: tuple[str, ...] = ()
    aml: tuple[str, ...] = ()
    breaking: str = ""


class JobChanges(Struct, frozen=True):
    """What changed in a job, or ("") in what the jobs share. `was` is a renamed job's old name."""

    job: str
    was: str
    kind: Literal["new", "removed", "renamed", "changed"]
    changes: tuple[Change, ...]


class Fact(Struct, frozen=True):
    """One thing that is said of a thing.

    Two facts are compared only in the same `context`: in another one, they differ because of
    something that is told itself. `absent` stands for a fact that is not there.
    """

    said: Said
    origin: Origin
    context: str = ""
    absent: str = "none"


class Thing(Struct, frozen=True):
    """Something that has a name in a job. `source` is the struct that it was made from."""

    noun: str
    name: str
    facts: Mapping[str, Fact]
    source: object
    summary: str = ""

    def __str__(self) -> str:
        return f"{self.noun} {self.name}"


class Portrait(Struct, frozen=True):
    """All that is said of a job or a project.

    `own` are the facts of itself. `orders` are the names of things that stand in an order which has
    a meaning, by what they are called together.
    """

    own: Mapping[str, Fact]
    things: Mapping[str, Mapping[str, Thing]]
    orders: Mapping[str, tuple[str, ...]]
