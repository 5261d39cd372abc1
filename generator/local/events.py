"""What a run tells while it goes on; whoever shows it, or writes it down, listens."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How an activity or a step ended, in Data Factory's words."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"


@dataclass(frozen=True, slots=True)
class ActivityStarted:
    """An activity is about to run.

    `path` leads to it from the pipeline that was started: names of activities, each in the
    container or in the called pipeline of the one before; in a loop with the number of the round,
    as "each[2]". `detail` says what it does here, if that is not clear from its type.
    """

    path: tuple[str, ...]
    type: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ActivityEnded:
    """An activity has ended; `seconds` are those of the virtual clock, on which waiting is free."""

    path: tuple[str, ...]
    type: str
    status: Status
    seconds: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class AmlStarted:
    """An AML pipeline is about to run, from its code in `file`."""

    pipeline: str
    file: str


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step of an AML pipeline is about to run."""

    pipeline: str
    step: str


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a parallel step is, in mini-batches, and how many of them have failed so far."""

    pipeline: str
    step: str
    done: int
    total: int
    failed: int
    workers: int


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step of an AML pipeline has ended; `seconds` are real ones."""

    pipeline: str
    step: str
    status: Status
    seconds: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that whoever looks at the run should know."""

    message: str


Event = (
    ActivityStarted | ActivityEnded | AmlStarted | StepStarted | StepProgress | StepEnded | Noted
)
Tell = Callable[[Event], None]
