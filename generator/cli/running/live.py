"""A run as it goes on: a line for all that ended and, on a terminal, one for what is going on."""

import time
from collections.abc import Callable
from typing import TextIO

from msgspec import Struct, field

from generator.cli.running.paths import from_here
from generator.local.events import (
    ActivityEnded,
    ActivityStarted,
    AmlStarted,
    Event,
    Noted,
    Status,
    StepEnded,
    StepProgress,
    StepStarted,
)

NAME, KIND = 36, 24
"""How wide the columns of names and of types are; names are moved in by their depth."""
BAR, MESSAGE = 22, 100
_CLEAR = "\r\x1b[K"
_BETWEEN = 0.1


class Live(Struct):
    """Listens to a run, and shows it on a stream.

    An activity is one line, when it has ended; if something goes on in it, it has another one
    before that.

    Args:
        stream: where to write.
        title: the first line, which stands before anything that goes on.
        moving: whether it is a terminal, on which a line can be written again.
        now: a clock, in seconds.
    """

    stream: TextIO
    title: str
    moving: bool
    now: Callable[[], float] = time.monotonic
    _shown: bool = False
    _due: float = 0.0
    _open: dict[tuple[str, ...], ActivityStarted] = field(default_factory=dict)
    _headed: set[tuple[str, ...]] = field(default_factory=set)
    _since: dict[str, float] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        """Show an event."""
        if self.title:
            title, self.title = self.title, ""
            self._line(title)
        match event:
            case ActivityStarted():
                self._head(event.path[:-1])
                self._open[event.path] = event
                self._moving_line(f"{_named(event.path)}{event.type} ...")
            case ActivityEnded():
                self._ended(event)
            case AmlStarted():
                self._head_all()
                self._line(f"    {from_here(event.file)}")
            case StepStarted():
                self._since[event.step] = self.now()
                self._moving_line(f"{_step(event.step)}...")
            case StepProgress():
                self._progress(event)
            case StepEnded():
                self._line(_step_ended(event))
            case Noted():
                self._line(f"    note: {from_here(event.message)}")

    def close(self) -> None:
        """Leave nothing on the terminal that was not to stay."""
        if self._shown:
            self.stream.write(_CLEAR)
            self._shown = False

    def _head_all(self) -> None:
        for path in [*self._open]:
            self._head(path)

    def _head(self, path: tuple[str, ...]) -> None:
        """Show an activity, and those that it is in, before what goes on in it."""
        for depth in range(1, len(path) + 1):
            inner = (*path[: depth - 1], _without_round(path[depth - 1]))
            if inner in self._open and inner not in self._headed:
                started = self._open[inner]
                self._headed.add(inner)
                detail = f"  {started.detail}" if started.detail else ""
                self._line(f"{_named(inner)}{started.type:{KIND}}{detail}".rstrip())

    def _ended(self, event: ActivityEnded) -> None:
        started = self._open.pop(event.path, None)
        headed = event.path in self._headed
        self._headed.discard(event.path)
        told = [str(event.status), *([duration(event.seconds)] if event.seconds else [])]
        detail = started.detail if started and not headed else ""
        told += [part for part in (detail, first_line(event.message)) if part]
        self._line(f"{_named(event.path)}{event.type:{KIND}}  {'   '.join(told)}")

    def _progress(self, event: StepProgress) -> None:
        seconds = self.now() - self._since.get(event.step, self.now())
        counts = f"{event.done:,}/{event.total:,} mini-batches"
        failed = f"   {event.failed} failed" if event.failed else ""
        workers = f"{event.workers} worker{'s' * (event.workers != 1)}"
        bar = _bar(event.done, event.total)
        told = f"{bar}  {counts}{failed}   {workers}   {duration(seconds)}"
        self._moving_line(f"{_step(event.step)}{told}")

    def _line(self, text: str) -> None:
        self.close()
        self.stream.write(f"{text}\n")
        self.stream.flush()

    def _moving_line(self, text: str) -> None:
        if self.moving and self.now() >= self._due:
            self.stream.write(f"{_CLEAR}{text}")
            self.stream.flush()
            self._shown, self._due = True, self.now() + _BETWEEN


def _without_round(name: str) -> str:
    """A loop's name without the number of its round: "each[2]" is of the activity "each"."""
    head, bracket, rest = name.rpartition("[")
    return head if bracket and rest[:-1].isdecimal() and rest.endswith("]") else name


def _step_ended(event: StepEnded) -> str:
    state = "Completed" if event.status is Status.SUCCEEDED else str(event.status)
    took = f"   {duration(event.seconds)}" if event.seconds else ""
    message = f"   {first_line(event.message)}" if event.message else ""
    return f"{_step(event.step)}{state}{took}{message}"


def first_line(message: str) -> str:
    """As much of a message as has room in a line; the end of the run has all of it."""
    line = from_here(message).partition("\n")[0]
    return line if len(line) <= MESSAGE else f"{line[: MESSAGE - 3]}..."


def _named(path: tuple[str, ...]) -> str:
    return f"{'  ' * len(path)}{path[-1]}".ljust(NAME) + "  "


def _step(name: str) -> str:
    return f"      {name}".ljust(NAME) + "  "


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
