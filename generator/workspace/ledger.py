"""The lock as it is to be, after a plan has been carried out."""

from collections.abc import Callable, Container, Mapping
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.workspace.artifacts import Artifact, Owner
from generator.workspace.files import digest
from generator.workspace.lock import Entry, Kept, Lock, LockFault, Made, Share

Files = dict[PurePosixPath, Entry]
_LONGEST = 2**20
"""The bytes of the longest derived text that is kept. It is never merged, only made again."""


class Ledger(Struct, frozen=True):
    """Where artifacts come from.

    By job ("" for what belongs to none): the digests of the specs that it was compiled from, by the
    names of their files, and the text of its own spec.
    """

    made: Made
    inputs: Mapping[str, Mapping[str, str]]
    specs: Mapping[str, str]


def next_shares(
    ledger: Ledger,
    lock: Lock,
    artifacts: Mapping[PurePosixPath, Artifact],
    own: Container[PurePosixPath],
    kept: Container[PurePosixPath],
) -> Mapping[str, Share]:
    """The lock's files as they are to be. One that stays is the very object that was read.

    Args:
        ledger: where the artifacts come from.
        lock: the lock as it is.
        artifacts: all that is generated.
        own: the scaffolds that were the user's before they were generated.
        kept: files that no spec asks for any more, and that stay.
    """
    files: dict[str, Files] = {}
    for artifact in artifacts.values():
        entry = Entry(artifact.owner, _kept(artifact, lock, artifact.path in own))
        files.setdefault(artifact.job, {})[artifact.path] = entry
    for path, entries in lock.candidates.items():
        if path in kept and path not in artifacts:
            left = replace(entries[0], owner=Owner.LEFT)
            files.setdefault(lock.job_of(path) or "", {}).setdefault(path, left)
    return {job: _share(job, found, ledger, lock) for job, found in sorted(files.items())}


def _kept(artifact: Artifact, lock: Lock, is_own: bool) -> Kept | None:
    """The text, as it stands in the lock if it does: another zlib would give other bytes."""
    if is_own and artifact.owner is Owner.SCAFFOLD:
        return None
    known = artifact.content.sha256
    for entry in lock.candidates.get(artifact.path, ()):
        if entry.kept and entry.kept.sha256 == known:
            return _again(entry.kept, partial(_new, artifact), artifact.job in lock.sealed)
    return _new(artifact)


def _new(artifact: Artifact) -> Kept:
    if artifact.owner is Owner.DERIVED and artifact.content.size > _LONGEST:
        return Kept(artifact.content.sha256, "")
    return Kept.of(artifact.content)


def _again(kept: Kept, anew: Callable[[], Kept], is_sealed: bool) -> Kept:
    """A text as it is kept already; anew if it is damaged, which no sealed one is."""
    if is_sealed:
        return kept
    try:
        kept.text()
    except LockFault:
        return anew()
    return kept


def _share(job: str, files: Files, ledger: Ledger, lock: Lock) -> Share:
    """A share. What nothing has changed in stays as it is, whatever it was compiled from."""
    old = lock.shares.get(job)
    if old and job in lock.sealed and _same(old, files):
        return old
    if job not in ledger.specs:  # its spec is gone; files that somebody edited are left of it
        assert old is not None
        return replace(old, files=files)
    spec = ledger.specs[job]
    if old and old.spec and old.spec.sha256 == digest(spec):
        kept = _again(old.spec, partial(Kept.of, spec), job in lock.sealed)
    else:
        kept = Kept.of(spec)
    return Share(job, ledger.made, ledger.inputs[job], kept, files)


def _same(old: Share, new: Files) -> bool:
    """Whether a share tells of these files; by its rows, as making its entries takes much room."""
    return {row[:3] for row in old.rows()} == {
        (str(path), entry.owner.value, entry.kept.sha256 if entry.kept else "")
        for path, entry in new.items()
    }
