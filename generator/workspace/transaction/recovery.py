"""Finding what a killed run left, and taking it back."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.workspace.transaction import journal
from generator.workspace.transaction.staging import Run
from generator.workspace.transaction.undoing import Undo


class Recovered(Struct, frozen=True):
    """How many files were put back or taken away again.

    `left` are those that somebody has changed since, which stay as they are.
    """

    files: int
    left: tuple[PurePosixPath, ...]


def interrupted(output: Path) -> bool:
    """Whether a run was killed and has left something in an output folder."""
    return Run(output).exists()


def recover(output: Path) -> Recovered | None:
    """Take back what a killed run did; None if there was none.

    A run that was killed before it touched a file, or after it had done everything, only left
    things of its own. They are swept up if that is possible, and no file counts.

    Raises:
        FileFault: the journal is damaged or leads out of the folder, or a file cannot be put back.
    """
    run = Run(output)
    if not run.exists():
        return None
    run.refuse_links()
    if not run.has_journal():
        with suppress(OSError):  # a command that only reads works on a read-only file system too
            run.clear()
        return Recovered(0, ())
    undo = Undo(run, journal.get(run))
    undo.all()
    return Recovered(undo.files, tuple(PurePosixPath(path) for path in sorted(undo.left)))
