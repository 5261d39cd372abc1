"""Where something stands: in a text file by line and column, in a JSON document by pointer."""

from pathlib import PurePosixPath

from msgspec import Struct

Path = tuple[str | int, ...]
"""A way through nested data, such as ("factory", "triggers", "daily", "interval")."""


class Place(Struct, frozen=True, order=True):
    """A stretch of one file.

    Lines and columns count characters from 1; 0 means "the file as a whole". `end_column` is the
    column behind the last character, on the same line. `pointer` is a JSON pointer (RFC 6901).
    """

    file: PurePosixPath
    line: int = 0
    column: int = 0
    end_column: int = 0
    pointer: str = ""

    def __str__(self) -> str:
        if self.pointer:
            return f"{self.file}  {self.pointer}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else str(self.file)

    def shifted(self, start: int, end: int) -> "Place":
        """The part of this place between two offsets, in characters from its first column."""
        first = self.column + start
        return Place(self.file, self.line, first, max(first + 1, self.column + end), self.pointer)


def pointer(path: Path) -> str:
    """A path as a JSON pointer: ("a/b", 0) gives "/a~1b/0"."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
