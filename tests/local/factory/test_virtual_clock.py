"""Waiting is free, what goes on beside each other is in order, and real work takes its time."""

from datetime import timedelta

import pytest

from generator.local.factory.clock import Clock
from tests.support.pipeline_runs import START, clock


def test_waiting_takes_no_time_and_time_passes() -> None:
    here = clock()

    async def main() -> str:
        await here.sleep(86400 * 365)
        return here.now().isoformat()

    assert here.run(main()) == (START + timedelta(days=365)).isoformat()


def test_what_is_due_first_goes_on_first_and_ties_keep_their_order() -> None:
    here, order = clock(), list[str]()

    async def part(name: str, *waits: float) -> str:
        for each in waits:
            await here.sleep(each)
            order.append(f"{name}@{here.elapsed:g}")
        return name

    async def main() -> list[str]:
        tasks = [here.start(part("a", 5, 5)), here.start(part("b", 10)), here.start(part("c", 1))]
        return [await each for each in tasks]

    assert here.run(main()) == ["a", "b", "c"]
    assert order == ["c@1", "a@5", "b@10", "a@10"]


def test_real_work_takes_its_time_here_too() -> None:
    times = iter([100.0, 107.5, 200.0, 201.0])
    here = Clock(START, lambda: next(times))

    async def main() -> float:
        assert await here.real(lambda: "done") == "done"
        with pytest.raises(ZeroDivisionError):
            await here.real(lambda: 1 // 0)
        return here.elapsed

    assert here.run(main()) == 8.5


def test_the_background_gets_on_before_each_jump() -> None:
    looked: list[float] = []
    here = clock(lambda: looked.append(here.elapsed))

    async def main() -> None:
        await here.sleep(0)
        await here.sleep(60)
        await here.sleep(60)

    here.run(main())
    assert looked == [0.0, 60.0]


def test_an_exception_ends_everything() -> None:
    here, ended = clock(), list[str]()

    async def beside() -> None:
        try:
            await here.sleep(100)
        finally:
            ended.append("beside")

    async def main() -> None:
        here.start(beside())
        await here.sleep(1)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        here.run(main())
    assert ended == ["beside"]
