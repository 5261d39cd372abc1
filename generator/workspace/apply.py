"""Carrying a plan out: all of it or nothing."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from generator.diagnostics import Code
from generator.workspace.decide import WRITES, Outcome
from generator.workspace.files import fault
from generator.workspace.folder import Folder, Obstacle
from generator.workspace.lock import SUPPORT, Share, lock_path, printed
from generator.workspace.plan import Action, Plan
from generator.workspace.transaction import Remove, Write, commit

_NONE: Mapping[PurePosixPath, str] = MappingProxyType({})


def apply(plan: Plan, laid: Mapping[PurePosixPath, str] = _NONE) -> None:
    """Write and remove what a plan says, and the lock. Nothing else is touched.

    Args:
        plan: what to do.
        laid: texts of the user's that come with it, by their paths, where no file is yet: over
            what the plan creates, which is as if somebody edited it at once, and beside.

    Raises:
        FileFault: a file cannot be written, changed since the plan was made, or something is where
            the lock belongs; then nothing is written.
    """
    assert not plan.stops
    if not plan.in_step:
        files = (each for each in _files(plan) if each.path not in laid)
        own = (Write(path, partial(_encoded, text), None) for path, text in laid.items())
        commit(plan.output, [*files, *own, *_lock(plan)])


def _files(plan: Plan) -> Iterator[Write | Remove]:
    for action in plan.changes:
        yield from _changes(action)


def _changes(action: Action) -> Iterator[Write | Remove]:
    seen = action.found.sha256 if action.found else None
    if action.outcome is Outcome.REMOVE:
        assert seen is not None
        yield Remove(action.path, seen)
    elif action.moves:
        assert action.was is not None
        assert seen is not None
        yield Write(action.path, action.pieces, None)
        yield Remove(action.was, seen)
    elif action.outcome in WRITES:
        yield Write(action.path, action.pieces, seen)


def _lock(plan: Plan) -> Iterator[Write | Remove]:
    folder = Folder(plan.output)
    for name, share in plan.new_shares.items():
        make = partial(_printed, share)
        yield Write(lock_path(name), make, _seen(folder, lock_path(name)))
    for path, text in SUPPORT.items():
        if folder.read(path) is None:
            yield Write(path, partial(_encoded, text), None)
    for name in plan.old_shares:
        if seen := _seen(folder, lock_path(name)):
            yield Remove(lock_path(name), seen)


def _printed(share: Share) -> Iterator[bytes]:
    return _encoded(printed(share))


def _encoded(text: str) -> Iterator[bytes]:
    yield text.encode()


def _seen(folder: Folder, path: PurePosixPath) -> str | None:
    found = folder.read(path)
    if isinstance(found, Obstacle):
        raise fault(Code.IN_THE_WAY, found.words, folder.path / found.at, "move it away")
    return found.sha256 if found else None
