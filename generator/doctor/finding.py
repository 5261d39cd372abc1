"""What is found about one thing."""

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How it is: as it should be, not there and not needed, or to be mended."""

    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"


class Finding(Struct, frozen=True):
    """A thing by its name, how it is, what was found in words, and what to do if anything is."""

    name: str
    state: State
    found: str
    hint: str = ""
