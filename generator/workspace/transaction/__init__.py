"""Changing many files at once: all of them or none, whenever the process is killed.

While a run is at work, what is only its own lies in one folder below the output folder:

1. All targets are looked at; what is not as it was when the changes were decided stops the run.
2. The new files are written into that folder, numbered.
3. The journal says what stood at each target and what is to stand there. It appears at once.
4. Files to be removed are moved aside. A file to be replaced gets a second name there; then the new
   one is renamed over it. Folders are made before, and removed when nothing is left in them.
5. The journal disappears: from here on it has happened. The rest is swept up.

As long as the journal stands, the old state can be had back, and that is what `recover` does: never
the new one, because somebody may have worked on the old or on the half-new files since. It can be
killed and begun again as often as one likes.

A file that is replaced keeps its permissions, not its owner, extended attributes or further hard
links: those still show the old bytes. A target that is a link is refused, wherever it leads: a
person made it. A folder may be a link if it stays inside of the output folder. Nothing waits for
the disk, so this is no protection against a power cut.
"""

from generator.workspace.transaction.changes import Remove, Write
from generator.workspace.transaction.guarding import guard
from generator.workspace.transaction.recovery import Recovered, interrupted, recover
from generator.workspace.transaction.writing import commit

__all__ = ["Recovered", "Remove", "Write", "commit", "guard", "interrupted", "recover"]
