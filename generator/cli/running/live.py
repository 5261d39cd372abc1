"""A run as it goes on: a line for all that ended and, on a terminal, one for what is going on."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from generator.local.events import (
    ActivityEnded,
    ActivityStarted,
    Event,
    Noted,
    Status,
    StepEnded,
    StepProgress,
    StepStarted,
)

NAME = 26
"""How wide the column of names is, with what they are moved in by."""
BAR = 22
_CLEAR = "\r\x1b[K"
_BETWEEN = 0.1


@dataclass
class Live:
    """Listens to a run, and shows it on a stream.

    Args:
        stream: where to write.
        moving: whether it is a terminal, on which a line can be written again.
        now: a clock, in seconds.
    """

    stream: TextIO
    moving: bool
    now: Callable[[], float] = time.monotonic
    _shown: bool = False
    _due: float = 0.0
    _headed: set[tuple[str, ...]] = field(default_factory=set)
    _since: dict[str, float] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        """Show an event."""
        match event:
            case ActivityStarted():
                self._started(event)
            case ActivityEnded():
                self._line(_ended(event))
            case StepStarted():
                self._since[event.step] = self.now()
                self._moving_line(f"{_named(event.step, 2)}  ...")
            case StepProgress():
                self._progress(event)
            case StepEnded():
                self._line(_step_ended(event))
            case Noted():
                self._line(f"  note: {event.message}")

    def close(self) -> None:
        """Leave nothing on the terminal that was not to stay."""
        if self._shown:
            self.stream.write(_CLEAR)
            self._shown = False

    def _started(self, event: ActivityStarted) -> None:
        name = _named(event.path[-1], len(event.path))
        if event.detail:
            self._line(f"{name}  {event.type} -> {event.detail}")
        else:
            self._moving_line(f"{name}  {event.type} ...")

    def _progress(self, event: StepProgress) -> None:
        seconds = self.now() - self._since.get(event.step, self.now())
        counts = f"{event.done:,}/{event.total:,} mini-batches"
        failed = f"   {event.failed} failed" if event.failed else ""
        workers = f"{event.workers} worker{'s' * (event.workers != 1)}"
        bar = _bar(event.done, event.total)
        name = _named(event.step, 2)
        self._moving_line(f"{name}  {bar}  {counts}{failed}   {workers}   {seconds:.0f} s")

    def _line(self, text: str) -> None:
        self.close()
        self.stream.write(f"{text}\n")
        self.stream.flush()

    def _moving_line(self, text: str) -> None:
        if self.moving and self.now() >= self._due:
            self.stream.write(f"{_CLEAR}{text}")
            self.stream.flush()
            self._shown, self._due = True, self.now() + _BETWEEN


def _ended(event: ActivityEnded) -> str:
    name = _named(event.path[-1], len(event.path))
    waited = f"   {duration(event.seconds)}" if event.seconds else ""
    message = f"   {event.message}" if event.message else ""
    return f"{name}  {event.status}{waited}{message}".rstrip()


def _step_ended(event: StepEnded) -> str:
    message = f"   {event.message}" if event.message else ""
    state = "Completed" if event.status is Status.SUCCEEDED else event.status
    return f"{_named(event.step, 2)}  {state}   {duration(event.seconds)}{message}"


def _named(name: str, depth: int) -> str:
    return f"{'  ' * depth}{name}".ljust(NAME)


def _bar(done: int, total: int) -> str:
    full = BAR * done // total if total else 0
    return f"[{'#' * full}{'-' * (BAR - full)}]"


def duration(seconds: float) -> str:
    """A span of time as people say it: "0.4 s", "12 s", "2 min 5 s", "4 h"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
