"""What an engine is: something that starts workers, and gets mini-batches scored by them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.counting.backlog import Backlog
from generator.local.parallel.messages import Program
from generator.local.parallel.worker.output import Rows


class Returned(Struct, frozen=True):
    """run() returned rows for a mini-batch; it is the only answer that there is to this try."""

    batch: MiniBatch
    rows: Rows
    log: Path


class Failed(Struct, frozen=True):
    """A try failed: run() raised, returned what it must not, hung, or its process ended."""

    batch: MiniBatch
    reason: str
    log: Path


Answer = Returned | Failed


class Team(Protocol):
    """Workers that have been started."""

    @property
    def workers(self) -> int:
        """How many there are now."""

    def answers(self, backlog: Backlog) -> Iterator[Answer]:
        """Have everything in the backlog scored, and give each try's answer as it comes.

        Whoever listens notes each answer in the backlog before asking for the next.

        Raises:
            StepFailed: no worker can be started, since init() keeps failing.
        """

    def stop(self) -> None:
        """Have every worker call shutdown() and end.

        Raises:
            StepFailed: a shutdown() failed.
        """


class Engine(Protocol):
    """Starts teams."""

    def start(self, program: Program, workers: int) -> AbstractContextManager[Team]:
        """Start at most so many workers; whoever is left when the context ends is killed."""
