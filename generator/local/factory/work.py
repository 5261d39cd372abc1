"""What the activities' handlers and the engine that runs them know of each other."""

from collections import ChainMap
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from generator.expression.context import ABSENT, Absent
from generator.expression.values import Json
from generator.factory.read import Document
from generator.local.events import Noted, Status, Tell
from generator.local.factory.activity import Activity
from generator.local.factory.clock import Clock, Wish
from generator.local.factory.documents import Documents
from generator.local.factory.faults import ActivityFailed
from generator.local.factory.resolve import Resolver
from generator.local.factory.result import PipelineRun
from generator.local.factory.services import Services
from generator.local.factory.started import Started

Doing = Coroutine[Wish, None, Json]
"""Work that gives an activity's output."""


class Work(Struct, frozen=True):
    """An activity with its expressions evaluated, ready to be done, once for each try.

    `sent` is what it was evaluated to, `detail` what it does here, in a few words.
    """

    do: Callable[[], Doing]
    sent: Json = None
    detail: str = ""


class Frame(Struct, frozen=True):
    """One run of one pipeline. Its activities change `variables` and `returned`.

    `unanswered` are those, by key, whose output nobody knows; `noted` is what was told already.
    """

    document: Document
    run_id: str
    started: Started
    parameters: Mapping[str, Json]
    system: Mapping[str, Json]
    variables: dict[str, Json]
    returned: dict[str, Json] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The pipeline's."""
        return self.document.name


class Scope(Struct, frozen=True):
    """Where an activity runs: in which pipeline, on which way, after what, for which item."""

    frame: Frame
    path: tuple[str, ...] = ()
    ended: ChainMap[str, Mapping[str, Json]] = field(default_factory=ChainMap)
    item: Json | Absent = ABSENT

    def inside(self, name: str) -> "Scope":
        """The scope in a container, which sees what its own activities do."""
        return replace(self, path=(*self.path, name))

    def round(self, name: str, number: int, item: Json | Absent) -> "Scope":
        """The scope in one round of a loop, whose activities other rounds do not see."""
        path = (*self.path, f"{name}[{number}]")
        return Scope(self.frame, path, self.ended.new_child(), item)

    def leave(self, inner: "Scope") -> None:
        """Let what comes after a round see what was done in it."""
        self.ended.update(inner.ended.maps[0])


class Outcome(Struct, frozen=True):
    """How a list of activities ended: the failures that decide it, by activity."""

    failures: tuple[tuple[str, str], ...]

    @property
    def status(self) -> Status:
        """Failed if anything did that decides."""
        return Status.FAILED if self.failures else Status.SUCCEEDED

    @property
    def message(self) -> str:
        """The failures, as a pipeline's message in the monitor has them."""
        return "; ".join(f"Operation on target {name} failed: {why}" for name, why in self.failures)

    def check(self) -> None:
        """Fail a container in which something failed, with the monitor's code and words."""
        for name, why in self.failures:
            message = (
                "Activity failed because an inner activity failed; "
                f"Inner activity name: {name}, Error: {why}"
            )
            raise ActivityFailed(message, "ActionFailed")


class Engine(Protocol):
    """Runs activities, as their handlers see it."""

    @property
    def documents(self) -> Documents:
        """Where the pipelines are from."""

    @property
    def services(self) -> Services:
        """What a run can ask for."""

    @property
    def clock(self) -> Clock:
        """The virtual clock."""

    @property
    def tell(self) -> Tell:
        """Who listens."""

    def resolver(self, scope: Scope) -> Resolver:
        """Evaluates in a scope, as things are now."""

    def run_all(
        self, activities: Sequence[Activity], scope: Scope
    ) -> Coroutine[Wish, None, Outcome]:
        """Run a list of activities."""

    def pipeline(
        self, document: Document, given: Mapping[str, Json], started: Started, path: tuple[str, ...]
    ) -> Coroutine[Wish, None, PipelineRun]:
        """Run a pipeline whose parameters are bound."""


Handler = Callable[[Activity, Scope, Engine], Work]
"""Makes an activity ready. Raises ActivityFailed if it cannot be."""


def note(engine: Engine, scope: Scope, activity: Activity, message: str) -> None:
    """Tell something of an activity; the same of others is not told again in a pipeline's run."""
    if message not in scope.frame.noted:
        scope.frame.noted.add(message)
        engine.tell(Noted(f"{activity.name}: {message}"))
