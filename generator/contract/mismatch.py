"""Where a contract is broken, and what is said of it."""

from typing import Literal as OneOf

from msgspec import Struct

from generator.diagnostics import Code, Path, Place

Side = OneOf["factory", "aml"]
"""The side that a half of a contract is read from: Calls from the factory, Offer from Azure ML."""


class Mismatch(Struct, frozen=True):
    """A thing that disagrees with its spec, or with the other side.

    `about` are the things that disagree: each a side, the factory pipeline ("" for the AML
    pipeline), then a way through that half. `origin` is the way through the spec's half to what the
    spec says of it, where the spec was asked, and `pipeline` whose half it is.
    """

    code: Code
    message: str
    place: Place
    hint: str
    about: frozenset[Path]
    related: tuple[tuple[str, Place], ...] = ()
    pipeline: str = ""
    origin: Path | None = None
