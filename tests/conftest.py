"""What holds for all tests."""

import gc


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, not among the thousands of tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
