"""Seeing at a glance that nothing has to be generated: nothing was touched since that was so.

`check` never looks this way: it compiles, and reads the contracts back.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator import product
from generator.workspace import stamps

_LOCK = ".scorewright"
_RUN = f"{_LOCK}/.run"
"""What is there while a run is at work, or if one was interrupted."""


class Glance:
    """Looks at a folder of specs and an output folder."""

    def __init__(self, specs: Path, output: Path) -> None:
        self._specs, self._output = specs, output
        self._place = stamps.place_of(specs, output)

    def in_step(self) -> int | None:
        """How many jobs are in step; None if that cannot be seen at a glance."""
        seen = stamps.remembered(self._place, self._key)
        if seen and stamps.still(seen):
            return int(seen.told)
        from generator.compiler.by_lock import by_lock  # reading the lock takes much more code

        found = by_lock(self._specs, self._output)
        if found is None:
            return None
        self.remember(found.jobs, found.paths, found.shares, found.stamps)
        return found.jobs

    def remember(
        self,
        jobs: int,
        paths: Iterable[PurePosixPath],
        shares: Iterable[PurePosixPath],
        known: Mapping[str, stamps.Stamp] = MappingProxyType({}),
    ) -> None:
        """Take note that all is in step.

        Args:
            jobs: how many jobs there are.
            paths: the generated files, below the output folder, whether they are there or not.
            shares: the files of the lock.
            known: the stamps of files that were looked at already, by their absolute paths.
        """
        root = os.path.abspath(self._output)
        watched = [*self._spec_files(), f"{root}/{_LOCK}", f"{root}/{_RUN}"]
        watched += (f"{root}/{file}" for file in (*paths, *shares))
        watched += {f"{root}/{folder}" for path in paths for folder in path.parents}
        stamps.remember(self._place, stamps.see(self._key, str(jobs), watched, known))

    @cached_property
    def _key(self) -> str:
        return product.identity()

    def _spec_files(self) -> Iterator[str]:
        """The folder of specs, which changes when a file comes or goes, and all that is in it."""
        folder = os.path.abspath(self._specs)
        yield folder
        yield from (f"{folder}/{name}" for name in sorted(os.listdir(folder)))
