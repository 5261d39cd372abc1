"""What a run tells while it goes on; whoever shows it, or writes it down, listens."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Status(StrEnum):
    """How an activity or a step ended, in Data Factory's words."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"


class ActivityStarted(Struct, frozen=True):
    """An activity is about to run.

    `path` leads to it from the pipeline that was started: names of activities, each in the
    container or in the called pipeline of the one before; in a loop with the number of the round,
    as "each[2]". `detail` says what it does here, if that is not clear from its type.
    """

    path: tuple[str, ...]
    type: str
    detail: str = ""


class ActivityEnded(Struct, frozen=True):
    """An activity has ended; `seconds` are those of the virtual clock, on which waiting is free."""

    path: tuple[str, ...]
    type: str
    status: Status
    seconds: float
    message: str = ""


class AmlStarted(Struct, frozen=True):
    """An AML pipeline is about to run, from its code in `file`."""

    pipeline: str
    file: str


class StepStarted(Struct, frozen=True):
    """A step of an AML pipeline is about to run."""

    pipeline: str
    step: str


class StepProgress(Struct, frozen=True):
    """How far a parallel step is, in mini-batches, and how many of them have failed so far."""

    pipeline: str
    step: str
    done: int
    total: int
    failed: int
    workers: int


class StepEnded(Struct, frozen=True):
    """A step of an AML pipeline has ended; `seconds` are real ones."""

    pipeline: str
    step: str
    status: Status
    seconds: float
    message: str = ""


class Noted(Struct, frozen=True):
    """Something that whoever looks at the run should know."""

    message: str


Event = (
    ActivityStarted | ActivityEnded | AmlStarted | StepStarted | StepProgress | StepEnded | Noted
)
Tell = Callable[[Event], None]
