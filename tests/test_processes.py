"""Many things done by several processes come to the same as by one."""

import gc
import os
from collections.abc import Sequence
from itertools import chain

import pytest

from generator import cores, processes
from generator.compiler.compile import compile
from generator.processes import spread
from tests.support import cases, projects

THINGS = list(range(200))


@pytest.fixture(autouse=True, params=[0, 1, 3])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    if count and not hasattr(os, "fork"):
        pytest.skip("this system copies no processes")
    monkeypatch.setattr(cores, "idle", lambda: count)
    return count


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def test_results_are_in_order() -> None:
    assert [*chain.from_iterable(spread(squares, THINGS))] == squares(THINGS)
    assert spread(squares, []) == []
    assert spread(squares, [3]) == [[9]]


def test_who_waits_is_told_how_far_it_is(workers: int) -> None:
    told: list[int] = []
    spread(squares, THINGS, told.append)
    assert told == sorted(told)
    if not workers:
        assert told == [*range(0, 200, 8)]


def test_what_a_worker_cannot_do_is_done_here() -> None:
    here = os.getpid()

    def only_here(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os._exit(3)
        return squares(numbers)

    def not_sent(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            raise MemoryError
        return squares(numbers)

    for do in (only_here, not_sent):
        assert [*chain.from_iterable(spread(do, THINGS))] == squares(THINGS)


def test_what_is_raised_is_raised_here_and_no_worker_is_left(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    children: list[int] = []

    def fork() -> int:
        children.append(child := forked())
        return child

    def fails(numbers: Sequence[int]) -> list[int]:
        if 150 in numbers:
            raise ValueError("150 is wrong")
        return squares(numbers)

    if workers:
        forked = os.fork
        monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(ValueError, match="150 is wrong"):
        spread(fails, THINGS)
    assert len(children) == workers
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_a_worker_collects_its_own_garbage_and_leaves_alone_what_was_there() -> None:
    def collecting(_: Sequence[int]) -> tuple[int, bool]:
        return os.getpid(), gc.isenabled() and gc.get_freeze_count() > 0

    found = dict(spread(collecting, THINGS))
    found.pop(os.getpid(), None)
    assert all(found.values())


def test_jobs_compile_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_FEW", 1)
    monkeypatch.setattr(processes, "_CHUNK", 1)
    again = projects.compiled(cases.CASES["everything"])
    found = {str(path): artifact.text for path, artifact in again.artifacts.items()}
    assert [*found.items()] == [*cases.artifacts("everything").items()]


def test_what_is_wrong_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read, and what is wrong with what could: both come from workers."""
    texts = dict(cases.CASES["everything"])
    for number, (file, text) in enumerate(texts.items()):
        wrong = ("nonsense: 1\n", "moved_from: 'a b'\n", "a: [\n", "")[number % 4]
        texts[file] = text.replace("datastore: lake", "datastore: lage") + wrong
    expected = compile(projects.SPECS, texts).diagnostics
    assert len({each.place.file for each in expected}) == len(texts)
    monkeypatch.setattr(processes, "_FEW", 1)
    monkeypatch.setattr(processes, "_CHUNK", 1)
    assert compile(projects.SPECS, texts).diagnostics == expected
