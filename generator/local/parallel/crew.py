"""Worker processes on this machine."""

import selectors
import time
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import count
from pathlib import Path
from threading import Lock

from generator.local.parallel.counting.backlog import Backlog
from generator.local.parallel.engine import Answer, Failed, Returned
from generator.local.parallel.messages import Message, Program
from generator.local.parallel.step import StepFailed
from generator.local.parallel.worker.output import Rows
from generator.local.parallel.worker_process import WorkerProcess

# How often to look whether a process has ended whose pipe a child of it holds open.
_LOOK = 0.2
_INIT_FAILURES = 3


class _State(Enum):
    ALIVE = auto()
    LATE = auto()
    ENDED = auto()


class Crew:
    """Some workers; those that end or hang are replaced as long as there is something to do.

    After three failures of init() in a row for each, no more are started; the step fails when none
    is left. Source: page how-to-debug-parallel-run-step, "What happens if init fails".
    """

    def __init__(self, program: Program, size: int, prefix: str = "") -> None:
        self._program = program
        self._size = size
        self._names = (f"{prefix}process{number:03}" for number in count())
        # Another thread may kill a crew that is at work; none may be hired after that.
        self._hiring = Lock()
        self._killed = False
        self._workers: list[WorkerProcess] = []
        self._init_failures = 0
        self._init_failure = StepFailed("no worker could be started")

    @property
    def workers(self) -> int:
        return len(self._workers)

    def answers(self, backlog: Backlog) -> Iterator[Answer]:
        while backlog.unfinished:
            self._hire(backlog)
            self._hand_out(backlog)
            for worker, messages, state in self._heard():
                for message in messages:
                    yield from self._answered(worker, message)
                if worker in self._workers:
                    yield from self._gone(worker, state)

    def _hire(self, backlog: Backlog) -> None:
        if self._init_failures >= _INIT_FAILURES * self._size:
            if not self._workers:
                raise self._init_failure
            return
        with self._hiring:
            wanted = 0 if self._killed else min(self._size, backlog.unfinished)
            while len(self._workers) < wanted:
                self._workers.append(WorkerProcess(self._program, next(self._names)))
        if not self._workers:
            raise StepFailed("the workers have been stopped")

    def _hand_out(self, backlog: Backlog) -> None:
        for worker in self._workers:
            if worker.ready and worker.batch is None:
                batch = backlog.take()
                if batch is None:
                    return
                worker.score(batch)

    def _heard(self) -> Iterator[tuple[WorkerProcess, Sequence[Message], _State]]:
        """Wait until someone says something, ends or is late; give what each said, and how it is.

        What a worker has sent as a whole before it ended counts as if it had not. One is late only
        if it had not said anything before the first of all is listened to, however long that takes.
        """
        _wait_for(self._workers)
        now = time.monotonic()
        for worker in list(self._workers):
            ended = worker.ended
            late = worker.deadline <= now
            messages, more = worker.receive()
            if ended or not more:
                yield worker, messages, _State.ENDED
            else:
                yield worker, messages, _State.LATE if late and not messages else _State.ALIVE

    def _answered(self, worker: WorkerProcess, message: Message) -> Iterator[Answer]:
        match message.kind:
            case "ready":
                worker.began()
                self._init_failures = 0
            case "running":
                worker.running()
            case "returned":
                yield Returned(worker.finished(), Rows(**message.body), worker.log)
            case "raised" if worker.ready:
                yield Failed(worker.finished(), message.body["reason"], worker.log)
            case "raised":
                self._dismiss(worker)
                self._init_failed(message.body["reason"], worker.log)

    def _gone(self, worker: WorkerProcess, state: _State) -> Iterator[Answer]:
        if state is _State.ALIVE:
            return
        ending = self._dismiss(worker)
        reason = worker.overdue if state is _State.LATE else ending
        if worker.batch is not None:
            yield Failed(worker.finished(), reason, worker.log)
        elif not worker.ready:
            self._init_failed(reason, worker.log)
            if state is _State.LATE:
                # The next one would only be stuck as well.
                self._init_failures = _INIT_FAILURES * self._size

    def _init_failed(self, reason: str, log: Path) -> None:
        self._init_failures += 1
        times = "time" if self._init_failures == 1 else "times"
        message = f"init() failed {self._init_failures} {times} in a row: {reason}"
        self._init_failure = StepFailed(message, log)

    def _dismiss(self, worker: WorkerProcess) -> str:
        self._workers.remove(worker)
        return worker.kill()

    def stop(self) -> None:
        for worker in list(self._workers):
            if worker.ready:
                worker.stop()
            else:
                self._dismiss(worker)
        failures: list[StepFailed] = []
        while self._workers:
            for worker, messages, state in self._heard():
                failures += _shut_down(worker, messages)
                if state is not _State.ALIVE:
                    ending = self._dismiss(worker)
                    reason = worker.overdue if state is _State.LATE else ending
                    failures += _unstopped(worker, reason)
        if failures:
            raise failures[0]

    def kill(self) -> None:
        """End all workers at once, with all that they have started."""
        with self._hiring:
            self._killed = True
            while self._workers:
                self._workers.pop().kill()


def _shut_down(worker: WorkerProcess, messages: Iterable[Message]) -> Iterator[StepFailed]:
    for message in messages:
        worker.stopped = True
        if message.kind == "raised":
            yield StepFailed(f"shutdown() failed: {message.body['reason']}", worker.log)


def _unstopped(worker: WorkerProcess, reason: str) -> Iterator[StepFailed]:
    if not worker.stopped:
        yield StepFailed(f"shutdown() failed: {reason}", worker.log)


def _wait_for(workers: Sequence[WorkerProcess]) -> None:
    soonest = min(worker.deadline for worker in workers) - time.monotonic()
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker, selectors.EVENT_READ)
        selector.select(max(0, min(soonest, _LOOK)))
