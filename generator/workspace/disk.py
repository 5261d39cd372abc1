"""A file as it stands on disk, whatever an editor or a checkout made of its bytes."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class OnDisk:
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

    def bytes_of(self, text: str) -> bytes:
        """Another text, with this file's byte order mark and line ends."""
        data = text.encode("utf-8", "surrogateescape")
        newlines = self.data.count(b"\n")
        if newlines and newlines == self.data.count(b"\r\n"):
            data = data.replace(b"\n", b"\r\n")
        return BOM + data if self.data.startswith(BOM) else data
