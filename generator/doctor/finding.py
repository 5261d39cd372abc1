"""What is found about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is: as it should be, not there and not needed, or to be mended."""

    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing by its name, how it is, what was found in words, and what to do if anything is."""

    name: str
    state: State
    found: str
    hint: str = ""
