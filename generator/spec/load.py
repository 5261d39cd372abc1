"""The specs of a folder, as text, into a project of jobs: all errors of all files at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from generator.contract.job import Project
from generator.contract.names import child_pipeline, trigger_name
from generator.contract.pipelines import Activity
from generator.contract.resources import LinkedService
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.diagnostics.finding import Finding
from generator.expression.scope import SERVICE_NAMES
from generator.spec.checks import Broken, Context, check_job, check_project, whole_services
from generator.spec.checks.windows import own_windows
from generator.spec.decode import Decoded, decode, unread
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.keys import Sdk
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
    linked services, and the environments. `silence` are the codes that each file silences.
    """

    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Places]
    activities: Mapping[str, tuple[Activity, ...]]
    services: Mapping[str, LinkedService]
    environments: tuple[str, ...]
    silence: Mapping[str, Mapping[str, str]]


def load(
    folder: PurePosixPath, texts: Mapping[PurePosixPath, str], today: date | None = None
) -> Loaded:
    """Load a project.

    Args:
        folder: the folder of the specs, for diagnostics.
        texts: the text of every spec and of the project file, by path.
        today: the day, for warnings of what lies in the past; without it there are none.

    Returns:
        The project, if nothing is wrong, and everything that is.
    """
    return _Loader(folder, texts, today).load()


class _Loader:
    def __init__(
        self, folder: PurePosixPath, texts: Mapping[PurePosixPath, str], today: date | None
    ) -> None:
        self.folder = folder
        self.today = today
        self.texts = dict(sorted(texts.items()))
        self.places: dict[str, Places] = {}
        self.diagnostics: list[Diagnostic] = []

    def load(self) -> Loaded:
        files = {file: text for file, text in self.texts.items() if file.stem != PROJECT}
        jobs = {file.stem: decoded for file in files if (decoded := self.job(file))}
        read = self.project()
        project, broken = read.value, Broken(read.broken)
        contexts = {
            name: Context(job.value, project, Broken(job.broken), broken, self.today)
            for name, job in jobs.items()
        }
        contexts = _with_windows(contexts)
        self.check(project, broken, contexts, {file.stem for file in files})
        specs = {name: context.spec for name, context in contexts.items()}
        return Loaded(
            None if self.has_errors() else lower(project, specs),
            sort(self.diagnostics),
            self.places,
            {name: _activities(context) for name, context in contexts.items()},
            {name: linked_service(name, project) for name in whole_services(project, broken)},
            tuple(project.environments),
            {"": project.silence, **{name: spec.silence for name, spec in specs.items()}},
        )

    def has_errors(self) -> bool:
        return any(each.severity == "error" for each in self.diagnostics)

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
        """Resources of all jobs stand in one factory, endpoints in one workspace."""
        seen: dict[str, Place] = {}
        for job, context in contexts.items():
            for thing, place, hint in _claimed(job, context, self.places[job]):
                if thing.casefold() in seen:
                    message = f"two jobs would give {thing}"
                    related = (("the other", seen[thing.casefold()]),)
                    fault = Diagnostic(Code.CLAIMED_TWICE, message, place, hint, related)
                    self.diagnostics.append(fault)
                seen.setdefault(thing.casefold(), place)


def _with_windows(contexts: Mapping[str, Context]) -> dict[str, Context]:
    """The contexts, each with the tumbling windows of the other jobs on its service."""
    made = {job: frozenset(own_windows(job, context)) for job, context in contexts.items()}
    result = {}
    for job, context in contexts.items():
        others = [
            made[other]
            for other, theirs in contexts.items()
            if other != job and theirs.service is context.service
        ]
        result[job] = replace(context, windows=frozenset[str]().union(*others))
    return result


def _claimed(job: str, context: Context, places: Places) -> Iterator[tuple[str, Place, str]]:
    """What a job makes that has a name among all jobs: what it is, its place, what to do."""
    if context.service is not None:
        yield from _claimed_there(job, context, places, SERVICE_NAMES[context.service.value])
    if context.sdk is not None:
        endpoint = context.spec.aml.endpoint
        place = places.value(("aml", "endpoint") if endpoint else ("name",))
        name = endpoint or job.replace("_", "-")
        hint = "give each its own `aml: {endpoint: ...}`"
        yield f"Azure ML {context.sdk} the endpoint {name!r}", place, hint


def _claimed_there(
    job: str, context: Context, places: Places, service: str
) -> Iterator[tuple[str, Place, str]]:
    """What a job makes in its factory; a batch endpoint in a container is a pipeline of its own."""
    yield f"{service} a pipeline {job!r}", places.value(("name",)), "rename one of the jobs"
    for trigger in context.spec.factory.triggers:
        place = places.key(("factory", "triggers", trigger))
        name = trigger_name(job, trigger)
        yield f"{service} a trigger {name!r}", place, "rename one of the triggers"
    for found, score in context.scorings():
        if found.inside and context.sdk is Sdk.V2:
            name, place = child_pipeline(job, score.name), places.value((*found.path, "name"))
            yield f"{service} a pipeline {name!r}", place, "rename the scoring step"


def _activities(context: Context) -> tuple[Activity, ...]:
    """The activities that could be read, but for scoring steps."""
    return tuple(
        activity(found.spec, found.path)
        for found in context.activities()
        if not isinstance(found.spec, ScoreSpec)
        and not context.broken.touches(*found.path, "properties")
    )
