"""What is to be written."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath

from msgspec import Struct

from generator.workspace.packing import deflating, inflated

_LARGE = 2**20
"""Characters from which on a text is an ARM template, which no lock keeps."""


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


class Text(Struct, frozen=True):
    """A text as the lock keeps it, in a tenth of the room: those of all jobs are there at once.

    `sha256` and `size` are those of its bytes in UTF-8.
    """

    sha256: str
    size: int
    deflated: bytes

    @classmethod
    def of(cls, text: str) -> "Text":
        """Hold a text."""
        return cls._held((text,), quickly=len(text) > _LARGE)

    @classmethod
    def joined(cls, pieces: Iterable[str]) -> "Text":
        """Hold a text that is never there as a whole."""
        return cls._held(pieces, quickly=False)

    @classmethod
    def unread(cls, sha256: str) -> "Text":
        """A text of which nothing is known, and nothing is needed, but that it stays the same."""
        return cls(sha256, 0, b"")

    @classmethod
    def _held(cls, pieces: Iterable[str], *, quickly: bool) -> "Text":
        digest, size, packed = sha256(), 0, list[bytes]()
        deflate = deflating(quickly=quickly)
        for piece in pieces:
            data = piece.encode("utf-8")
            digest.update(data)
            size += len(data)
            packed.append(deflate.compress(data))
        packed.append(deflate.flush())
        return cls(digest.hexdigest(), size, b"".join(packed))

    def pieces(self) -> Iterator[bytes]:
        """Its bytes in UTF-8, piece by piece."""
        return inflated(self.deflated)

    def __str__(self) -> str:
        return b"".join(self.pieces()).decode("utf-8")


class Artifact(Struct, frozen=True):
    """One file: its path below the output folder, its text, and whose job it is of ("": of all)."""

    path: PurePosixPath
    content: Text
    owner: Owner
    job: str = ""

    @property
    def text(self) -> str:
        """Its text."""
        return str(self.content)
