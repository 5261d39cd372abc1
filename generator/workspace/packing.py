"""Texts in little room: deflated against a dictionary of what generated files hold, in base85.

A file of 3 kB takes a third of its size by itself and a tenth with the dictionary, which ships with
the package under a number. A dictionary never changes, as every packed text needs its own.
"""

import base64
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LIMIT = 16 * 2**20
"""The bytes of the longest text that is kept. A few kB of a lock could unpack to gigabytes."""
CURRENT = 1
"""The number of the dictionary that texts are packed with."""
KNOWN = frozenset({"1"})
_RAW = -zlib.MAX_WBITS  # no header and no checksum: every text has its sha256
_PIECE = 2**20
"""The most bytes that come out of a deflated text at a time."""
_LEVEL = 6  # 9 takes three times as long for 3 % less


def dictionary_file(number: int) -> Path:
    """Where the dictionary of a number is."""
    return Path(__file__).with_name(f"dictionary_{number}.txt")


@cache
def _dictionary(number: int) -> bytes:
    """A dictionary, read when it is first needed."""
    return dictionary_file(number).read_bytes()


@cache
def _start() -> "zlib._Compress":
    """A compressor that has read the dictionary: to copy it is quicker than to read it again."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=_dictionary(CURRENT))


def deflating(*, quickly: bool = False) -> "zlib._Compress":
    """What puts data in little room, piece by piece; quickly, in twice as much."""
    return zlib.compressobj(1, zlib.DEFLATED, _RAW) if quickly else _start().copy()


def inflated(data: bytes) -> Iterator[bytes]:
    """What was deflated by this run, piece by piece."""
    inflate = zlib.decompressobj(_RAW, zdict=_dictionary(CURRENT))
    while data:
        yield inflate.decompress(data, _PIECE)
        data = inflate.unconsumed_tail
    if rest := inflate.flush():
        yield rest


def printable(data: bytes) -> str:
    """What was deflated as ASCII without quotes: "<number of the dictionary>:<base85>"."""
    return f"{CURRENT}:" + base64.b85encode(data).decode()


def unpack(packed: str) -> bytes:
    """The data that were packed.

    Raises:
        ValueError: it is not what `printable` gives, or is longer than `LIMIT`. The message says
            which.
    """
    number, _, encoded = packed.partition(":")
    if number not in KNOWN:
        raise ValueError(f"it is packed in a way that this Scorewright does not know ({number!a})")
    inflate = zlib.decompressobj(_RAW, zdict=_dictionary(int(number)))
    try:
        data = inflate.decompress(base64.b85decode(encoded), LIMIT + 1)
    except (ValueError, zlib.error):
        raise ValueError("it cannot be unpacked") from None
    if len(data) > LIMIT:
        raise ValueError(f"it unpacks to more than {LIMIT // 2**20} MB")
    if not inflate.eof or inflate.unused_data:
        raise ValueError("it is cut off, or something stands behind it")
    return data
