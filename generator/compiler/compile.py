"""Compiling, a pure function: specs and templates in, artifacts and diagnostics out."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.aml.build import AmlBuilder
from generator.compiler.judge import judge
from generator.compiler.silence import silenced
from generator.compiler.twice import claimed_twice
from generator.contract.job import Job, Project
from generator.deploy.build import DeployBuilder
from generator.diagnostics import Diagnostic, Place, sort
from generator.factory import arm
from generator.factory.build import FactoryBuilder, id_parameter
from generator.factory.documents import Document
from generator.processes import spread
from generator.render import learnt, templates_folder
from generator.spec.load import Loaded, load
from generator.workspace.artifacts import Artifact, Owner, Text

Tell = Callable[[str], None]
"""Is told what is being done, for people who wait for it."""


def _nobody(_: str) -> None:
    """Nobody waits."""


class Compiled(Struct, frozen=True):
    """What specs compile to. There are no artifacts if any diagnostic is an error."""

    loaded: Loaded
    artifacts: Mapping[PurePosixPath, Artifact]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are no warnings."""
        return tuple(each for each in self.diagnostics if each.severity == "error")


def compile(  # noqa: A001 - the word for it; generator.compile shadows nothing that anybody misses
    folder: PurePosixPath,
    texts: Mapping[PurePosixPath, str],
    templates: Path | None = None,
    today: date | None = None,
    tell: Tell = _nobody,
) -> Compiled:
    """Compile a folder of specs.

    Args:
        folder: the folder, for diagnostics.
        texts: the text of every spec and of the project file, by path.
        templates: the folder of templates, if not the package's own.
        today: the day, for warnings of what lies in the past; without it there are none.
        tell: is told how far it is.

    Returns:
        Every file to be written, by its path below the output folder; or what is wrong.
    """
    tell(f"reading {len(texts):,} specs")
    drafted = draft(folder, texts, templates, today)
    if any(each.severity == "error" for each in drafted.diagnostics):
        return Compiled(drafted.loaded, {}, drafted.diagnostics)
    artifacts = (
        *drafted_artifacts(drafted, templates, tell),
        *deploying_artifacts(drafted, templates),
        *derived_artifacts(drafted),
    )
    specs = {name: Place(each.file) for name, each in drafted.loaded.places.items()}
    if faults := sort(claimed_twice(artifacts, specs)):
        return Compiled(drafted.loaded, {}, sort([*drafted.diagnostics, *faults]))
    by_path = {artifact.path: artifact for artifact in artifacts}
    return Compiled(drafted.loaded, by_path, drafted.diagnostics)


class Draft(Struct, frozen=True):
    """Specs compiled as far as their documents; there are none if anything is wrong before."""

    loaded: Loaded
    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]


def draft(
    folder: PurePosixPath,
    texts: Mapping[PurePosixPath, str],
    templates: Path | None = None,
    today: date | None = None,
    beside: Collection[str] = (),
) -> Draft:
    """Compile specs as far as everything that can be wrong with them.

    Arguments are those of `compile`; `beside` are the names of jobs that there are beside these.
    """
    loaded = load(folder, texts, today, beside)
    told = sort(_without_silenced(loaded, [*loaded.diagnostics, *judge(loaded)]))
    if loaded.project is None or any(each.severity == "error" for each in told):
        return Draft(loaded, (), told)
    documents = _documents(loaded.project, templates)
    return Draft(loaded, documents, sort([*told, *_too_much(loaded, documents)]))


def _documents(project: Project, templates: Path | None) -> tuple[Document, ...]:
    """The documents of all jobs, and those that they share."""
    builder = FactoryBuilder(templates or templates_folder())

    def of(jobs: Sequence[Job]) -> list[Document]:
        return [document for job in jobs for document in builder.of_job(job, project)]

    found = spread(of, [*project.jobs.values()])
    return (*chain.from_iterable(found), *builder.shared(project))


def _without_silenced(loaded: Loaded, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of all files, without the warnings that each file silences of its own."""
    files = {loaded.places[name].file: name for name in loaded.silence}
    of_file = defaultdict[PurePosixPath, list[Diagnostic]](list)
    for each in diagnostics:
        of_file[each.place.file].append(each)
    for file, name in files.items():
        yield from silenced(of_file.pop(file, ()), loaded.places[name], loaded.silence[name])
    for others in of_file.values():
        yield from others


def _too_much(loaded: Loaded, documents: tuple[Document, ...]) -> Iterator[Diagnostic]:
    """What passes a limit of Azure, or would be one parameter for two: nothing is written."""
    for job, finding in (*arm.check_documents(documents), *arm.check_parameters(documents)):
        yield loaded.places[job].diagnostic(finding)
    yield from map(loaded.places[""].diagnostic, arm.check_template(documents))


def drafted_artifacts(
    drafted: Draft, templates: Path | None = None, tell: Tell = _nobody
) -> Iterator[Artifact]:
    """What belongs to the jobs, and the documents that they share."""
    for document in drafted.documents:
        yield Artifact(document.path, Text.of(document.text), Owner.GENERATED, document.job)
    builder, project = AmlBuilder(templates or templates_folder()), _project(drafted)

    def of(jobs: Sequence[Job]) -> tuple[list[Artifact], learnt.News]:
        return [each for job in jobs for each in _of_job(job, project, builder)], learnt.news()

    def begun(number: int) -> None:
        tell(f"compiling {number:,} of {len(project.jobs):,} jobs")

    for artifacts, news in spread(of, [*project.jobs.values()], begun):
        learnt.learn(news)
        yield from artifacts


def _of_job(job: Job, project: Project, builder: AmlBuilder) -> Iterator[Artifact]:
    """What belongs to a job in Azure ML."""
    for file in builder.build(job, project, id_parameter(job) if job.sdk == "v1" else ""):
        path = PurePosixPath("aml", job.name, file.name)
        yield Artifact(path, Text.of(file.text), Owner(file.owner), job.name)


def deploying_artifacts(drafted: Draft, templates: Path | None = None) -> Iterator[Artifact]:
    """What brings all the others to Azure: made of the project file, and of which services it has.

    So it stays the same when a job changes without changing its service.
    """
    if (project := _project(drafted)).deployment is not None:
        for file in DeployBuilder(templates or templates_folder()).build(project):
            path = PurePosixPath("deploy", file.name)
            yield Artifact(path, Text.of(file.text), Owner.GENERATED, "")


def derived_artifacts(drafted: Draft) -> Iterator[Artifact]:
    """What is made of the documents."""
    for path, pieces in arm.derived(_project(drafted), drafted.documents):
        yield Artifact(path, Text.joined(pieces), Owner.DERIVED)


def _project(drafted: Draft) -> Project:
    assert drafted.loaded.project is not None
    return drafted.loaded.project
