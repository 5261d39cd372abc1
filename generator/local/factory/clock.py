"""A clock on which waiting is free, and what runs at the same time on it.

Work is a coroutine that awaits the clock or other work. All of it runs in one thread, in an order
that only the work itself decides: what is ready runs in the order in which it became so, and when
nothing is ready, the clock jumps to the moment at which something is.
"""

import heapq
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Sleep:
    """A wish to go on after some seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __await__(self) -> "Generator[Wish, None, None]":
        yield self


class Strand(ABC):
    """Something that goes on beside others, whatever it gives in the end."""

    def __init__(self) -> None:
        self.waiting: list[Strand] = []

    @abstractmethod
    def step(self) -> "Wish | None":
        """Go on as far as possible; what is waited for then, None if this was the end."""

    @abstractmethod
    def drop(self) -> None:
        """End it where it is."""


class Task(Strand, Generic[Result]):
    """Work that goes on beside other work; to await it gives its result."""

    def __init__(self, work: "Work[Result]") -> None:
        super().__init__()
        self._work = work
        self.results: list[Result] = []

    def __await__(self) -> "Generator[Wish, None, Result]":
        if not self.results:
            yield self
        return self.results[0]

    def step(self) -> "Wish | None":
        """Go on as far as possible."""
        try:
            return self._work.send(None)
        except StopIteration as end:
            self.results.append(end.value)
            return None

    def drop(self) -> None:
        """End it where it is."""
        self._work.close()


Wish = Sleep | Strand
Work = Coroutine[Wish, None, Result]


def _nothing() -> None:
    pass


class Clock:
    """Virtual time, from `start` on (a moment in UTC).

    Args:
        start: when the run begins.
        stopwatch: tells how long real work takes, in seconds; that time passes here too.
        settle: called before each jump. Who works in the background, as an endpoint does that
            polls ask for, gets on with it there: an hour of waiting passes in no time here.
    """

    def __init__(
        self,
        start: datetime,
        stopwatch: Callable[[], float] = time.monotonic,
        settle: Callable[[], None] = _nothing,
    ) -> None:
        self._start, self._stopwatch, self._settle = start, stopwatch, settle
        self._ready: deque[Strand] = deque()
        self._asleep: list[tuple[float, int, Strand]] = []
        self._count = 0
        self.elapsed = 0.0

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._start + timedelta(seconds=self.elapsed)

    def sleep(self, seconds: float) -> Sleep:
        """To be awaited: goes on when so much time has passed."""
        return Sleep(max(0.0, seconds))

    def start(self, work: Work[Result]) -> Task[Result]:
        """Begin work beside what is going on."""
        task = Task(work)
        self._ready.append(task)
        return task

    async def real(self, do: Callable[[], Result]) -> Result:
        """Do something that takes real time, which passes on this clock as well."""
        began = self._stopwatch()
        try:
            return do()
        finally:
            await self.sleep(self._stopwatch() - began)

    def run(self, work: Work[Result]) -> Result:
        """Do work, and all that it starts, to the end. What an exception leaves is dropped."""
        main = self.start(work)
        try:
            while self._ready or self._asleep:
                if not self._ready:
                    self._jump()
                self._step(self._ready.popleft())
        finally:
            self._drop()
        return main.results[0]

    def _step(self, strand: Strand) -> None:
        wish = strand.step()
        if wish is None:
            self._ready.extend(strand.waiting)
        elif isinstance(wish, Sleep):
            self._count += 1
            heapq.heappush(self._asleep, (self.elapsed + wish.seconds, self._count, strand))
        else:
            wish.waiting.append(strand)

    def _jump(self) -> None:
        if self._asleep[0][0] > self.elapsed:
            self._settle()
        self.elapsed, _, strand = heapq.heappop(self._asleep)
        self._ready.append(strand)

    def _drop(self) -> None:
        for strand in (*self._ready, *(each for _, _, each in self._asleep)):
            strand.drop()
        self._ready.clear()
        self._asleep.clear()
