"""The specs of a folder, as text, into a project of jobs: all errors of all files at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.contract.job import Project
from generator.contract.pipelines import Activity
from generator.contract.resources import Dataset, LinkedService
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.diagnostics.finding import Finding
from generator.expression import Service
from generator.processes import spread
from generator.spec.checks import Broken, Context, check_job, check_project
from generator.spec.checks.broken import Names
from generator.spec.checks.dependencies import all_triggers
from generator.spec.checks.names_of import names_of
from generator.spec.checks.shared import whole_datasets, whole_services
from generator.spec.claims import check_claims, check_moves, pipelines
from generator.spec.decode import Decoded, decode, unread
from generator.spec.files import PROJECT
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.project import LocalSpec
from generator.spec.lower import lower
from generator.spec.lower.activities import activity
from generator.spec.lower.resources import dataset, linked_service
from generator.spec.places import Places
from generator.spec.source import read

T = TypeVar("T")


class Loaded(Struct, frozen=True):
    """What a folder of specs says. `project` is None if there is an error anywhere.

    `places` holds, for each job and for the project file (as ""), where its values stand. The rest
    is what the factory's own rules can judge whatever else is wrong: the jobs' activities, the
    linked services, the datasets, and the environments. `names` has by the sections of the project
    file all that is declared there, readable or not; `unread` are jobs that are not; `service` is
    the project's own, `aml` the linked service of Azure ML. `silence` are the codes that each file
    silences; `moved` leads from the name of a job to the one that it had. `local` is what a run
    here uses, and nothing that is compiled.
    """

    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, Places]
    jobs: Mapping[str, "Part"]
    services: Mapping[str, LinkedService]
    datasets: Mapping[str, Dataset]
    environments: tuple[str, ...]
    names: Mapping[str, Names]
    unread: frozenset[str]
    service: Service | None
    aml: str
    silence: Mapping[str, Mapping[str, str]]
    moved: Mapping[str, str]
    local: LocalSpec


class Part(Struct, frozen=True):
    """What could be read of the factory's part of a job: `service` is None if that could not.

    `activities` are all but scoring steps, each by itself.
    """

    service: Service | None
    pipelines: tuple[str, ...]
    activities: tuple[Activity, ...]


def load(
    folder: PurePosixPath,
    texts: Mapping[PurePosixPath, str],
    today: date | None = None,
    beside: Collection[str] = (),
) -> Loaded:
    """Load a project, or a part of it.

    Args:
        folder: the folder of the specs, for diagnostics.
        texts: the text of every spec and of the project file, by path.
        today: the day, for warnings of what lies in the past; without it there are none.
        beside: the names of jobs that there are beside these, if it is a part.

    Returns:
        The project, if nothing is wrong, and everything that is.
    """
    return _Loader(folder, texts, today, beside).load()


class _Loader:
    def __init__(
        self,
        folder: PurePosixPath,
        texts: Mapping[PurePosixPath, str],
        today: date | None,
        beside: Collection[str],
    ) -> None:
        self.beside = beside
        self.folder = folder
        self.today = today
        self.texts = dict(sorted(texts.items()))
        self.places: dict[str, Places] = {}
        self.diagnostics: list[Diagnostic] = []

    def load(self) -> Loaded:
        files = [file for file in self.texts if file.stem != PROJECT]
        jobs = dict(self.jobs(files))
        read = self.project()
        project, broken = read.value, Broken(read.broken)
        contexts = {
            name: Context(job.value, project, Broken(job.broken), broken, self.today)
            for name, job in jobs.items()
        }
        triggers = all_triggers(contexts, {file.stem for file in files} - jobs.keys())
        contexts = {name: replace(each, triggers=triggers[name]) for name, each in contexts.items()}
        self.check(project, broken, contexts, {file.stem for file in files})
        specs = {name: context.spec for name, context in contexts.items()}
        return Loaded(
            None if self.has_errors() else lower(project, specs),
            sort(self.diagnostics),
            self.places,
            {name: _part(name, context) for name, context in contexts.items()},
            {name: linked_service(name, project) for name in whole_services(project, broken)},
            {
                name: dataset(name, project.datasets[name])
                for name in whole_datasets(project, broken)
            },
            tuple(project.environments),
            names_of(project, broken),
            frozenset(file.stem for file in files) - jobs.keys(),
            None if broken.hides("service") else project.service.value,
            project.aml.linked_service,
            {"": project.silence, **{name: spec.silence for name, spec in specs.items()}},
            {name: spec.moved_from for name, spec in specs.items() if spec.moved_from},
            project.local,
        )

    def has_errors(self) -> bool:
        return any(each.severity == "error" for each in self.diagnostics)

    # files

    def project(self) -> Decoded[ProjectSpec]:
        files = [file for file in self.texts if file.stem == PROJECT]
        if files:
            self.once(files)
            return self.kept("", _read(ProjectSpec, files[0], self.texts)) or unread(ProjectSpec)
        hint = f"write {PROJECT}.yaml: what the jobs share"
        message = f"there is no project file in {self.folder}"
        self.diagnostics.append(Diagnostic(Code.NO_PROJECT, message, Place(self.folder), hint))
        self.places[""] = Places(self.folder, "")
        return unread(ProjectSpec)

    def jobs(self, files: Iterable[PurePosixPath]) -> Iterator[tuple[str, Decoded[JobSpec]]]:
        """The specs that could be read; of several with one name the first."""
        first = dict[str, PurePosixPath]()
        for file in files:
            if first.setdefault(file.stem, file) is not file:
                self.once([other for other in self.texts if other.stem == file.stem])

        def read_some(some: Sequence[PurePosixPath]) -> list[_Read[JobSpec]]:
            return [_read_job(each, self.texts) for each in some]

        for each in chain.from_iterable(spread(read_some, [*first.values()])):
            name = each.places.file.stem
            if decoded := self.kept(name, each):
                yield name, decoded

    def once(self, files: list[PurePosixPath]) -> None:
        for other in files[1:]:
            message = f"{files[0].name} and {other.name} would be one spec"
            self.diagnostics.append(
                Diagnostic(Code.CLAIMED_TWICE, message, Place(other), "keep one of them")
            )

    def kept(self, name: str, read: "_Read[T]") -> Decoded[T] | None:
        """What became of a file, once its places and diagnostics are kept."""
        self.places[name] = read.places
        self.diagnostics += read.diagnostics
        return read.decoded

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
        services = {context.service for context in contexts.values() if context.service}
        self.report("", check_project(project, broken, names.union(self.beside), services))

        def check_some(some: Sequence[tuple[str, Context]]) -> list[Diagnostic]:
            return [
                self.places[name].diagnostic(finding)
                for name, context in some
                for finding in check_job(context)
            ]

        self.diagnostics += chain.from_iterable(spread(check_some, [*contexts.items()]))
        self.diagnostics += check_claims(contexts, self.places)
        self.diagnostics += check_moves(contexts, self.places, names)


class _Read(Struct, Generic[T], frozen=True):
    """What became of one file; nothing is decoded if it is no YAML."""

    places: Places
    decoded: Decoded[T] | None
    diagnostics: tuple[Diagnostic, ...]


def _read(cls: type[T], file: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> _Read[T]:
    source = read(file, texts[file])
    places, found = Places(file, source.text), tuple(source.diagnostics)
    if source.root is None:
        return _Read(places, None, found)
    decoded = decode(cls, source.root)
    return _Read(places, decoded, (*found, *map(places.diagnostic, decoded.findings)))


def _read_job(file: PurePosixPath, texts: Mapping[PurePosixPath, str]) -> _Read[JobSpec]:
    """A spec; its name has to be that of its file."""
    found = _read(JobSpec, file, texts)
    decoded = found.decoded
    if not decoded or ("name",) in decoded.broken or decoded.value.name == file.stem:
        return found
    place = found.places.value(("name",))
    message = f"the spec's name is {decoded.value.name!r}, and its file is {file.name}"
    hint = "rename one of them: the two are the same"
    other = Diagnostic(Code.FILE_NAME, message, place, hint)
    return replace(found, diagnostics=(*found.diagnostics, other))


def _part(name: str, context: Context) -> Part:
    service: Service | None = context.service.value if context.service else None
    made = tuple(pipeline for pipeline, _ in pipelines(name, context))
    return Part(service, made, _activities(context))


_JUDGED = ("type", "properties", "linked_service")
"""The keys of an activity that have to be known to judge it by its type."""


def _activities(context: Context) -> tuple[Activity, ...]:
    """The activities that could be read, but for scoring steps."""
    return tuple(
        activity(found.spec, found.path)
        for found in context.activities()
        if not isinstance(found.spec, ScoreSpec)
        and not any(context.broken.touches(*found.path, key) for key in _JUDGED)
    )
