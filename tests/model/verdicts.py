"""What `check` has to say of each file, by what the model knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.merge.markers import has_markers
from generator.workspace.artifacts import Artifact, Owner
from tests.model.edits import Mark
from tests.model.record import Base, Record

OUT_OF_DATE, CONFLICT, MARKERS, IN_THE_WAY = "SW503", "SW013", "SW014", "SW007"
EDITED, KEPT = "SW510", "SW511"
NOTHING = ""
OF_FILES = {OUT_OF_DATE, CONFLICT, MARKERS, IN_THE_WAY, EDITED, KEPT}
STOPS = {CONFLICT, MARKERS, IN_THE_WAY}
_NO_BASE = Base(Owner.GENERATED, frozenset())


@dataclass(frozen=True, slots=True)
class Facts:
    """All that has a say in what is to happen.

    Attributes:
        artifacts: what the specs compile to.
        disk: the text of each file that is there.
        record: what was generated last.
        moved: the former path of each file of a job that has another name now.
        marks: what the user wrote into files.
        own: the user's own files.
        noisy: generated files that editors have saved anew.
        mixed: files that git has put together of two, at any time.
        bases: what was generated last, by path.
    """

    artifacts: Mapping[str, Artifact]
    disk: Mapping[str, str]
    record: Record
    moved: Mapping[str, str]
    marks: frozenset[Mark]
    own: frozenset[str]
    noisy: frozenset[str]
    mixed: frozenset[str]
    bases: Mapping[str, Base] = field(default_factory=dict)

    def base(self, path: str) -> Base | None:
        """What was generated for a path, or for the one that it had."""
        was = self.moved.get(path, "")
        is_beside = was in self.disk and path in self.disk
        return self.bases.get(path) or (None if is_beside else self.bases.get(was))

    def moves(self, path: str) -> str | None:
        """Where the file of a path still stands, if it has to move."""
        was = self.moved.get(path)
        if was not in self.disk or path in self.disk or self.is_foreign(path):
            return None
        return was

    def is_foreign(self, path: str) -> bool:
        """Whether the user's own file is where a file is to be made."""
        above = [path[:at] for at, letter in enumerate(path) if letter == "/"]
        return any(each in self.own for each in (path, *above))

    def is_marked(self, path: str) -> bool:
        return any(mark.path == path for mark in self.marks)


def verdicts(facts: Facts) -> dict[str, frozenset[str]]:
    """The codes one of which has to be told of each file; `NOTHING` if it may be passed over."""
    found = {path: _wanted(facts, artifact) for path, artifact in facts.artifacts.items()}
    leaving = {
        facts.moved.get(path)
        for path, codes in found.items()
        if facts.moves(path) or codes == {IN_THE_WAY}
    }
    for path, base in facts.bases.items():
        if path not in found and path not in leaving:
            found[path] = _unwanted(facts, path, base)
    return {path: frozenset(codes | _by_git(facts, path, codes)) for path, codes in found.items()}


def _by_git(facts: Facts, path: str, codes: set[str]) -> set[str]:
    """What else may be told of a file of which git has merged two: a stop only if it was edited."""
    artifact = facts.artifacts.get(path)
    job = artifact.job if artifact else facts.record.share_of(path)
    is_mixed = path in facts.mixed or facts.moves(path) in facts.mixed
    if codes == {IN_THE_WAY} or (job not in facts.record.merged and not is_mixed):
        return set()
    # Of what git has put together of different jobs' files, nobody knows what it is.
    is_touched = facts.is_marked(path) or path in facts.noisy or job not in facts.record.merged
    free = {NOTHING, OUT_OF_DATE, EDITED, KEPT}
    return free | {CONFLICT, MARKERS} if is_touched else free


def _wanted(facts: Facts, artifact: Artifact) -> set[str]:
    path = str(artifact.path)
    base, was = facts.base(path), facts.moves(path)
    stands = facts.disk.get(was or path)
    is_scaffold = artifact.owner is Owner.SCAFFOLD
    if stands is None:
        if facts.is_foreign(path):
            return {IN_THE_WAY}
        return {NOTHING} if is_scaffold and base else {OUT_OF_DATE}
    moving = {OUT_OF_DATE} if was else {NOTHING}
    if stands == artifact.text:
        return moving
    if is_scaffold and not (base and base.texts):
        return moving
    if base is None or facts.is_foreign(path):
        return {IN_THE_WAY}
    if stands in base.texts:
        return {OUT_OF_DATE}
    if artifact.owner is Owner.DERIVED:
        return {CONFLICT}
    return _edited(facts, artifact, was or path, stands, base, moving)


def _edited(
    facts: Facts, artifact: Artifact, path: str, stands: str, base: Base, moving: set[str]
) -> set[str]:
    if has_markers(stands) and (facts.is_marked(path) or artifact.job not in facts.record.merged):
        return {MARKERS}
    is_marked = facts.is_marked(path)
    says = {EDITED} if is_marked and artifact.owner is not Owner.SCAFFOLD else {NOTHING}
    if base.texts == {artifact.text}:
        return moving if moving != {NOTHING} else says
    merged = {OUT_OF_DATE, *(moving if moving != {NOTHING} else says)}
    return merged | {CONFLICT} if is_marked else merged


def _unwanted(facts: Facts, path: str, base: Base) -> set[str]:
    stands = facts.disk.get(path)
    if stands is None:
        return {NOTHING}
    is_theirs = facts.is_marked(path) or not base.texts
    return {OUT_OF_DATE} if stands in base.texts or not is_theirs else {KEPT}
