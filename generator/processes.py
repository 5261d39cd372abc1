"""Doing the same to many things with all processors of the machine, and with one where that fails.

A worker is a copy of this process, so it knows all that this one knows, and nothing has to be sent
to it. What it has made comes back in a file. Whatever a worker did not do, for whatever reason, is
done here: so the results are the same with any number of workers, and so are the exceptions.
"""

import gc
import os
import pickle
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, TypeVar, cast

from generator import cores

T = TypeVar("T")
R = TypeVar("R")

_FEW = 64
"""So few things are done before a worker has begun."""
_CHUNK = 8
"""How many things are taken at a time: whoever is ready takes the next ones."""
_NUMBER = struct.Struct("i")
_CAPACITY = 1000
"""How many numbers any pipe holds at once: the smallest has 4096 bytes."""


def _nobody(_: int) -> None:
    """Nobody waits."""


def spread(
    do: Callable[[Sequence[T]], R], things: Sequence[T], tell: Callable[[int], None] = _nobody
) -> list[R]:
    """What comes of doing something to some things at a time, in their order.

    Args:
        do: is given a few of the things; it may change nothing but what it alone uses, and its
            result can be pickled.
        things: all of them.
        tell: is told the number of the thing that it has come to; only in this process.
    """
    size = max(_CHUNK, -(-len(things) // _CAPACITY))
    chunks = [things[start : start + size] for start in range(0, len(things), size)]

    def here(number: int) -> R:
        tell(number * size)
        return do(chunks[number])

    workers = cores.idle() if len(things) >= _FEW else 0
    found = dict(_by_workers(do, here, chunks, workers)) if workers else {}
    return [found[i] if i in found else here(i) for i in range(len(chunks))]


def _by_workers(
    do: Callable[[Sequence[T]], R],
    here: Callable[[int], R],
    chunks: Sequence[Sequence[T]],
    workers: int,
) -> Iterator[tuple[int, R]]:
    """The results of workers and of this process, by the numbers of the chunks."""
    numbers = _numbers(len(chunks))
    files, children = list[IO[bytes]](), list[int]()
    gc.freeze()  # a collection in a worker would look at, and so copy, all that there is
    try:
        for _ in range(workers):
            with suppress(OSError):  # too many processes, or no room: then with fewer
                file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when read
                files.append(file)
                child = os.fork()
                if not child:
                    _work(do, chunks, numbers, file)
                children.append(child)
        yield from ((i, here(i)) for i in _taken(numbers))
    finally:
        gc.unfreeze()
        for _ in _taken(numbers):  # if something was raised, nobody begins anything more
            pass
        os.close(numbers)
        for child in children:
            os.waitpid(child, 0)
    for file in files:
        file.seek(0)
        yield from _read(file)


def _numbers(count: int) -> int:
    """A pipe that holds the numbers of all chunks, each to be taken once."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(map(_NUMBER.pack, range(count))))
    os.close(writing)
    return reading


def _taken(numbers: int) -> Iterator[int]:
    while data := os.read(numbers, _NUMBER.size):
        yield cast("int", _NUMBER.unpack(data)[0])


def _work(
    do: Callable[[Sequence[T]], R], chunks: Sequence[Sequence[T]], numbers: int, file: IO[bytes]
) -> None:
    """Be a worker, and end. Where something fails, it is done again by the process that asked."""
    with suppress(BaseException):
        for i in _taken(numbers):
            pickle.dump((i, do(chunks[i])), file, pickle.HIGHEST_PROTOCOL)
            file.flush()
    os._exit(0)


def _read(file: IO[bytes]) -> Iterator[tuple[int, R]]:
    with file, suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(file)  # noqa: S301 - this process and its copies wrote it
