"""The state of the service that the stand-in plays, and how a local run reaches its scripts."""

from collections.abc import Iterator
from contextlib import contextmanager

from azureml.core.datastore import Datastore
from azureml.core.run import Run
from azureml.core.workspace import Workspace


def reset() -> None:
    """Forget every workspace, and with it what was published there; and the datastores."""
    Workspace._known.clear()
    Datastore._kinds.clear()


def datastores(kinds: dict[str, str]) -> None:
    """Say what `datastore_type` datastores have, by their names."""
    Datastore._kinds.update(kinds)


@contextmanager
def submitted() -> Iterator[Run]:
    """Run code as the compute does: `Run.get_context()` is a step's run, its parent the pipeline's.

    Yields:
        The step's run.
    """
    step = Run("experiment", "step")
    step.parent = Run("experiment", "pipeline")
    Run._current = step
    try:
        yield step
    finally:
        Run._current = None
