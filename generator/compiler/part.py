"""Compiling the jobs that changed, and none of the thousand others.

It is right where all was in step before, and the rest of the project sees the same of these jobs as
it did. Whatever is not that simple is left to be compiled as a whole.
"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from generator.compiler.causes import old_specs
from generator.compiler.compile import Compiled, Draft, draft, drafted_artifacts
from generator.compiler.outside import outside
from generator.compiler.sync import Sync, synchronized
from generator.factory import arm
from generator.workspace.artifacts import Artifact, Owner, Text
from generator.workspace.decide import Policy
from generator.workspace.disk import OnDisk
from generator.workspace.files import digest
from generator.workspace.folder import Folder
from generator.workspace.lock import Entry, Lock, LockFault


def closed(jobs: Collection[str], related: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Jobs with all others that name something of one of them, or of which one names something."""
    found = set(jobs)
    while True:
        names = {each for name in found for each in related.get(name, ())}
        namers = {name for name, others in related.items() if not found.isdisjoint(others)}
        if names | namers <= found:
            return frozenset(found)
        found |= names | namers


def synchronized_part(
    texts: Mapping[PurePosixPath, str],
    output: Path,
    lock: Lock,
    beside: Collection[str],
    policy: Policy = "stop",
    today: date | None = None,
) -> Sync | None:
    """Decide what is to happen in a folder in which all was in step until some specs changed.

    Args:
        texts: the project file and the specs of a closed set of jobs, by path.
        output: the folder.
        lock: the shares of these jobs, and of what belongs to none.
        beside: the names of all other jobs.
        policy: what to do about conflicts.
        today: the day, for warnings of what lies in the past.

    Returns:
        A plan that does what that of the whole project would; None if only the latter can tell.

    Raises:
        FileFault: a file cannot be read.
    """
    specs = old_specs(lock) if _is_sound(lock) else None
    if specs is None or {file.stem for file in specs} != {file.stem for file in texts}:
        return None
    before, after = (
        draft(PurePosixPath(), each, today=today, beside=beside) for each in (specs, texts)
    )
    if _has_errors(before) or _has_errors(after) or outside(before) != outside(after):
        return None
    shared = _shared(output, lock, before, after)
    if shared is None:
        return None
    artifacts = {each.path: each for each in drafted_artifacts(after) if each.job}
    compiled = Compiled(after.loaded, {**artifacts, **shared}, ())
    return synchronized(compiled, output, lock, policy)


def _is_sound(lock: Lock) -> bool:
    """Whether every share is exactly what was written once."""
    return not (lock.faults or lock.notes) and lock.sealed == lock.shares.keys()


def _has_errors(drafted: Draft) -> bool:
    return any(each.severity == "error" for each in drafted.diagnostics)


def _shared(
    output: Path, lock: Lock, before: Draft, after: Draft
) -> Mapping[PurePosixPath, Artifact] | None:
    """What belongs to no job: as it is, but for the templates that hold the jobs' documents."""
    entries = lock.shares[""].files if "" in lock.shares else {}
    try:
        known = {path: _text(output, path, entry) for path, entry in entries.items()}
    except LockFault:
        return None
    texts = {path: text for path, text in known.items() if text is not None}
    derived = {path: text for path, text in texts.items() if entries[path].owner is Owner.DERIVED}
    patched = arm.patched(derived, before.documents, after.documents)
    if patched is None or len(texts) < len(known):
        return None
    return {
        path: Artifact(path, Text.of(patched.get(path, text)), entries[path].owner)
        for path, text in texts.items()
    }


def _text(output: Path, path: PurePosixPath, entry: Entry) -> str | None:
    """The text as it was generated; None if it is not to be had, or was not generated.

    Raises:
        LockFault: the lock holds it damaged.
    """
    if entry.kept is None:
        return None
    if entry.kept.has_text:
        return entry.kept.text()
    found = Folder(output).read(path)
    same = isinstance(found, OnDisk) and digest(found.text) == entry.kept.sha256
    return found.text if isinstance(found, OnDisk) and same else None
