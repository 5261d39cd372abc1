"""One run at a time in one output folder."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Code
from generator.workspace.files import FileFault, fault
from generator.workspace.transaction.making import drop, make

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TIMEOUT = 120.0
_PAUSE = 0.05


@contextmanager
def guard(output: Path, waiting: Callable[[], None], timeout: float = TIMEOUT) -> Iterator[None]:
    """Keep other runs out of an output folder; a killed process lets go of it by itself.

    The folder is made if it is not there, and removed again if it is still empty at the end. Where
    there are no such locks (Windows, some network file systems), or the folder can be neither made
    nor opened, nobody is kept out.

    Args:
        output: the folder.
        waiting: called once if another run is at work in it.
        timeout: after how many seconds to give up; 0 to wait for nobody.

    Raises:
        FileFault: another run was still at work.
    """
    lock = _Lock(output)
    lock.acquire(waiting, timeout)
    try:
        yield
    finally:
        lock.release()


class _Lock:
    def __init__(self, output: Path) -> None:
        self.output = output
        self.root = os.path.realpath(output)
        self.file: int | None = None
        self.made: list[str] = []

    def acquire(self, waiting: Callable[[], None], timeout: float) -> None:
        if fcntl is None:
            return
        deadline, told = time.monotonic() + timeout, False
        while not self.attempt():
            if time.monotonic() >= deadline:
                raise _busy(self.output)
            if not told:
                waiting()
                told = True
            time.sleep(_PAUSE)

    def attempt(self) -> bool:
        """Whether to go on: the folder is locked, or cannot be."""
        try:
            self.made = make(self.output) or self.made
            file = os.open(self.root, os.O_RDONLY)
        except OSError as error:
            return not isinstance(error, FileNotFoundError)
        try:
            locked = _lock(file) and _is(file, self.root)
        except BaseException:
            os.close(file)
            raise
        if locked:
            self.file = file
        else:
            os.close(file)
        return locked

    def release(self) -> None:
        if self.file is not None:
            drop(self.made)  # still locked, so nobody else has begun in it
            os.close(self.file)


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is(file: int, path: str) -> bool:
    """Whether that is still the folder: an empty one may have been removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except FileNotFoundError:
        return False


def _busy(output: Path) -> FileFault:
    message = "another run of Scorewright is at work in this folder"
    return fault(Code.BUSY, message, output, "run the command again when it has ended")
