"""What is still to be scored."""

from collections import Counter, deque
from collections.abc import Iterable

from generator.local.parallel.batches.parts import MiniBatch


class Backlog:
    """Mini-batches in their order; one that failed goes to the end, as long as it has tries left.

    A mini-batch is unfinished until it is given up or `finish` is called for it, also while a
    worker has it.
    """

    def __init__(self, batches: Iterable[MiniBatch], tries: int = 1) -> None:
        self._waiting = deque(batches)
        self._tries = tries
        self._failed: Counter[int] = Counter()
        self.unfinished = len(self._waiting)

    def take(self) -> MiniBatch | None:
        """Return the next one that no worker has, if there is one."""
        return self._waiting.popleft() if self._waiting else None

    def finish(self) -> None:
        """Note that one that was taken has been scored."""
        self.unfinished -= 1

    def fail(self, batch: MiniBatch) -> int:
        """Note that one that was taken has failed, and return how many tries it has left."""
        self._failed[batch.index] += 1
        left = self._tries - self._failed[batch.index]
        if left > 0:
            self._waiting.append(batch)
        else:
            self.unfinished -= 1
        return max(left, 0)
