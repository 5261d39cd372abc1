"""Working on an output folder, and telling people at the terminal what they wait for."""

import sys
from collections.abc import Container
from contextlib import AbstractContextManager
from pathlib import Path

from generator.workspace.at_work import at_work as at_work_in
from generator.workspace.lock import Lock


def at_work(output: Path, jobs: Container[str] | None = None) -> AbstractContextManager[Lock]:
    """`generator.workspace.at_work`, which tells what it does on standard error."""
    return at_work_in(output, tell, jobs)


def tell(words: str) -> None:
    """Say something that belongs to no result."""
    print(f"scorewright: {words}", file=sys.stderr, flush=True)
