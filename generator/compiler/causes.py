"""Why a file is not what its spec compiles to: what has changed since it was generated."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from generator.compiler.compile import Compiled, compile
from generator.compiler.sync import Sync
from generator.spec.files import PROJECT
from generator.workspace.artifacts import Owner
from generator.workspace.decide import Outcome
from generator.workspace.lock import Lock, LockFault, Made, Share
from generator.workspace.plan import Action

_WITHOUT = frozenset({Outcome.SAME, Outcome.OWN, Outcome.UNRESOLVED})
"""Outcomes that nothing has to have changed for."""
_CLASHES = frozenset(
    {Outcome.MERGE, Outcome.SETTLE, Outcome.MARK, Outcome.CONFLICT, Outcome.NO_BASE}
)
_EDITED = _CLASHES | {Outcome.EDITED, Outcome.FINAL}
_NEW = _CLASHES | {Outcome.CREATE, Outcome.UPDATE}
"""Outcomes for which what is generated has changed."""


class Causes:
    """Tells why, for one comparison of specs and files."""

    def __init__(self, sync: Sync) -> None:
        self._sync = sync
        self._lock = sync.plan.lock

    def of(self, action: Action) -> str:
        """The cause of what happens to a file, in words; "" where there is none to tell."""
        if action.outcome is Outcome.FOREIGN:
            return "the lock tells of nothing that was generated" if self._lost(action) else ""
        if action.outcome in _WITHOUT and not action.moves:
            return ""
        found = dict.fromkeys(self._of(action))
        if not found and action.owner is Owner.DERIVED:
            return "a document that it is made from changed"
        return "; ".join(found) or "another spec changed"

    def _of(self, action: Action) -> Iterator[str]:
        if action.outcome in _EDITED:
            yield "edited by hand since it was generated"
        if action.outcome is Outcome.RECREATE:
            yield "it was deleted since it was generated"
        elif action.outcome in (Outcome.REMOVE, Outcome.KEEP):
            yield self._unwanted(action)
        elif action.moves or action.outcome in _NEW:
            yield from self._changed(action)

    def _unwanted(self, action: Action) -> str:
        if action.job and action.job not in self._sync.ledger.specs:
            return f"there is no spec {action.job} any more"
        return "; ".join(self._changed(action))

    def _changed(self, action: Action) -> Iterator[str]:
        """What changed since the text in the lock was generated."""
        share = self._share(action)
        if share is None:
            yield "it was never generated"
            return
        if action.was:
            yield f"the job was called {share.job}"
        entries = self._lock.candidates.get(action.was or action.path, ())
        if len(entries) > 1:
            yield "two branches were merged"
        known = {entry.kept.sha256 for entry in entries if entry.kept}
        again = self._again(action.was or action.path)
        made_again = again is not None and again in known
        if not made_again:
            yield from self._tools(share.made)
        if again is None or again != self._wanted(action.path):
            inputs = self._kept_specs(share) if made_again else share.inputs
            yield from self._inputs(inputs, action.job)

    def _lost(self, action: Action) -> bool:
        """Whether the lock, or the share that a file would be in, seems to be gone."""
        return not self._lock.shares or action.job in self._jobs_without_share

    @cached_property
    def _jobs_without_share(self) -> frozenset[str]:
        """The jobs of which files stand as they are generated, and no share tells of any.

        A job that is new has none of either.
        """
        same = (each.job for each in self._sync.plan.actions if each.outcome is Outcome.SAME)
        return frozenset(same) - self._lock.shares.keys()

    def _share(self, action: Action) -> Share | None:
        job = self._sync.renamed.get(action.job, action.job)
        return self._lock.shares.get(job)

    def _wanted(self, path: PurePosixPath) -> str | None:
        artifact = self._sync.compiled.artifacts.get(path)
        return artifact.content.sha256 if artifact else None

    def _again(self, path: PurePosixPath) -> str | None:
        """The digest of what the specs of back then compile to today; None if that is not known."""
        if self.before is None:
            return None
        artifact = self.before.artifacts.get(path)
        return artifact.content.sha256 if artifact else ""

    @cached_property
    def before(self) -> Compiled | None:
        """What the specs in the lock compile to today; None if they do not, or are lost."""
        specs = old_specs(self._lock)
        if specs is None:
            return None
        compiled = compile(PurePosixPath(), specs)
        return None if compiled.errors else compiled

    def _tools(self, was: Made) -> Iterator[str]:
        now = self._sync.ledger.made
        if not was.scorewright:
            yield "an older Scorewright generated it"
            return
        if was.scorewright != now.scorewright:
            yield f"Scorewright changed from {was.scorewright} to {now.scorewright}"
        if was.black != now.black:
            yield f"black changed from {was.black} to {now.black}"
        if was.templates != now.templates:
            yield "a template changed"

    def _kept_specs(self, share: Share) -> Mapping[str, str]:
        """The digests of a share's inputs as the lock has them now.

        A share is written when its files change; the lock may hold newer specs that changed none.
        """
        shares = self._lock.shares
        kept = {
            file: shares.get("" if (job := PurePosixPath(file).stem) == PROJECT else job)
            for file in share.inputs
        }
        newer = {file: each.spec.sha256 for file, each in kept.items() if each and each.spec}
        return {**share.inputs, **newer}

    def _inputs(self, inputs: Mapping[str, str], job: str) -> Iterator[str]:
        now, files = self._sync.ledger.inputs.get(job, {}), {*inputs}
        # Of a job that was renamed, its own spec is another file: that was told already.
        files = files & now.keys() if job in self._sync.renamed else files | now.keys()
        for file in sorted(files) if inputs else ():  # an old lock tells of none
            if inputs.get(file) != now.get(file):
                yield f"{file} changed"


def old_specs(lock: Lock) -> Mapping[PurePosixPath, str] | None:
    """The specs that the lock was made from; None if any is lost."""
    try:
        return {
            PurePosixPath(f"{job or PROJECT}.yaml"): share.spec.text()
            for job, share in lock.shares.items()
            if share.spec
        }
    except LockFault:
        return None
