"""Loads an entry script and calls its functions."""

import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.local.parallel.batches.parts import File, MiniBatch
from generator.local.parallel.batches.reading import read_table


class NotAnEntryScript(Exception):
    """A script lacks run()."""


class MiniBatchContext(Struct, frozen=True):
    """The second argument of run(), if it takes one."""

    partition_key_value: Mapping[str, object]
    minibatch_index: int

    @property
    def dataset(self) -> object:
        """Raise: it is a Dataset of Azure ML, which there is none of here."""
        raise NotImplementedError("mini_batch_context.dataset needs Azure ML; use mini_batch")


class Entry(Struct, frozen=True):
    """The functions of an entry script; init() and shutdown() may be missing."""

    init: Callable[[], object]
    run: Callable[..., object]
    shutdown: Callable[[], object]
    takes_context: bool


def load(source: Path, entry_script: str) -> Entry:
    """Import an entry script by its path, with its folder first on sys.path.

    Raises:
        NotAnEntryScript: it has no run().
        BaseException: whatever importing it raises.
    """
    place = source / entry_script
    sys.path.insert(0, str(place.parent))
    name = place.stem if place.stem not in sys.modules else f"entry_script_{place.stem}"
    spec = importlib.util.spec_from_file_location(name, place)
    if spec is None or spec.loader is None:
        raise NotAnEntryScript(f"{entry_script} is no Python file")
    module = importlib.util.module_from_spec(spec)
    # Where pickle and dataclasses look for it.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    run = getattr(module, "run", None)
    if not callable(run):
        raise NotAnEntryScript(f"{entry_script} has no function run(mini_batch)")
    return Entry(
        getattr(module, "init", _nothing),
        run,
        getattr(module, "shutdown", _nothing),
        _takes_two(run),
    )


def _nothing() -> None:
    """What a function does that is not there."""


def _takes_two(run: Callable[..., object]) -> bool:
    kinds = [parameter.kind for parameter in inspect.signature(run).parameters.values()]
    by_place = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(kind in by_place for kind in kinds) >= 2


class Call(Struct, frozen=True):
    """A call of run() that only has to be made."""

    mini_batch: object
    context: MiniBatchContext

    def of(self, entry: Entry) -> object:
        """Return what run() returns; it gets the context if it takes two arguments."""
        given = (self.mini_batch, self.context) if entry.takes_context else (self.mini_batch,)
        return entry.run(*given)


def call_for(batch: MiniBatch, tabular: bool) -> Call:
    """Read what a mini-batch consists of: a list of paths, or a DataFrame."""
    if not tabular:
        return Call(list(batch.files), MiniBatchContext(batch.partition, batch.index))
    parts = [part for part in batch.parts if not isinstance(part, File)]
    frame = read_table(parts, batch.partition)
    values = {key: _plain(frame[key].iloc[0]) for key in batch.partition}
    return Call(frame, MiniBatchContext(values, batch.index))


def _plain(value: object) -> object:
    """A number of Python's for one of NumPy's."""
    item = getattr(value, "item", None)
    return value if item is None else item()
