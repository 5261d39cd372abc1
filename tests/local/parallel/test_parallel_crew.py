"""How a crew judges its workers: by what they have said, however long it took to listen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from types import SimpleNamespace

import pytest

from generator.local.parallel import crew as module
from generator.local.parallel.crew import Crew
from generator.local.parallel.messages import Message, Program

PROGRAM = Program("", "score.py", (), "", "", "INFO", True, False, {}, 60, 600)
SAID = Message("returned", {})


@dataclass
class Worker:
    """One that has said something by the time it is listened to, or not."""

    deadline: float = inf
    said: list[Message] = field(default_factory=list)
    ended: bool = False
    more: bool = True

    def receive(self) -> tuple[Sequence[Message], bool]:
        return self.said, self.more


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(module, "_wait_for", lambda workers: None)
    return clock


def crew_of(*workers: Worker) -> Crew:
    crew = Crew(PROGRAM, len(workers))
    crew._workers = list(workers)  # type: ignore[arg-type]
    return crew


STATES = [
    (Worker(), "ALIVE"),
    (Worker(deadline=101), "ALIVE"),
    (Worker(deadline=99), "LATE"),
    (Worker(deadline=99, said=[SAID]), "ALIVE"),
    (Worker(deadline=99, ended=True), "ENDED"),
    (Worker(said=[SAID], ended=True), "ENDED"),
    (Worker(said=[SAID], more=False), "ENDED"),
]


@pytest.mark.parametrize(("worker", "expected"), STATES)
def test_states(worker: Worker, expected: str, clock: SimpleNamespace) -> None:
    ((_, messages, state),) = crew_of(worker)._heard()
    assert state.name == expected
    assert list(messages) == worker.said


def test_whoever_takes_an_answer_may_take_long(clock: SimpleNamespace) -> None:
    """A worker that was not late when the first was listened to may have answered meanwhile."""
    crew = crew_of(Worker(said=[SAID]), Worker(deadline=101))
    heard = crew._heard()
    next(heard)
    clock.now = 1_000
    assert next(heard)[2].name == "ALIVE"
    assert [state.name for _, _, state in crew._heard()] == ["ALIVE", "LATE"]
