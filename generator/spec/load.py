"""The specs of a folder, as text, into a project of jobs: all errors of all files at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from generator.contract.job import Project
from generator.diagnostics import Code, Diagnostic, Path, Place, sort
from generator.diagnostics.finding import Finding
from generator.spec.checks import Context, check_job, check_project
from generator.spec.decode import Decoded, decode
from generator.contract.names import trigger_name
from generator.spec.lower import lower
from generator.spec.model import JobSpec
from generator.spec.places import Places
from generator.spec.project_model import ProjectSpec
from generator.spec.source import read

T = TypeVar("T")
PROJECT = "project"
"""The project file's name, without its ending."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder of specs says. `project` is None if there is an error anywhere.

    `places` holds, for each job and for the project file (as ""), where its values stand.
    """

    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Places]


def load(folder: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> Loaded:
    """Load a project.

    Args:
        folder: the folder of the specs, for diagnostics.
        texts: the text of every spec and of the project file, by path.

    Returns:
        The project, if nothing is wrong, and everything that is.
    """
    return _Loader(folder, texts).load()


class _Loader:
    def __init__(self, folder: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> None:
        self.folder = folder
        self.texts = dict(sorted(texts.items()))
        self.places: dict[str, Places] = {}
        self.diagnostics: list[Diagnostic] = []

    def load(self) -> Loaded:
        files = {file: text for file, text in self.texts.items() if file.stem != PROJECT}
        jobs = {file.stem: decoded for file in files if (decoded := self.job(file))}
        project = self.project()
        if project and project.value:
            self.check(project.value, project.broken, jobs, {file.stem for file in files})
        if self.diagnostics or not (project and project.value):
            return Loaded(None, sort(self.diagnostics), self.places)
        specs = {name: job.value for name, job in jobs.items() if job.value}
        return Loaded(lower(project.value, specs), (), self.places)

    # files

    def project(self) -> Decoded[ProjectSpec] | None:
        files = [file for file in self.texts if file.stem == PROJECT]
        if not files:
            hint = f"write {self.folder / (PROJECT + '.yaml')}: what the jobs share"
            message = f"there is no project file in {self.folder}"
            self.diagnostics.append(Diagnostic(Code.NO_PROJECT, message, Place(self.folder), hint))
            return None
        self.once(files)
        return self.decoded(ProjectSpec, files[0], "")

    def job(self, file: PurePosixPath) -> Decoded[JobSpec] | None:
        if file.stem in self.places:
            self.once([other for other in self.texts if other.stem == file.stem])
            return None
        decoded = self.decoded(JobSpec, file, file.stem)
        if decoded and decoded.value and decoded.value.name != file.stem:
            place = self.places[file.stem].value(("name",))
            message = f"the name is {decoded.value.name!r}, but the file is {file.name}"
            hint = "a spec's name is its file's: rename one of them"
            self.diagnostics.append(Diagnostic(Code.FILE_NAME, message, place, hint))
        return decoded

    def once(self, files: list[PurePosixPath]) -> None:
        if len(files) > 1:
            message = f"{files[0].name} and {files[1].name} are one spec's name"
            self.diagnostics.append(
                Diagnostic(Code.CLAIMED_TWICE, message, Place(files[1]), "keep one of them")
            )

    def decoded(self, cls: type[T], file: PurePosixPath, name: str) -> Decoded[T] | None:
        source = read(file, self.texts[file])
        self.places[name] = Places(source)
        self.diagnostics += source.diagnostics
        if source.root is None:
            return None
        decoded = decode(cls, source.root)
        self.report(name, decoded.findings)
        return decoded

    def report(self, name: str, findings: Iterable[Finding]) -> None:
        self.diagnostics += map(self.places[name].diagnostic, findings)

    # checks

    def check(
        self,
        project: ProjectSpec,
        broken: frozenset[Path],
        jobs: Mapping[str, Decoded[JobSpec]],
        names: set[str],
    ) -> None:
        self.report("", check_project(project, names))
        for name, job in jobs.items():
            if job.value:
                context = Context(job.value, project, job.broken, broken)
                self.report(name, check_job(context))
        self.claims({name: job.value for name, job in jobs.items() if job.value})

    def claims(self, jobs: Mapping[str, JobSpec]) -> None:
        """Triggers of all jobs stand in one factory."""
        seen: dict[str, tuple[str, Path]] = {}
        for job, spec in jobs.items():
            for trigger in spec.factory.triggers:
                path: Path = ("factory", "triggers", trigger)
                full = trigger_name(job, trigger)
                if full in seen:
                    other, there = seen[full]
                    self.claimed_twice(
                        full, self.places[job].key(path), self.places[other].key(there)
                    )
                seen.setdefault(full, (job, path))

    def claimed_twice(self, name: str, here: Place, there: Place) -> None:
        message = f"two jobs would have a trigger {name!r} in the factory"
        related = (("the other", there),)
        self.diagnostics.append(
            Diagnostic(Code.CLAIMED_TWICE, message, here, "rename one of the triggers", related)
        )
