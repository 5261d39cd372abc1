"""Whether processes that a test has heard of are still there."""

import time

import psutil


def is_alive(pid: int) -> bool:
    """Whether it runs; one that is only left to be waited for does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for_end(pids: list[int]) -> None:
    """Return when all have ended; for ever, if one does not: the test's runner tells of it."""
    while any(is_alive(pid) for pid in pids):
        time.sleep(0.02)
