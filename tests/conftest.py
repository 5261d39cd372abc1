"""What holds for all tests: they are many, and two workers share two processors."""

import gc
import os

import pytest

from tests.support.trained import DEMO

# One for each worker is enough: the threads of a linear algebra would wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play the demo first: it takes longest by itself, and other tests want what it trains."""
    items.sort(key=lambda item: item.path.parts[-len(DEMO.parts) :] != DEMO.parts)


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, not among the thousands of tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
