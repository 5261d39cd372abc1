"""The lock: what was generated, from what, by which version, with the text as it was generated.

For each job it is one file, `.scorewright/<job>.json` below the output folder, and one more for
what belongs to no job. It comes with every checkout, so nothing that it says is believed unchecked.
"""

from generator.workspace.home import lock_path
from generator.workspace.lock.model import Entry, Kept, Lock, LockFault, Made, Share
from generator.workspace.lock.printing import SUPPORT, printed
from generator.workspace.lock.reading import read_lock

__all__ = [
    "SUPPORT",
    "Entry",
    "Kept",
    "Lock",
    "LockFault",
    "Made",
    "Share",
    "lock_path",
    "printed",
    "read_lock",
]
