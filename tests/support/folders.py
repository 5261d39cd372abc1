"""An output folder that is planned and written, in few words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.merge import Format, LinesFormat
from generator.workspace.apply import apply
from generator.workspace.artifacts import Artifact, Owner, Text
from generator.workspace.decide import Policy
from generator.workspace.files import digest
from generator.workspace.ledger import Ledger
from generator.workspace.lock import read_lock
from generator.workspace.plan import Plan, Wish, plan
from tests.support.locks import MADE

LINES = LinesFormat(lambda text: True)
Given = str | tuple[str, Owner] | tuple[str, Owner, str]
Wanted = Mapping[str, Given]
"""By path: a text, its owner (generated), and its job ("job")."""


@dataclass
class Output:
    """An output folder. What is wanted is said anew each time."""

    folder: Path
    formats: Callable[[PurePosixPath], Format] = field(default=lambda path: LINES)
    specs: dict[str, str] = field(default_factory=dict)

    def plan(
        self, wanted: Wanted, policy: Policy = "stop", moves: Mapping[str, str] | None = None
    ) -> Plan:
        """What is to happen so that the folder holds what is wanted."""
        artifacts = {PurePosixPath(path): _artifact(path, each) for path, each in wanted.items()}
        jobs = {each.job for each in artifacts.values()}
        specs = {job: self.specs.get(job, f"name: {job}\n") for job in jobs}
        inputs = {job: {f"{job or 'project'}.yaml": digest(specs[job])} for job in jobs}
        paths = {PurePosixPath(new): PurePosixPath(old) for new, old in (moves or {}).items()}
        wish = Wish(artifacts, self.formats, Ledger(MADE, inputs, specs), paths)
        return plan(self.folder, wish, read_lock(self.folder), policy)

    def write(
        self, wanted: Wanted, policy: Policy = "stop", moves: Mapping[str, str] | None = None
    ) -> Plan:
        """Make the folder hold what is wanted; gives what was planned."""
        planned = self.plan(wanted, policy, moves)
        assert planned.stops == ()
        apply(planned)
        return planned

    def put(self, path: str, data: str | bytes) -> None:
        """Write a file by hand."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def data(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def files(self) -> dict[str, bytes]:
        """All files but those of the lock."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file() and ".scorewright" not in file.parts
        }


def outcomes(planned: Plan) -> dict[str, str]:
    """What becomes of each file."""
    return {str(action.path): str(action.outcome) for action in planned.actions}


def _artifact(path: str, given: Given) -> Artifact:
    match given:
        case (text, owner, job):
            return Artifact(PurePosixPath(path), Text.of(text), owner, job)
        case (text, owner):
            return Artifact(PurePosixPath(path), Text.of(text), owner, "job")
        case str(text):
            return Artifact(PurePosixPath(path), Text.of(text), Owner.GENERATED, "job")
