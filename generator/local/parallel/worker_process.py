"""A worker as seen by the one who started it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path

from msgspec.structs import asdict

from generator.local.parallel.batches.parts import MiniBatch, packed
from generator.local.parallel.messages import Decoder, Message, Program, send

_PIECE = 1024 * 1024
_INIT_ALLOWANCE = 30
# Where this very package is; it is taken off sys.path again, as the script's imports are not ours.
_ROOT = str(Path(__file__).parents[3])
_START = """\
import sys
sys.path.insert(0, sys.argv[1])
from generator.local.parallel.worker.main import main
del sys.path[0]
main()
"""


class WorkerProcess:
    """A process, the leader of its own group, so that all that it starts ends with it.

    `batch` is what it scores. It has to say something before the `deadline`, on the clock of
    time.monotonic(); `overdue` is what did not happen until then.
    """

    def __init__(self, program: Program, name: str) -> None:
        self.log = Path(program.logs) / f"{name}.log"
        self.ready = self.stopped = False
        self.batch: MiniBatch | None = None
        self._program = program
        self._decoder = Decoder()
        with self.log.open("wb") as log:
            # Safe path: the working directory holds the script's modules, not ours.
            self._process = subprocess.Popen(  # noqa: S603  this Python and this package
                [sys.executable, "-P", "-c", _START, _ROOT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=program.source,
                env=os.environ | program.environment,
                start_new_session=True,
            )
        os.set_blocking(self.fileno(), False)
        self._send("program", {**asdict(program), "name": name})
        # Azure ML gives up on init() after as long, if all workers are stuck in it.
        self._expect("init()", 3 * program.timeout + _INIT_ALLOWANCE)

    def fileno(self) -> int:
        """The descriptor that has something to read when the worker has said something."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def score(self, batch: MiniBatch) -> None:
        """Hand it a mini-batch."""
        self.batch = batch
        self._expect("reading it", self._program.overhead_timeout)
        self._send("mini_batch", packed(batch))

    def began(self) -> None:
        """Note that init() is done."""
        self.ready, self.deadline = True, inf

    def running(self) -> None:
        """Note that it has read its mini-batch: from now on, the time of run() counts."""
        self._expect("run()", self._program.timeout)

    def finished(self) -> MiniBatch:
        """Note that it has nothing to do any more, and return what it had."""
        assert self.batch is not None
        batch, self.batch, self.deadline = self.batch, None, inf
        return batch

    def stop(self) -> None:
        """Ask it to call shutdown() and to end."""
        self._expect("shutdown()", self._program.timeout)
        self._send("stop", {})

    def _expect(self, what: str, seconds: float) -> None:
        self.deadline = time.monotonic() + seconds
        self.overdue = f"{what} was not done within {seconds:g} s"

    def _send(self, kind: str, body: dict[str, object]) -> None:
        assert self._process.stdin is not None
        # If it has ended, that is noticed where its answers are read.
        with suppress(BrokenPipeError):
            send(self._process.stdin.fileno(), Message(kind, body))

    def receive(self) -> tuple[Sequence[Message], bool]:
        """Return what it has said by now, and whether it can still say something."""
        messages: list[Message] = []
        while True:
            try:
                piece = os.read(self.fileno(), _PIECE)
            except BlockingIOError:
                return messages, True
            if not piece:
                return messages, False
            messages += self._decoder.feed(piece)

    @property
    def ended(self) -> bool:
        """Whether the process has ended; what it started may go on."""
        return self._process.poll() is not None

    def kill(self) -> str:
        """End it, if it has not ended yet, with all that it has started; tell how it ended."""
        # Perhaps nobody is left in its group; macOS says so with PermissionError.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return _ending(self._process.returncode)


def _ending(code: int) -> str:
    if code >= 0:
        return f"its process ended with exit code {code}"
    name = signal.Signals(-code).name
    hint = ", maybe for want of memory" if name == "SIGKILL" else ""
    return f"its process was ended by {name}{hint}"
