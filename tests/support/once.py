"""What takes long is made once for all workers of a run, by the first that needs it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one worker fills and all read; the others wait for it.

    Args:
        factory: of the worker that asks.
        name: the folder's, the same for all workers.
        make: fills the empty folder it is given. If it fails, the next worker tries again.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / name
        if not folder.exists():
            making = factory.mktemp(name)
            make(making)
            making.rename(folder)
        return folder
