"""What is shown of a project: data, which the command line prints."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from generator.contract.job import Job
from generator.contract.pipelines import Trigger
from generator.contract.values import Json, Value
from generator.diagnostics import Diagnostic


class State(StrEnum):
    """How a job stands."""

    IN_STEP = "in_step"
    WOULD_CHANGE = "would_change"
    BROKEN = "broken"


class Standing(Struct, frozen=True):
    """How a job stands, by what `check` finds.

    `errors` are what generating again does not mend, `changes` the files that it would write or
    remove, `edits` those that carry an edit. A job is `blocked` whose own spec is not known to be
    wrong, but something that it needs is.
    """

    errors: int = 0
    changes: int = 0
    edits: int = 0
    blocked: bool = False

    @property
    def state(self) -> State:
        if self.errors or self.blocked:
            return State.BROKEN
        return State.WOULD_CHANGE if self.changes else State.IN_STEP


class Script(Struct, frozen=True):
    """A step's script that is given a parameter, and the type that it gets it as."""

    step: str
    type: str


class Hops(Struct, frozen=True):
    """A parameter at every hop. What a hop does not have is empty, or None.

    `triggers` are what each trigger sets it to, `activities` what each call sends. `declared` and
    `offered` are the type and the default (None: it is required) of the factory's and the AML
    pipeline's parameter; a published v1 pipeline gives no type where it has no default.
    `passed_on` says that all calls send just what the factory's parameter holds.
    """

    triggers: Mapping[str, Value] = field(default_factory=dict)
    declared: tuple[str, Value | None] | None = None
    activities: Mapping[str, Value] = field(default_factory=dict)
    offered: tuple[str, Value | None] | None = None
    scripts: tuple[Script, ...] = ()
    passed_on: bool = False


class Start(Struct, frozen=True):
    """One time at which a trigger fires.

    `local` is in the trigger's own time zone. `sends` is what it hands over then; where that
    cannot be told, `fault` says why. `window` is the tumbling window that is run.
    """

    at: datetime
    local: datetime
    sends: Mapping[str, Json]
    window: tuple[datetime, datetime] | None = None
    fault: str = ""


class Starting(Struct, frozen=True):
    """A trigger: by which name the job has it, and its next times; none if events start it.

    `sets` are the parameters that it sets. `zone` is the Windows name of its time zone. Where its
    times cannot be told, `fault` says why.
    """

    name: str
    trigger: Trigger
    kind: str
    words: str
    sets: Mapping[str, Value]
    zone: str = ""
    next: tuple[Start, ...] = ()
    fault: str = ""

    @property
    def by_events(self) -> bool:
        return not self.zone


class Shown(Struct, frozen=True):
    """A job. Of one that does not compile, only its name and its standing are known."""

    name: str
    standing: Standing
    job: Job | None = None
    hops: Mapping[str, Hops] = field(default_factory=dict)
    starts: tuple[Starting, ...] = ()


class Overview(Struct, frozen=True):
    """All jobs, what they share, and what is wrong."""

    at: datetime
    jobs: Mapping[str, Shown]
    shared: Standing
    diagnostics: tuple[Diagnostic, ...] = ()
