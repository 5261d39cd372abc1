"""The engine of this machine: a process for each worker."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from generator.local.parallel.crew import Crew
from generator.local.parallel.messages import Program


class LocalProcesses(Struct, frozen=True):
    """Workers are processes of this machine; none is left when the step ends, however it does."""

    @contextmanager
    def start(self, program: Program, workers: int) -> Iterator[Crew]:
        """Start at most so many; they end with this process, even if it is killed."""
        crew = Crew(program, workers)
        try:
            yield crew
        finally:
            crew.kill()
