"""How many processors could help this process, by copies of it."""

import os
import sys


def idle() -> int:
    """The number; none where a process is not copied in no time, and safely: outside of Linux.

    A copy of a process with threads has none of them, and whatever they were doing stays half done.
    """
    if sys.platform != "linux":
        return 0
    threading = sys.modules.get("threading")  # if nobody has loaded it, there are no threads
    if threading is not None and threading.active_count() > 1:
        return 0
    return len(os.sched_getaffinity(0)) - 1
