"""The engine of a Dask cluster: the same workers, on the machines that the cluster has.

Each thread of a Dask worker keeps one worker process of ours for the step. So scripts of several
jobs never meet in one interpreter, one that hangs can be killed, and the rules are the same as
on this machine. Code, inputs, output and logs must be where all machines see them.
"""

import os
import socket
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.counting.backlog import Backlog
from generator.local.parallel.crew import Crew
from generator.local.parallel.engine import Answer, Failed
from generator.local.parallel.messages import Program
from generator.local.parallel.step import StepFailed

if TYPE_CHECKING:
    from dask.typing import Key
    from distributed import Client, Future

# So many mini-batches wait at the cluster for each thread: enough that none waits for us.
_AHEAD = 2

# In a Dask worker: the crews of its threads, by the step, and the steps that are over.
_crews: dict[str, dict[int, Crew]] = {}
_over: set[str] = set()
_changing = threading.Lock()


class DaskCluster(Struct, frozen=True):
    """The cluster whose scheduler has an address; without one, a cluster on this machine."""

    address: str | None = None

    @contextmanager
    def start(self, program: Program, workers: int) -> "Iterator[DaskTeam]":
        """Connect to the cluster, all of which is used; `workers` only counts for one that is made.

        Raises:
            StepFailed: Dask is not installed, or the cluster cannot be reached.
        """
        with ExitStack() as stack:
            client = stack.enter_context(self._client(workers, stack))
            team = DaskTeam(client, program)
            stack.callback(team.kill)
            yield team

    def _client(self, workers: int, stack: ExitStack) -> "Client":
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            extra = "python -m pip install 'scorewright[dask]'"
            raise StepFailed(f"the engine Dask is not installed: {extra}") from None
        if self.address is None:
            scratch = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                # What needs memory are our processes, which Dask does not see.
                memory_limit=0,
                dashboard_address=None,
                local_directory=scratch,
                silence_logs="CRITICAL",
            )
            return Client(stack.enter_context(cluster))
        try:
            return Client(self.address)
        except (OSError, ValueError) as fault:
            raise StepFailed(f"no Dask cluster at {self.address}: {fault}") from None


class DaskTeam:
    """The threads of a cluster's workers; see `Team`."""

    def __init__(self, client: "Client", program: Program) -> None:
        self._client = client
        self._program = program
        self._key = uuid.uuid4().hex

    @property
    def workers(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return sum(threads.values())

    def answers(self, backlog: Backlog) -> Iterator[Answer]:
        """See `Team`. That a Dask worker is lost costs no try: Dask gives its work to another."""
        from distributed import as_completed

        done = as_completed()
        batches: dict[Key, MiniBatch] = {}
        while backlog.unfinished:
            while len(batches) < _AHEAD * max(self.workers, 1):
                batch = backlog.take()
                if batch is None:
                    break
                future = self._client.submit(
                    score_here, self._key, self._program, batch, pure=False
                )
                batches[future.key] = batch
                done.add(future)
            future = next(done)
            yield self._answer(future, batches.pop(future.key))

    def _answer(self, future: "Future[Answer]", batch: MiniBatch) -> Answer:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            reason = "each Dask worker that had it was lost"
            return Failed(batch, reason, Path(self._program.logs))
        except StepFailed:
            raise
        except Exception as error:  # of Dask's: our own are answers
            raise StepFailed(f"Dask: {type(error).__name__}: {error}") from error

    def stop(self) -> None:
        self._client.run(stop_here, self._key)

    def kill(self) -> None:
        """End what is left of the step on the cluster, unless that is gone itself."""
        with suppress(OSError, TimeoutError):
            self._client.run(kill_here, self._key, on_error="ignore")


def score_here(key: str, program: Program, batch: MiniBatch) -> Answer:
    """In a thread of a Dask worker: have its own worker process score a mini-batch, once."""
    crew = _crew_here(key, program)
    return next(crew.answers(Backlog([batch])))


def _crew_here(key: str, program: Program) -> Crew:
    thread = threading.get_ident()
    with _changing:
        if key in _over:
            raise StepFailed("the step is over")
        crews = _crews.setdefault(key, {})
        if thread not in crews:
            Path(program.logs).mkdir(parents=True, exist_ok=True)
            prefix = f"{socket.gethostname()}-{os.getpid()}-{len(crews)}-"
            crews[thread] = Crew(program, 1, prefix)
        return crews[thread]


def stop_here(key: str) -> None:
    """In a Dask worker: have the step's workers call shutdown() and end."""
    for crew in _crews.get(key, {}).values():
        crew.stop()


def kill_here(key: str) -> None:
    """In a Dask worker: end the step's workers at once; what is still queued starts no others."""
    with _changing:
        _over.add(key)
        crews = _crews.pop(key, {})
    for crew in crews.values():
        crew.kill()
