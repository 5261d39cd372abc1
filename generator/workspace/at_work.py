"""Working on an output folder: one run at a time, after whatever an interrupted run left."""

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import Code
from generator.workspace.files import FileFault, fault
from generator.workspace.lock import Lock, read_lock
from generator.workspace.transaction import guard, recover

Tell = Callable[[str], None]
"""Is told what people have to know who wait for it."""


@contextmanager
def at_work(output: Path, tell: Tell, jobs: Container[str] | None = None) -> Iterator[Lock]:
    """The lock of a folder, in which nobody else is at work meanwhile.

    What a killed run did is taken back first, and said.

    Args:
        output: the folder.
        tell: is told of a run that is waited for, and of what was taken back.
        jobs: whose shares of the lock are needed; all if it is None.

    Raises:
        FileFault: the folder is none; another run does not end; what was interrupted cannot be
            taken back; or nothing may be done with such a lock, as a newer Scorewright wrote it.
    """
    if output.exists() and not output.is_dir():
        hint = "move it away, or choose another folder with --output"
        raise fault(
            Code.IN_THE_WAY, "a file stands where the output folder should be", output, hint
        )
    with guard(output, lambda: tell(f"another run is at work in {output}: waiting for it")):
        recovered = recover(output)
        if recovered and recovered.files:
            files = "1 file" if recovered.files == 1 else f"{recovered.files} files"
            tell(f"an earlier run was interrupted: what it did to {files} was undone")
        for path in recovered.left if recovered else ():
            tell(f"{output / path} was edited since then, and stays as it is")
        lock = read_lock(output, jobs)
        if lock.fatal:
            raise FileFault(lock.fatal[0])
        yield lock
