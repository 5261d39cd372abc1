"""What is to be written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


class Owner(StrEnum):
    """Whose a file is.

    A generated file is edited in its spec. A scaffold is the user's as soon as it is there. A
    derived file is a function of other artifacts. Left is what nothing generates any more, and
    stays as somebody edited it: only the lock has such files.
    """

    GENERATED = "generated"
    SCAFFOLD = "scaffold"
    DERIVED = "derived"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file: its path below the output folder, its text, and whose job it is of ("": of all)."""

    path: PurePosixPath
    text: str
    owner: Owner
    job: str = ""
