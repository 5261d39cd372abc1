"""Waiting until the files in a folder of specs change.

It looks again and again: that works the same on every system and in every mounted folder, and to
look at a thousand specs takes a few thousandths of a second.
"""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import stamps
from generator.workspace.endings import names_in

_PAUSE, _SHARE = 0.05, 10
"""Seconds between two looks, and how many times as long as a look itself they are at least."""
_SETTLED = 0.02
"""Seconds for which nothing changes any more when somebody has written all that they write."""


class Watch:
    """Looks at the specs of a folder, and the project file; from when it is made on.

    Args:
        folder: the folder. If it is gone, so are its files.
        pause: waits for so many seconds.
    """

    def __init__(self, folder: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._folder, self._pause = os.fspath(folder), pause
        self._seen = self._look()

    def wait(self) -> Sequence[str]:
        """Wait until files change, come or go; gives their names."""
        before, began = self._seen, time.perf_counter()
        while self._look() == before:
            self._pause(max(_PAUSE, _SHARE * (time.perf_counter() - began)))
            began = time.perf_counter()
        while (now := self._look()) != self._seen:
            self._seen = now
            self._pause(_SETTLED)
        changed = {name for name, _ in before.items() ^ self._seen.items()}
        return sorted(changed) or self.wait()  # it may be again what it was

    def _look(self) -> stamps.Stamps:
        return {name: stamps.stamp(f"{self._folder}/{name}") for name in names_in(self._folder)}
