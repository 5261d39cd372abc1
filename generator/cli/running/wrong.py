"""A command line that cannot be carried out."""

from collections.abc import Iterable

from generator.diagnostics import nearest


class Wrong(Exception):
    """What is wrong with it, and what to do instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def no_job(name: str, jobs: Iterable[str]) -> Wrong:
    """There is no job of a name among these."""
    known = [*jobs]
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else f"jobs: {', '.join(known)}"
    return Wrong(f"there is no job {name!r}", hint)
