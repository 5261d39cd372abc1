"""What only the factory sees of a job: its pipelines, their activities, and what starts them."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.contract.model import Calls
from generator.contract.values import Expression, Value
from generator.diagnostics import Path
from generator.expression import Service

FactoryData = Value | list["FactoryData"] | Mapping[str, "FactoryData"]
"""Data of an activity with every text in it decided: a literal or an expression."""


class Reference(Struct, frozen=True):
    """A linked service or a dataset, by name, with values of its own parameters."""

    name: str
    parameters: Mapping[str, Value] = field(default_factory=dict)


class Policy(Struct, frozen=True):
    """An activity's policy; `timeout` as d.hh:mm:ss, `retry_interval` in seconds."""

    timeout: str
    retry: int
    retry_interval: int
    secure_input: bool = False
    secure_output: bool = False


class Dependency(Struct, frozen=True):
    """An activity that is waited for, and how it must have ended."""

    activity: str
    conditions: tuple[str, ...]


class Placed(Struct, frozen=True, kw_only=True):
    """What every activity has. `at` leads to it in the spec."""

    name: str
    at: Path
    description: str = ""
    depends_on: tuple[Dependency, ...] = ()
    state: str | None = None
    on_inactive: str | None = None
    user_properties: Mapping[str, Value] = field(default_factory=dict)


class Activity(Placed, frozen=True, kw_only=True):
    """An activity by its type. `inner` are the activities in it, by the property that holds them.

    `cases` are those of a Switch, by the case's value. `policy` is None for what has none; `given`
    are the keys of it that the spec gives itself.
    """

    type: str
    properties: Mapping[str, FactoryData]
    policy: Policy | None = None
    given: frozenset[str] = frozenset()
    linked_service: Reference | None = None
    inputs: tuple[Reference, ...] = ()
    outputs: tuple[Reference, ...] = ()
    sql_pool: str | None = None
    inner: "Mapping[str, tuple[Node, ...]]" = field(default_factory=dict)
    cases: "Mapping[str, tuple[Node, ...]]" = field(default_factory=dict)


class Scoring(Placed, frozen=True, kw_only=True):
    """The activity, or for v2 the group of activities, that runs the AML pipeline.

    `call` is the name of the activity that sends the call, under which the pipeline's half of the
    contract has it; `number` counts the scorings of one pipeline from 0. `run_id` is the run that
    triggers started.
    """

    policy: Policy
    poll_interval: int
    call: str
    run_id: Expression
    number: int = 0


Node = Activity | Scoring


class Pipeline(Struct, frozen=True):
    """One pipeline of the factory, with its half of the contract."""

    name: str
    description: str
    calls: Calls
    activities: tuple[Node, ...]
    folder: str | None = None
    annotations: tuple[str, ...] = ()
    concurrency: int | None = None


def everything(activities: tuple[Node, ...]) -> Iterator[Node]:
    """All activities, those inside a container right after it."""
    for node in activities:
        yield node
        if isinstance(node, Activity):
            for inner in (*node.inner.values(), *node.cases.values()):
                yield from everything(inner)


# triggers -----------------------------------------------------------------------------------------


class _Fires(Struct, frozen=True, kw_only=True):
    """What every trigger has. `name` is the factory's, unique among all jobs."""

    name: str
    description: str = ""
    annotations: tuple[str, ...] = ()


class Times(Struct, frozen=True):
    """At which times within its frequency a schedule fires."""

    minutes: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    week_days: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    month_occurrences: tuple[tuple[str, int], ...] = ()


class Schedule(_Fires, frozen=True, kw_only=True):
    """A schedule trigger."""

    frequency: str
    interval: int
    start: str
    end: str | None
    time_zone: str
    times: Times | None = None


class WindowDependency(Struct, frozen=True):
    """Windows that must have succeeded before; of the trigger itself if `trigger` is None."""

    trigger: str | None
    offset: str | None
    size: str | None


class TumblingWindow(_Fires, frozen=True, kw_only=True):
    """A tumbling window trigger, in the words of the factory, which has no days."""

    frequency: str
    interval: int
    start: str
    end: str | None
    delay: str | None
    max_concurrency: int
    retry: tuple[int, int] | None
    depends_on: tuple[WindowDependency, ...] = ()


class BlobEvents(_Fires, frozen=True, kw_only=True):
    """A storage event trigger; `source` names the storage account of each environment."""

    source: str
    events: tuple[str, ...]
    path_begins: str
    path_ends: str | None
    ignore_empty: bool


class CustomEvents(_Fires, frozen=True, kw_only=True):
    """A custom event trigger; `source` names the topic of each environment."""

    source: str
    events: tuple[str, ...]
    subject_begins: str | None
    subject_ends: str | None


Trigger = Schedule | TumblingWindow | BlobEvents | CustomEvents


class FactoryPart(Struct, frozen=True):
    """What only the factory sees of a job. The first pipeline is the one that triggers start."""

    service: Service
    linked_service: Reference
    pipelines: tuple[Pipeline, ...]
    triggers: tuple[Trigger, ...]
