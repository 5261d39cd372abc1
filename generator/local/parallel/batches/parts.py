"""The parts of which a mini-batch consists, as they travel to a worker: plain data."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict


class File(Struct, frozen=True):
    """A file that run() is given the path of."""

    path: str


class Delimited(Struct, frozen=True):
    """How delimited text is written: MLTable's words for it."""

    delimiter: str = ","
    encoding: str = "utf-8"
    header: bool = True


class Lines(Struct, frozen=True):
    """Some records of a file of delimited text, by their bytes; the header's are `[0:head]`."""

    path: str
    head: int
    start: int
    stop: int
    delimiter: str
    encoding: str
    header: bool


class RowGroups(Struct, frozen=True):
    """Some row groups of a Parquet file."""

    path: str
    groups: tuple[int, ...]


TablePart = Lines | RowGroups
Part = File | TablePart
_KINDS: Mapping[str, type[Part]] = {kind.__name__: kind for kind in (File, Lines, RowGroups)}


class MiniBatch(Struct, frozen=True):
    """What one call of run() is given; `items` are files, or rows.

    `partition` are the values of the partition's keys. Of tables that are cut by columns the parts
    are whole files, of which a worker takes the partition's rows.
    """

    index: int
    parts: tuple[Part, ...]
    items: int
    partition: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files that it comes from."""
        return tuple(part.path for part in self.parts)


# Any is JSON's: these two are the only ones who know what the message looks like.
def packed(batch: MiniBatch) -> dict[str, Any]:
    """Return a mini-batch as JSON; `unpacked` is the way back."""
    parts = [[type(part).__name__, asdict(part)] for part in batch.parts]
    return {
        "index": batch.index,
        "parts": parts,
        "items": batch.items,
        "partition": dict(batch.partition),
    }


def unpacked(message: Mapping[str, Any]) -> MiniBatch:
    """Return the mini-batch that was `packed`."""
    parts = tuple(_KINDS[kind](**fields) for kind, fields in message["parts"])
    return MiniBatch(message["index"], parts, message["items"], message["partition"])
