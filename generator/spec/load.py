"""The specs of a folder, as text, into a project of jobs: all errors of all files at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from generator.contract.job import Project
from generator.contract.names import trigger_name
from generator.contract.pipelines import Activity
from generator.contract.resources import LinkedService
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.diagnostics.finding import Finding
from generator.spec.checks import Broken, Context, check_job, check_project, whole_services
from generator.spec.decode import Decoded, decode, unread
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.language.activities import ScoreSpec
from generator.spec.lower import lower
from generator.spec.lower.activities import activity
from generator.spec.lower.resources import linked_service
from generator.spec.places import Places
from generator.spec.source import Source, read

T = TypeVar("T")
PROJECT = "project"
"""The project file's name, without its ending."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder of specs says. `project` is None if there is an error anywhere.

    `places` holds, for each job and for the project file (as ""), where its values stand. The rest
    is what the factory's own rules can judge whatever else is wrong: the activities by job, the
    linked services, and the environments.
    """

    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Places]
    activities: Mapping[str, tuple[Activity, ...]]
    services: Mapping[str, LinkedService]
    environments: tuple[str, ...]


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
        read = self.project()
        project, broken = read.value, Broken(read.broken)
        contexts = {
            name: Context(job.value, project, Broken(job.broken), broken)
            for name, job in jobs.items()
        }
        self.check(project, broken, contexts, {file.stem for file in files})
        specs = {name: context.spec for name, context in contexts.items()}
        return Loaded(
            None if self.diagnostics else lower(project, specs),
            sort(self.diagnostics),
            self.places,
            {name: _activities(context) for name, context in contexts.items()},
            {name: linked_service(name, project) for name in whole_services(project, broken)},
            tuple(project.environments),
        )

    # files

    def project(self) -> Decoded[ProjectSpec]:
        files = [file for file in self.texts if file.stem == PROJECT]
        if files:
            self.once(files)
            return self.decoded(ProjectSpec, files[0], "") or unread(ProjectSpec)
        hint = f"write {PROJECT}.yaml: what the jobs share"
        message = f"there is no project file in {self.folder}"
        self.diagnostics.append(Diagnostic(Code.NO_PROJECT, message, Place(self.folder), hint))
        self.places[""] = Places(Source(self.folder, "", None, ()))
        return unread(ProjectSpec)

    def job(self, file: PurePosixPath) -> Decoded[JobSpec] | None:
        if file.stem in self.places:
            self.once([other for other in self.texts if other.stem == file.stem])
            return None
        decoded = self.decoded(JobSpec, file, file.stem)
        if decoded and ("name",) not in decoded.broken and decoded.value.name != file.stem:
            place = self.places[file.stem].value(("name",))
            message = f"the spec's name is {decoded.value.name!r}, and its file is {file.name}"
            hint = "rename one of them: the two are the same"
            self.diagnostics.append(Diagnostic(Code.FILE_NAME, message, place, hint))
        return decoded

    def once(self, files: list[PurePosixPath]) -> None:
        for other in files[1:]:
            message = f"{files[0].name} and {other.name} would be one spec"
            self.diagnostics.append(
                Diagnostic(Code.CLAIMED_TWICE, message, Place(other), "keep one of them")
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
        broken: Broken,
        contexts: Mapping[str, Context],
        names: set[str],
    ) -> None:
        self.report("", check_project(project, broken, names))
        for name, context in contexts.items():
            self.report(name, check_job(context))
        self.claims(contexts)

    def claims(self, contexts: Mapping[str, Context]) -> None:
        """Triggers of all jobs stand in one factory, endpoints in one workspace."""
        seen: dict[str, Place] = {}
        for job, context in contexts.items():
            for thing, place, hint in _claimed(job, context, self.places[job]):
                if thing in seen:
                    message, related = f"two jobs would give {thing}", (("the other", seen[thing]),)
                    fault = Diagnostic(Code.CLAIMED_TWICE, message, place, hint, related)
                    self.diagnostics.append(fault)
                seen.setdefault(thing, place)


def _claimed(job: str, context: Context, places: Places) -> Iterator[tuple[str, Place, str]]:
    """What a job makes that has a name among all jobs: what it is, its place, what to do."""
    for trigger in context.spec.factory.triggers:
        place = places.key(("factory", "triggers", trigger))
        name = trigger_name(job, trigger)
        yield f"the factory a trigger {name!r}", place, "rename one of the triggers"
    if context.sdk is not None:
        endpoint = context.spec.aml.endpoint
        place = places.value(("aml", "endpoint") if endpoint else ("name",))
        name = endpoint or job.replace("_", "-")
        hint = "give each its own `aml: {endpoint: ...}`"
        yield f"Azure ML {context.sdk} the endpoint {name!r}", place, hint


def _activities(context: Context) -> tuple[Activity, ...]:
    """The activities that could be read, but for scoring steps."""
    return tuple(
        activity(found.spec, found.path)
        for found in context.activities()
        if not isinstance(found.spec, ScoreSpec)
        and not context.broken.touches(*found.path, "properties")
    )
