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
from generator.workspace.artifacts import Artifact, Text
from generator.workspace.decide import Outcome, Policy
from generator.workspace.disk import OnDisk
from generator.workspace.files import digest
from generator.workspace.folder import Folder
from generator.workspace.lock import Entry, Lock, LockFault
from generator.workspace.plan import Action


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
    sync = synchronized(compiled, output, lock, policy)
    return sync if all(_is_known(action, shared) for action in sync.plan.actions) else None


def _is_known(action: Action, shared: Mapping[PurePosixPath, Artifact]) -> bool:
    """Whether all is known of a file that somebody will want to know: its text may be unread."""
    text = shared[action.path].content if action.path in shared else None
    return action.outcome is Outcome.SAME or text is None or bool(text.deflated)


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
    concerned = arm.concerned(before.documents, after.documents)
    try:
        texts = {path: _text(output, path, entries[path]) for path in concerned & entries.keys()}
    except LockFault:
        return None
    known = {path: text for path, text in texts.items() if text is not None}
    patched = arm.patched(known, before.documents, after.documents)
    if patched is None or any(entry.kept is None for entry in entries.values()):
        return None
    return {
        path: Artifact(path, _content(patched.get(path), entry), entry.owner)
        for path, entry in entries.items()
    }


def _content(text: str | None, entry: Entry) -> Text:
    assert entry.kept is not None
    return Text.unread(entry.kept.sha256) if text is None else Text.of(text)


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
