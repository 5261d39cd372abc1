"""What writing would do, decided before anything is written; and then doing it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.diagnostics import Code, Diagnostic, Place
from generator.workspace import record
from generator.workspace.artifacts import Artifact, Owner
from generator.workspace.files import digest, fault, read_text, write_text
from generator.workspace.record import Record

Kind = Literal["create", "update", "delete", "keep"]


@dataclass(frozen=True, slots=True)
class Action:
    """What happens to one file. "keep" is for one that no spec asks for, but somebody edited."""

    kind: Kind
    path: PurePosixPath
    job: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to happen below an output folder, and what stands against it."""

    output: Path
    actions: tuple[Action, ...]
    diagnostics: tuple[Diagnostic, ...]
    records: Mapping[PurePosixPath, str]

    @property
    def changes(self) -> tuple[Action, ...]:
        """The actions that touch a file."""
        return tuple(action for action in self.actions if action.kind != "keep")


def plan(output: Path, artifacts: Mapping[PurePosixPath, Artifact], *, overwrite: bool) -> Plan:
    """Look at a folder and decide what each artifact means for it.

    Args:
        output: the folder.
        artifacts: everything that is to be in it.
        overwrite: whether generated files that somebody edited are to be made again.

    Raises:
        FileFault: a file or the record cannot be read.
    """
    known = record.read_record(output)
    planner = _Planner(output, known, overwrite)
    actions = [action for artifact in artifacts.values() for action in planner.artifact(artifact)]
    gone = {path: entry for path, entry in known.items() if path not in artifacts}
    removals = [action for path in gone for action in planner.unclaimed(path)]
    kept = {action.path: gone[action.path] for action in removals if action.kind == "keep"}
    records = record.texts(artifacts.values(), kept)
    return Plan(output, (*actions, *removals), tuple(planner.diagnostics), records)


def apply(plan: Plan) -> None:
    """Carry a plan out. Nothing is touched that is as it should be.

    Raises:
        FileFault: a file cannot be written.
    """
    for action in plan.changes:
        path = plan.output / action.path
        if action.kind == "delete":
            _remove(path, plan.output)
        else:
            write_text(path, action.text)
    for place, text in plan.records.items():
        if _there(plan.output / place) != text:
            write_text(plan.output / place, text)
    wanted = {plan.output / place for place in plan.records}
    for path in set((plan.output / record.FOLDER).glob("*.json")) - wanted:
        path.unlink()


def _remove(path: Path, output: Path) -> None:
    try:
        path.unlink()
        for folder in path.parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()
    except OSError as error:
        raise fault(Code.UNWRITABLE, f"cannot remove the file: {error.strerror}", path) from None


def _there(path: Path) -> str | None:
    return read_text(path) if path.is_file() else None


class _Planner:
    def __init__(self, output: Path, known: Record, overwrite: bool) -> None:
        self.output, self.known, self.overwrite = output, known, overwrite
        self.diagnostics: list[Diagnostic] = []

    def artifact(self, artifact: Artifact) -> Iterator[Action]:
        path = self.output / artifact.path
        if self.leads_out(path):
            self.refuse(path, "a link leads out of the output folder", "remove the link")
        elif path.is_file():
            yield from self.existing(artifact, read_text(path))
        elif path.exists() or path.is_symlink():
            self.refuse(path, "something that is no file is in the way", "move it away")
        elif artifact.owner is Owner.SCAFFOLD and artifact.path in self.known:
            return  # the user deleted it
        else:
            yield Action("create", artifact.path, artifact.job, artifact.text)

    def existing(self, artifact: Artifact, text: str) -> Iterator[Action]:
        if text == artifact.text or artifact.owner is Owner.SCAFFOLD:
            return
        recorded = self.known.get(artifact.path)
        path = self.output / artifact.path
        if recorded is None:
            self.refuse(path, "a file that Scorewright did not write is in the way", "move it away")
        elif recorded.sha256 != digest(text) and not self.overwrite:
            hint = "put the edit into the spec; `generate --overwrite` then drops it here"
            self.refuse(path, "the file was edited since it was generated", hint)
        else:
            yield Action("update", artifact.path, artifact.job, artifact.text)

    def unclaimed(self, place: PurePosixPath) -> Iterator[Action]:
        """A file that was generated once and that no spec asks for any more."""
        path, recorded = self.output / place, self.known[place]
        if not path.is_file() or self.leads_out(path):
            return
        edited = recorded.owner is Owner.SCAFFOLD or recorded.sha256 != digest(read_text(path))
        yield Action("keep" if edited else "delete", place, "")

    def leads_out(self, path: Path) -> bool:
        return not path.resolve().is_relative_to(self.output.resolve())

    def refuse(self, path: Path, message: str, hint: str) -> None:
        place = Place(PurePosixPath(path))
        self.diagnostics.append(Diagnostic(Code.IN_THE_WAY, message, place, hint))
