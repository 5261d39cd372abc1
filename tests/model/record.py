"""What was generated last, as the model knows it: it never reads the lock."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from generator.workspace.artifacts import Artifact, Owner

PROJECT = "project.yaml"


@dataclass(frozen=True, slots=True)
class Base:
    """The text that was generated last: several after a git merge, none if the file was theirs."""

    owner: Owner
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """What was generated for one job, from which specs, with which templates.

    `specs` are the texts of the job's own spec and of the project, by the names of their files.
    """

    files: Mapping[str, Base]
    specs: Mapping[str, str]
    templates: int


@dataclass(slots=True)
class Record:
    """All shares, by job. One that git has merged is not `exact`: who knows what it is made of."""

    shares: dict[str, Share] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()

    @property
    def files(self) -> dict[str, Base]:
        """Everything that was generated, by its path."""
        return {path: base for share in self.shares.values() for path, base in share.files.items()}

    def share_of(self, path: str) -> str:
        """The job for which a file was generated."""
        return next(job for job, share in self.shares.items() if path in share.files)


def renames(record: Record, specs: Mapping[str, str], former: Mapping[str, str]) -> dict[str, str]:
    """The former name of each job that has another one now.

    Args:
        record: what was generated.
        specs: the text of each job's spec.
        former: what specs say of it themselves.
    """
    gone = {job for job in record.shares if job and job not in specs}
    new = {job for job in specs if job not in record.shares}
    found = {job: was for job, was in former.items() if job in new and was in gone}
    left = gone - set(found.values())
    for job in new - found.keys():
        same = [was for was in left if _renamed(record.shares[was], was, job) == specs[job]]
        if len(same) == 1:
            found[job] = same[0]
    former_names = [*found.values()]
    return {job: was for job, was in found.items() if former_names.count(was) == 1}


def _renamed(share: Share, was: str, job: str) -> str:
    return re.sub(rf"^name: {was}$", f"name: {job}", share.specs[f"{was}.yaml"], flags=re.M)


def moves(record: Record, renamed: Mapping[str, str], wanted: Collection[str]) -> dict[str, str]:
    """The former path of each file of a job that has another name now."""
    found = {}
    for job, was in renamed.items():
        for path in record.shares[was].files:
            now = path.replace(was, job)
            if now in wanted:
                found[now] = path
    return found


def after(
    record: Record,
    artifacts: Mapping[str, Artifact],
    specs: Mapping[str, Mapping[str, str]],
    templates: int,
    theirs: Collection[str],
    kept: Collection[str],
) -> Record:
    """The record after everything was generated.

    Args:
        record: the record before.
        artifacts: what was generated.
        specs: the specs that each job is made of.
        templates: the version of the templates.
        theirs: the scaffolds that were the user's before they were generated.
        kept: the files that nothing asks for any more, and that stay.
    """
    files: dict[str, dict[str, Base]] = {}
    for path, artifact in artifacts.items():
        texts = frozenset[str]() if path in theirs else frozenset({artifact.text})
        files.setdefault(artifact.job, {})[path] = Base(artifact.owner, texts)
    for path in kept:
        left = replace(record.files[path], owner=Owner.LEFT)
        files.setdefault(record.share_of(path), {})[path] = left
    shares = {}
    for job, found in files.items():
        old = record.shares.get(job)
        if old and old.files == found and job not in record.merged:
            shares[job] = old
        elif job in specs:
            shares[job] = Share(found, specs[job], templates)
        else:
            assert old is not None
            shares[job] = replace(old, files=found)
    return Record(shares)
