"""How files looked when all was in step, so that the next run can see at a glance that it still is.

A stamp is what the file system says of a file without reading it. The stamps of a folder lie in the
user's cache, never in the project: they hold on this machine only, and they are believed.
"""

import errno
import hashlib
import os
import sys
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from generator import cores, user_cache

if TYPE_CHECKING:
    from pathlib import Path

Stamp = tuple[int, int, int, int]
"""When the bytes and when anything of a file last changed (ns), its size, and its number."""
Stamps = Mapping[str, Stamp | None]
"""By path; None where there is no file."""
_NONE = (-1, -1, -1, -1)
_FORM = "q"
"""That of the four numbers of a stamp in an array."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PARTS = 4
_MANY = 4_000
"""To look at fewer files takes no longer than to copy a process."""
_BLOCK = 4 * 256
_LARGEST = 2**63 - 1
_TICK = 50_000_000
"""Nanoseconds within which a file system may give two changes the same time."""


class Seen(NamedTuple):
    """What was in step.

    Attributes:
        key: what else the state depends on, such as the version of Scorewright.
        told: what the run had to say of it, in Python's own simple types.
        paths: all files that have a say.
        numbers: those of their stamps, one after the other: they are compared at one blow.
        fresh: the sha256 of those that had only just changed, whose stamps say too little.
    """

    key: str
    told: object
    paths: Sequence[str]
    numbers: "array[int]"
    fresh: Mapping[str, str]

    @property
    def files(self) -> Stamps:
        """The stamps by path."""
        stamps = (None if each == _NONE else each for each in _fours(self.numbers))
        return dict(zip(self.paths, stamps, strict=True))


class Looks(NamedTuple):
    """Stamps of files that were looked at, with the sha256 of those that had only just changed."""

    stamps: Stamps = MappingProxyType({})
    fresh: Mapping[str, str] = MappingProxyType({})


_NO_LOOKS = Looks()


def look(files: Iterable[str]) -> Looks:
    """Look at files before they are read: what they are later may not be what was read."""
    found = {file: stamp(file) for file in files}
    return Looks(found, _digests(found))


def _digests(found: Stamps) -> Mapping[str, str]:
    """The sha256 of files that have only just changed."""
    young = time.time_ns() - _TICK
    return {file: _sha256(file) for file, seen in found.items() if seen and _at(seen) > young}


def see(key: str, told: object, files: Iterable[str], known: Looks = _NO_LOOKS) -> Seen:
    """Look at files that are in step, but for those that are known: they were looked at."""
    stamps = known.stamps
    found = {file: stamps[file] if file in stamps else stamp(file) for file in files}
    numbers = array(_FORM)
    for each in found.values():
        numbers.extend(each or _NONE)
    looked = {file: digest for file, digest in known.fresh.items() if file in found}
    return Seen(key, told, tuple(found), numbers, {**_digests(found), **looked})


def see_again(seen: Seen, touched: Iterable[str], known: Looks = _NO_LOOKS) -> Seen:
    """Look again at files that were touched, and believe what was seen of all others."""
    again = see(seen.key, seen.told, touched, known)
    paths, numbers = [*seen.paths], seen.numbers[:]
    at = {path: index for index, path in enumerate(paths)}
    for index, path in enumerate(again.paths):
        there = at.setdefault(path, len(paths))
        paths[there : there + 1] = [path]
        numbers[4 * there : 4 * there + 4] = again.numbers[4 * index : 4 * index + 4]
    fresh = {path: each for path, each in seen.fresh.items() if path not in again.paths}
    return Seen(seen.key, seen.told, tuple(paths), numbers, {**fresh, **again.fresh})


def changed(seen: Seen) -> frozenset[str]:
    """The files that do not look as they did."""
    touched = {seen.paths[index] for index in _differing(_numbers(seen.paths), seen.numbers)}
    return frozenset(touched | {file for file in seen.fresh if _sha256(file) != seen.fresh[file]})


def remember(name: str, seen: Seen) -> None:
    """Keep what was seen for the next run."""
    paths, numbers = "\0".join(seen.paths), seen.numbers.tobytes()
    user_cache.write(name, seen.key, (seen.told, paths, numbers, dict(seen.fresh)))


def remembered(name: str, key: str) -> Seen | None:
    """What was seen under the same key; None if nothing was, or it cannot be read."""
    found = user_cache.read(name, key)
    if not isinstance(found, tuple) or len(found) != _PARTS:
        return None
    told, paths, numbers, fresh = found
    files = tuple(paths.split("\0")) if paths else ()
    return Seen(key, told, files, array(_FORM, numbers), fresh)


def name_of(*folders: "str | Path") -> str:
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


def stamp(file: str) -> Stamp | None:
    """The stamp of a file; None if there is none, or nobody can tell."""
    try:
        return _of(os.lstat(file))
    except OSError:
        return None


def _numbers(files: Sequence[str]) -> "array[int]":
    """Those of the stamps of files; of many, half of them are seen by a copy of this process."""
    if len(files) < _MANY or not cores.idle():
        return _here(files)
    half = len(files) // 2
    try:
        helper = _Helper(files[half:])
    except OSError:  # too many processes, or too many files are open
        return _here(files)
    try:
        numbers = _here(files[:half])
    finally:
        others = helper.numbers()
    complete = len(others) == 4 * (len(files) - half)
    return numbers + (others if complete else _here(files[half:]))


class _Helper:
    """A copy of this process, which looks at files and tells by a pipe."""

    def __init__(self, files: Sequence[str]) -> None:
        self._reading, writing = os.pipe()
        try:
            self._child = os.fork()
        except OSError:
            os.close(self._reading)
            os.close(writing)
            raise
        if not self._child:
            self._look(files, writing)
        os.close(writing)

    def _look(self, files: Sequence[str], writing: int) -> NoReturn:
        try:
            with open(writing, "wb") as pipe:
                pipe.write(_here(files).tobytes())
        finally:
            os._exit(0)

    def numbers(self) -> "array[int]":
        """What it has seen, maybe cut off; it has ended then."""
        with open(self._reading, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self._child, 0)
        size = array(_FORM).itemsize
        return array(_FORM, data[: len(data) // size * size])


def _here(files: Iterable[str]) -> "array[int]":
    """The numbers of files that this process looks at; of thousands, so each call counts."""
    numbers = array(_FORM)
    look, add, largest = os.lstat, numbers.extend, _LARGEST
    for file in files:
        try:
            it = look(file)
            add((it.st_mtime_ns, it.st_ctime_ns, it.st_size, it.st_ino & largest))
        except OSError:
            add(_NONE)
    return numbers


def _differing(some: "array[int]", others: "array[int]") -> Iterator[int]:
    """Which stamps differ; what is the same is compared many at a time."""
    for start in range(0, len(some), _BLOCK):
        one, other = some[start : start + _BLOCK], others[start : start + _BLOCK]
        if one != other:
            pairs = zip(_fours(one), _fours(other), strict=True)
            yield from (start // 4 + i for i, (now, was) in enumerate(pairs) if now != was)


def _fours(numbers: "array[int]") -> Iterator[Stamp]:
    """Four numbers at a time: one stamp after the other."""
    each = iter(numbers)
    return zip(each, each, each, each, strict=True)


def _of(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino & _LARGEST


def _at(stamp: Stamp) -> int:
    return max(stamp[0], stamp[1])


def _sha256(file: str) -> str:
    try:
        with open(file, "rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
