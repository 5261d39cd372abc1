"""The triggers of all jobs: what a tumbling window may wait for."""

from collections.abc import Mapping

from msgspec import Struct, field

from generator.spec.checks.broken import Names
from generator.spec.language.keys import Service


class FactoryTrigger(Struct, frozen=True):
    """A trigger of some job by its name there, and the triggers that it waits for.

    `waits_for` are names in the factory. `service` is None if it could not be read.
    """

    job: str
    name: str
    kind: str
    service: Service | None
    waits_for: frozenset[str] = frozenset()


class AllTriggers(Struct, frozen=True):
    """The triggers of all jobs by their names in the factory, as one `job` sees them.

    `names` knows of those that could not be read, too.
    """

    job: str = ""
    found: Mapping[str, FactoryTrigger] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: Names(frozenset()))

    def way(self, start: str, end: str) -> tuple[str, ...]:
        """The shortest way from a trigger to another that it waits for; empty if there is none."""
        ways: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        for way in ways:
            if way[-1] == end:
                return way
            new = sorted(self._waits_for(way[-1]) - seen)
            seen.update(new)
            ways += [(*way, name) for name in new]
        return ()

    def _waits_for(self, name: str) -> frozenset[str]:
        return self.found[name].waits_for if name in self.found else frozenset()
