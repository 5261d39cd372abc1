"""How files looked when all was in step, so that the next run can see at a glance that it still is.

A stamp is what the file system says of a file without reading it. The stamps of a folder lie in the
user's cache, never in the project: they hold on this machine only, and they are believed.
"""

import errno
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from generator import user_cache
from generator.frozen import dataclass

Stamp = tuple[int, int, int, int]
"""When the bytes and when anything of a file last changed (ns), its size, and its number."""
Stamps = Mapping[str, Stamp | None]
"""By path; None where there is no file."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PARTS = 3
_TICK = 50_000_000
"""Nanoseconds within which a file system may give two changes the same time."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was in step.

    Attributes:
        key: what else the state depends on, such as the version of Scorewright.
        told: what the run had to say of it.
        files: all files that have a say.
        fresh: the sha256 of those that had only just changed, whose stamps say too little.
    """

    key: str
    told: str
    files: Stamps
    fresh: Mapping[str, str]


def see(
    key: str, told: str, files: Iterable[str], known: Mapping[str, Stamp] = MappingProxyType({})
) -> Seen:
    """Look at files that are in step; `known` are the stamps of those that were looked at."""
    found = {file: known.get(file) or _stamp(file) for file in files}
    young = time.time_ns() - _TICK
    fresh = {file: _sha256(file) for file, stamp in found.items() if stamp and _at(stamp) > young}
    return Seen(key, told, found, fresh)


def changed(seen: Seen) -> frozenset[str]:
    """The files that do not look as they did."""
    touched = {file for file, stamp in seen.files.items() if _stamp(file) != stamp}
    fresh = {file for file, sha256 in seen.fresh.items() if _sha256(file) != sha256}
    return frozenset(touched | fresh)


def remember(name: str, seen: Seen) -> None:
    """Keep what was seen for the next run."""
    user_cache.write(name, seen.key, (seen.told, dict(seen.files), dict(seen.fresh)))


def remembered(name: str, key: str) -> Seen | None:
    """What was seen under the same key; None if nothing was, or it cannot be read."""
    found = user_cache.read(name, key)
    return Seen(key, *found) if isinstance(found, tuple) and len(found) == _PARTS else None


def name_of(*folders: Path) -> str:
    """What the stamps of folders are called in the cache."""
    return hashlib.sha256("\0".join(map(os.path.abspath, folders)).encode()).hexdigest()[:32]


def read(file: str, limit: int = sys.maxsize) -> tuple[bytes, Stamp]:
    """The bytes of a file that is no link, and its stamp; in half the time of `open`.

    Raises:
        OSError: it cannot be read, is a link, or has more bytes than the limit.
    """
    opened = os.open(file, _READ)
    try:
        stamp = _of(os.fstat(opened))
        if stamp[2] > limit:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        data = os.read(opened, stamp[2] + 1)
        while len(data) < stamp[2] and (more := os.read(opened, stamp[2])):
            data += more
    finally:
        os.close(opened)
    return data, stamp


def _stamp(file: str) -> Stamp | None:
    try:
        return _of(os.lstat(file))
    except OSError:
        return None


def _of(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _at(stamp: Stamp) -> int:
    return max(stamp[0], stamp[1])


def _sha256(file: str) -> str:
    try:
        with open(file, "rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
