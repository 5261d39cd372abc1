"""Seeing at a glance what has to be generated: nothing, or the jobs whose specs were touched.

`check` never looks this way: it compiles, and reads the contracts back.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from generator import product, stamps
from generator.compiler.jobs import Jobs
from generator.spec.files import PROJECT
from generator.workspace.endings import names_in
from generator.workspace.home import HOME, RUN, lock_path

if TYPE_CHECKING:  # a run with nothing to do plans nothing
    from pathlib import Path, PurePosixPath

    from generator.workspace.plan import Plan

_RUN = f"{HOME}/{RUN}"


class Glance:
    """Looks at a folder of specs and an output folder."""

    def __init__(self, specs: "Path", output: "Path") -> None:
        self._specs, self._output = specs, output
        self._name = stamps.name_of(specs, output)
        self._looked = stamps.Looks()

    def in_step(self) -> Jobs | None:
        """The jobs, if all are in step; None if that cannot be seen at a glance."""
        if self._seen and not self._changed:
            return self.jobs
        if self.changed_specs():
            return None
        from generator.compiler.by_lock import by_lock  # reading the lock takes much more code

        self.look()
        found = by_lock(self._specs, self._output)
        if found is None:
            return None
        self.remember(found.jobs, found.paths, found.shares, found.stamps)
        return found.jobs

    @property
    def jobs(self) -> Jobs:
        """The jobs when all was in step the last time."""
        told = cast("tuple[int, dict[str, list[str]]]", self._seen.told) if self._seen else (0, {})
        return Jobs(*told)

    def spec_names(self) -> frozenset[str]:
        """The names of all specs, without ending."""
        return frozenset(_stem(name) for name in self._specs_now)

    def changed_specs(self) -> frozenset[str]:
        """The jobs whose specs are all that was touched since all was in step; empty if not so."""
        specs = {name for name in self._specs_now if f"{self._folder}/{name}" in self._changed}
        jobs = frozenset(map(_stem, specs))
        alone = len(specs) == len(self._changed)
        return jobs if alone and PROJECT not in jobs else frozenset()

    def look(self) -> None:
        """Look at the specs before they are read: what is saved later has not been compiled."""
        if not self._looked.stamps:
            self._looked = stamps.look(self._spec_files())

    def remember(
        self,
        jobs: Jobs,
        paths: "Iterable[PurePosixPath | str]",
        shares: "Iterable[PurePosixPath]",
        known: stamps.Stamps = MappingProxyType({}),
    ) -> None:
        """Take note that all is in step; of the specs, as they were when they were looked at.

        Args:
            jobs: the jobs there are.
            paths: the generated files, below the output folder, whether they are there or not.
            shares: the files of the lock.
            known: the stamps of files that were looked at already, by their absolute paths.
        """
        files = [*map(self._at, (*paths, *shares))]
        looked = self._looked._replace(stamps={**self._looked.stamps, **known})
        watched = [*self._spec_files(), *files, *self._folders_of(files), self._at(_RUN)]
        self._remember(stamps.see(self._key, _written(jobs), watched, looked))

    def remember_part(self, plan: "Plan") -> None:
        """Take note that all is in step again, after this was done about the changed specs."""
        assert self._seen is not None
        done = {self._at(action.path) for action in plan.changes}
        done |= {self._at(lock_path(job)) for job in plan.new_shares}
        done |= self._folders_of(done)
        touched = {*self._changed, *done, self._at(HOME), self._at(_RUN), *self._seen.fresh}
        self._remember(stamps.see_again(self._seen, touched, self._looked))

    def _remember(self, seen: stamps.Seen) -> None:
        stamps.remember(self._name, seen)

    @cached_property
    def _seen(self) -> stamps.Seen | None:
        return stamps.remembered(self._name, self._key)

    @cached_property
    def _changed(self) -> frozenset[str]:
        if self._seen is None:
            return frozenset()
        found = stamps.changed(self._seen)
        if self._folder not in found:
            return found
        specs = set(self._spec_files())
        known = {file for file in self._seen.paths if file.startswith(f"{self._folder}/")}
        # editors and git replace files, which touches the folder; what matters is what is in it
        return found - {self._folder} if known == specs - {self._folder} else found

    @cached_property
    def _key(self) -> str:
        return product.identity()

    @cached_property
    def _folder(self) -> str:
        return os.path.abspath(self._specs)

    @cached_property
    def _root(self) -> str:
        return os.path.abspath(self._output)

    def _at(self, path: "PurePosixPath | str") -> str:
        return f"{self._root}/{path}"

    def _folders_of(self, files: Iterable[str]) -> set[str]:
        """The folders that lead to files: somebody may put a link in the place of one."""
        found = {self._root}
        for file in files:
            folder = os.path.dirname(file)
            while folder not in found:
                found.add(folder)
                folder = os.path.dirname(folder)
        return found

    def _spec_files(self) -> Iterator[str]:
        """The folder of specs, which changes when a file comes or goes, and all specs in it."""
        yield self._folder
        yield from (f"{self._folder}/{name}" for name in self._specs_now)

    @cached_property
    def _specs_now(self) -> Sequence[str]:
        return names_in(self._folder)


def _stem(file: str) -> str:
    return os.path.splitext(file)[0]


def _written(jobs: Jobs) -> tuple[int, dict[str, list[str]]]:
    return jobs.number, {name: sorted(others) for name, others in jobs.related.items() if others}
