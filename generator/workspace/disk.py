"""A file as it stands on disk, whatever an editor or a checkout made of its bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

BOM = b"\xef\xbb\xbf"


class Standing(Struct, frozen=True):
    """What has to be known of a file that stands there, to replace it: all but its bytes.

    `bom` is whether it begins with a byte order mark, `crlf` whether all its lines end as on
    Windows.
    """

    sha256: str
    bom: bool
    crlf: bool

    def dressed(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Another text, piece by piece, with this file's byte order mark and line ends."""
        if self.bom:
            yield BOM
        for piece in pieces:
            yield piece.replace(b"\n", b"\r\n") if self.crlf else piece


class OnDisk(Struct, frozen=True, dict=True, weakref=True):
    """The bytes of a file, and the text that they mean."""

    data: bytes

    @cached_property
    def text(self) -> str:
        r"""The text without byte order mark, its lines ended by "\n".

        Bytes that are not UTF-8 become surrogates, which `bytes_of` turns back into these bytes.
        """
        text = self.data.removeprefix(BOM).decode("utf-8", "surrogateescape")
        return text.replace("\r\n", "\n")

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def standing(self) -> Standing:
        """What is left to be known once the bytes are gone."""
        # an ARM template has 4 MB: to find that it has none takes no time, to count does
        ends = self.data.count(b"\r\n") if b"\r" in self.data else 0
        crlf = ends > 0 and ends == self.data.count(b"\n")
        return Standing(self.sha256, self.data.startswith(BOM), crlf)


def bytes_of(text: str) -> bytes:
    """A text as it is written: surrogates become the bytes that they were made of."""
    return text.encode("utf-8", "surrogateescape")
